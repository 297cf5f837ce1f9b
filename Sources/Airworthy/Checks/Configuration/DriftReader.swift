import Trust

/// Reads both sides and compares them in the format they call for.
struct DriftReader: Sendable {
    let files: any FileAccess
    let format: ConfigurationFormat
    let sensitivity: Sensitivity
    /// Most files and directories in one tree.
    let entryLimit: Int

    /// Bytes of one document.
    private static let documentLimit = 16 << 20

    func compare(_ sides: DriftSides) async throws(Obstacle) -> DriftComparison {
        switch (sides.desired, sides.digest) {
        case (nil, let digest?): return try await compare(live: sides.live, with: digest)
        case (let desired?, let digest):
            if let digest, let altered = try await alteration(of: desired, digest) { return .decided(altered) }
            return try await compare(live: sides.live, desired: desired)
        case (nil, nil): preconditionFailure("sides without a desired one cannot be built")
        }
    }

    // One file against a digest: a single streamed read, whatever the file's size.
    private func compare(live: String, with digest: Digest) async throws(Obstacle) -> DriftComparison {
        guard let measured = try await files.measure(live, digest.algorithm) else { return Self.missing(live, []) }
        return .compared(
            Self.differences(live: measured.digest, desired: digest), NonEmpty(Self.evidence(live, measured.digest)))
    }

    // A desired side that is not the released one proves nothing, however well the live side matches it.
    private func alteration(
        of desired: String, _ digest: Digest
    ) async throws(Obstacle) -> Answer<DriftFilesCode>? {
        guard let measured = try await files.measure(desired, digest.algorithm) else {
            throw Self.desiredMissing(desired)
        }
        guard measured.digest != digest else { return nil }
        let message = "`\(desired)` is \(measured.digest.short), and \(digest.short) was released"
        return .failed(
            Finding(.desiredAltered, message, at: .path(desired)), [Self.evidence(desired, measured.digest)])
    }

    private func compare(live: String, desired: String) async throws(Obstacle) -> DriftComparison {
        if format == .tree { return try await compareTrees(live: live, desired: desired) }
        let desiredFormat = format == .auto ? ConfigurationFormat.named(by: desired) : format
        if format == .auto, desiredFormat == nil {
            guard let kind = try await files.kind(of: desired) else { throw Self.desiredMissing(desired) }
            if kind == .directory { return try await compareTrees(live: live, desired: desired) }
        }
        let liveFormat = format == .auto ? ConfigurationFormat.named(by: live) ?? desiredFormat : format
        guard let desiredFormat, let liveFormat, desiredFormat != .bytes else {
            return try await compareBytes(live: live, desired: desired)
        }
        return try await compareDocuments(live: live, liveFormat, desired: desired, desiredFormat)
    }

    private func compareBytes(live: String, desired: String) async throws(Obstacle) -> DriftComparison {
        guard let wanted = try await files.measure(desired, .sha256) else { throw Self.desiredMissing(desired) }
        let basis = Self.evidence(desired, wanted.digest)
        guard let found = try await files.measure(live, .sha256) else { return Self.missing(live, [basis]) }
        return .compared(
            Self.differences(live: found.digest, desired: wanted.digest),
            NonEmpty(Self.evidence(live, found.digest), [basis]))
    }

    private func compareDocuments(
        live: String, _ liveFormat: ConfigurationFormat, desired: String, _ desiredFormat: ConfigurationFormat
    ) async throws(Obstacle) -> DriftComparison {
        guard let wanted = try await files.read(desired, limit: Self.documentLimit) else {
            throw Self.desiredMissing(desired)
        }
        let basis = Self.evidence(desired, .of(wanted), desiredFormat)
        guard let found = try await files.read(live, limit: Self.documentLimit) else {
            return Self.missing(live, [basis])
        }
        let evidence = NonEmpty(Self.evidence(live, .of(found), liveFormat), [basis])
        do throws(Diagnostic) {
            let desiredValue = try desiredFormat.parse(wanted, name: desired)
            // Equal bytes are still parsed once: two copies of a broken document are not a configuration.
            let isSame = wanted == found && desiredFormat == liveFormat
            let liveValue = isSame ? desiredValue : try liveFormat.parse(found, name: live)
            if desiredValue.isVacant, liveValue.isVacant {
                return .decided(.inconclusive(NonEmpty(Self.nothing(in: desired)), evidence.array))
            }
            let differences =
                isSame
                ? [] : DocumentDiff.differences(desired: desiredValue, live: liveValue, sensitivity: sensitivity)
            return .compared(differences, evidence)
        } catch {
            let finding = Finding<DriftFilesCode>(.invalid, error.message, at: error.location, remedy: error.remedy)
            return .decided(.inconclusive(NonEmpty(finding), evidence.array))
        }
    }

    private func compareTrees(live: String, desired: String) async throws(Obstacle) -> DriftComparison {
        guard let wanted = try await TreeListing.read(desired, files, limit: entryLimit) else {
            guard try await files.kind(of: desired) != nil else { throw Self.desiredMissing(desired) }
            throw Obstacle(
                "desired-not-tree", "`\(desired)` is not a directory", at: .path(desired),
                remedy: "name a directory, or another `format`")
        }
        let basis = Self.evidence(desired, wanted)
        guard let found = try await TreeListing.read(live, files, limit: entryLimit) else {
            guard let kind = try await files.kind(of: live) else { return Self.missing(live, [basis]) }
            let message = "`\(live)` is \(Self.noun(kind)), desired a directory"
            return .decided(.failed(Finding(.typeChanged, message, at: .path(live)), [basis]))
        }
        let evidence = NonEmpty(Self.evidence(live, found), [basis])
        guard wanted.hasContent else {
            return .decided(.inconclusive(NonEmpty(Self.nothing(in: desired)), evidence.array))
        }
        return .compared(TreeDiff.differences(desired: wanted, live: found), evidence)
    }

    private static func differences(live: Digest, desired: Digest) -> [Difference] {
        guard live != desired else { return [] }
        return [
            Difference(
                kind: .changed, path: "", sides: .contents(desired: desired, live: live), isSensitive: false)
        ]
    }

    private static func missing(_ live: String, _ evidence: [Evidence]) -> DriftComparison {
        .decided(.failed(Finding(.missing, "there is no `\(live)`", at: .path(live)), evidence))
    }

    private static func nothing(in desired: String) -> Finding<DriftFilesCode> {
        Finding(.nothingCompared, "`\(desired)` holds nothing to compare", at: .path(desired))
    }

    private static func desiredMissing(_ path: String) -> Obstacle {
        Obstacle(
            "desired-missing", "there is no `\(path)` to compare with", at: .path(path),
            remedy: "render or check out the desired side first")
    }

    private static func noun(_ kind: FileKind) -> String {
        switch kind {
        case .file: "a file"
        case .directory: "a directory"
        case .link(let target): "a link to `\(Excerpt.of(target))`"
        case .other: "neither file, directory nor link"
        }
    }

    private static func evidence(
        _ path: String, _ digest: Digest, _ format: ConfigurationFormat = .bytes
    ) -> Evidence {
        let mediaType =
            switch format {
            case .json: "application/json"
            case .yaml: "application/yaml"
            case .auto, .tree, .bytes: "application/octet-stream"
            }
        return Evidence(uri: path, digest: digest, mediaType: mediaType)
    }

    private static func evidence(_ path: String, _ listing: TreeListing) -> Evidence {
        Evidence(uri: path, digest: listing.digest, mediaType: "application/vnd.airworthy.tree")
    }
}
