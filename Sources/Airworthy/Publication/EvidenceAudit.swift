public import Trust

/// Which signed runs should be found beside which images, and whether they are: the ledger says what was claimed, a
/// registry or mirror is asked whether it has it.
public struct EvidenceAudit: Sendable {
    /// One run, as it should be found at one image.
    public struct Expectation: Sendable, Hashable {
        /// `registry/path`, as the run names the image.
        public let repository: String
        public let image: Digest
        public let releaseID: String
        public let phase: String
        /// Digest of the statement's bytes: what is compared, whoever published it and in whatever bundle.
        public let payload: Digest

        public init(repository: String, image: Digest, releaseID: String, phase: String, payload: Digest) {
            self.repository = repository
            self.image = image
            self.releaseID = releaseID
            self.phase = phase
            self.payload = payload
        }
    }

    public enum Finding: Sendable, Hashable {
        case present
        /// The image is there and the run is not.
        case evidenceMissing
        case imageMissing
        /// Nobody could look: neither present nor missing.
        case obstacle(Diagnostic)
    }

    public struct Line: Sendable, Hashable {
        public let expectation: Expectation
        /// Where was looked.
        public let place: String
        public let finding: Finding

        public init(_ expectation: Expectation, place: String, _ finding: Finding) {
            self.expectation = expectation
            self.place = place
            self.finding = finding
        }
    }

    /// The latest believed live run of every phase, manifest and checklist, at each image it names. Platforms are not
    /// asked about: runs are attached to what the release names.
    ///
    /// - Parameter manifest: only this release; nil for all.
    public static func expectations(_ history: RunHistory, manifest: Digest? = nil) -> [Expectation] {
        var latest: [String: RunHistory.Record] = [:]
        var order: [String] = []
        for record in history.believed {
            let claim = record.run.value
            guard claim.mode == .live, manifest == nil || claim.manifest == manifest else { continue }
            let key = "\(claim.manifest) \(claim.environment) \(claim.phase.rawValue) \(claim.checklist)"
            if latest.updateValue(record, forKey: key) == nil { order.append(key) }
        }
        return order.compactMap { latest[$0] }.flatMap(expectations)
    }

    private static func expectations(_ record: RunHistory.Record) -> [Expectation] {
        // The entry was believed, so both read.
        guard let envelope = try? Envelope(record.entry.envelope),
            let statement = try? Statement(payload: envelope.payload, name: "the run")
        else { return [] }
        let claim = record.run.value
        return statement.subjects.flatMap { subject in
            subject.digests.compactMap { digest in
                // The manifest is a subject too, and a platform's name is no reference.
                guard digest != claim.manifest, let reference = try? ImageReference(subject.name),
                    reference.tag == nil, reference.digest == nil
                else { return nil }
                return Expectation(
                    repository: reference.repository, image: digest, releaseID: claim.releaseID,
                    phase: claim.phase.rawValue, payload: .of(envelope.payload))
            }
        }
    }

    /// Looks for one run at one image.
    ///
    /// - Parameter reader: of the repository that is asked, whatever the run calls it.
    public static func look(for expectation: Expectation, with reader: ImageReader) async -> Finding {
        do throws(Obstacle) {
            if case .failure(let defect) = try await reader.document(expectation.image) {
                guard defect.code == .missingManifest else { return .obstacle(defect.diagnostic) }
                return .imageMissing
            }
        } catch {
            return .obstacle(error.diagnostic)
        }
        let found = await Attachments.find(for: expectation.image, tags: [], with: reader)
        for attached in found.manifests {
            guard let bundle = attached.manifest.layers.first, attached.manifest.layers.count == 1,
                MediaType.isSigstoreBundle(bundle.mediaType)
            else { continue }
            do throws(Obstacle) {
                guard case .success(let bytes) = try await reader.blob(bundle, limit: BundleReferrer.bundleLimit),
                    case .envelope(let envelope)? = (try? SigstoreBundle(bytes))?.content
                else { continue }
                if Digest.of(envelope.payload) == expectation.payload { return .present }
            } catch {
                return .obstacle(error.diagnostic)
            }
        }
        // What could not be read might have been it.
        for unusable in found.unusable {
            if case .obstacle(let obstacle) = unusable.fault { return .obstacle(obstacle.diagnostic) }
        }
        return .evidenceMissing
    }

    public let lines: [Line]

    public init(_ lines: [Line]) {
        self.lines = lines
    }

    /// Something missing blocks; nothing to look for, or nobody to ask, decides nothing.
    public var status: ExitStatus {
        if lines.contains(where: { $0.finding == .evidenceMissing || $0.finding == .imageMissing }) { return .blocked }
        return lines.isEmpty || lines.contains { $0.finding != .present } ? .undetermined : .cleared
    }

    public var text: [String] {
        let missing = lines.count { $0.finding == .evidenceMissing || $0.finding == .imageMissing }
        let present = lines.count { $0.finding == .present }
        return lines.map { line in
            let run = "\(line.expectation.phase) of \(line.expectation.releaseID)"
            let place = "\(line.place)@\(line.expectation.image)"
            return switch line.finding {
            case .present: "✔ \(place)  \(run)"
            case .evidenceMissing: "✖ \(place)  \(run) is not attached [evidence-missing]"
            case .imageMissing: "✖ \(place)  there is no such image [image-missing]"
            case .obstacle(let diagnostic): "? \(place)  \(run): \(diagnostic.message) [\(diagnostic.code)]"
            }
        } + ["\(present) present, \(missing) missing, \(lines.count - present - missing) could not be asked"]
    }

    public var json: JSON {
        .array(
            lines.map { line in
                let (word, code): (String, String?) =
                    switch line.finding {
                    case .present: ("present", nil)
                    case .evidenceMissing: ("missing", "evidence-missing")
                    case .imageMissing: ("missing", "image-missing")
                    case .obstacle(let diagnostic): ("unknown", diagnostic.code)
                    }
                return .members([
                    "finding": .string(word), "code": code.map(JSON.string), "place": .string(line.place),
                    "image": .string(line.expectation.image.description),
                    "release": .string(line.expectation.releaseID), "phase": .string(line.expectation.phase),
                    "statement": .string(line.expectation.payload.description),
                ])
            })
    }
}
