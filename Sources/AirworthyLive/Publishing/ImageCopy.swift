public import Airworthy
import Trust

/// Copies one image and everything attached to it, byte for byte, from one place to another.
///
/// What leads to something is written after it, so that a copy cut short leaves nothing that looks whole: blobs, then
/// manifests, then indexes, then attachments, and the tag asked for at the very end.
public struct ImageCopy: Sendable {
    private static let width = 4

    private let source: ImagePlace
    private let destination: ImagePlace

    public init(from source: ImagePlace, to destination: ImagePlace) {
        self.source = source
        self.destination = destination
    }

    /// - Parameter inventory: of the source; it must be without faults, for a copy leaves nothing out.
    /// - Throws: an ``ImageDefect`` when a blob is not what its manifest says, `attachment-conflict` as a diagnostic when
    ///   the destination has attachments that would be lost, obstacles, and `InputError` for a destination whose digest
    ///   is another's.
    public func run(
        _ inventory: ImageInventory, observer: @escaping @Sendable (CopyReport.Entry) -> Void
    ) async throws -> CopyReport {
        precondition(inventory.faults.isEmpty, "what is incomplete is not copied")
        guard let root = inventory.items.first?.document else { preconditionFailure("an inventory has its root") }
        if let digest = destination.reference.digest, digest != root.digest {
            throw InputError(
                "wrong-digest", "the destination says \(digest.short), and the image is \(root.digest.short)",
                remedy: "leave the digest of the destination out")
        }
        try await requireNoLoss(inventory)
        var entries = try await copyBlobs(inventory, observer)
        func keep(_ entry: CopyReport.Entry) {
            entries.append(entry)
            observer(entry)
        }
        let names = Dictionary(grouping: inventory.tags, by: \.digest)
        var lists = ReferrerLists()
        // Level by level, and within one from the leaves up.
        for level in 0...ImageInventory.levelLimit {
            for item in inventory.items.reversed() where item.level == level {
                let document = item.document
                let isNew = try await put(item, &lists)
                keep(CopyReport.Entry(item, isNew ? .sent : .there))
                for (name, _) in names[document.digest] ?? [] { _ = try await put(document, as: .named(name)) }
            }
        }
        try await list(lists.missing)
        if let tag = destination.reference.tag ?? (destination.reference.digest == nil ? source.reference.tag : nil) {
            let isNew = try await put(root, as: .named(tag))
            keep(CopyReport.Entry(tag: tag, of: root, isNew ? .sent : .there))
        }
        return CopyReport(root: root.digest, entries: entries, strays: inventory.strays)
    }

    /// One of cosign's tags is one manifest, so putting ours there takes away what only theirs has.
    /// - Throws: `attachment-conflict`, before anything is written.
    private func requireNoLoss(_ inventory: ImageInventory) async throws {
        guard !inventory.tags.isEmpty, try await !destination.writer.isNew(destination.reference) else { return }
        let reader = ImageReader(destination.source, repository: destination.reference)
        for (name, digest) in inventory.tags {
            switch try await reader.document(tagged: name) {
            case nil: continue
            case .success(let theirs)?:
                guard theirs.digest != digest,
                    let ours = inventory.items.first(where: { $0.document.digest == digest })?.document
                else { continue }
                guard case .manifest(let old) = theirs.content, case .manifest(let new) = ours.content,
                    old.layers.allSatisfy(new.layers.contains)
                else { throw conflict(at: name, ["there: \(theirs.digest)", "at the source: \(digest)"]) }
            // Of what cannot be read nobody can tell that we have it.
            case .failure(let defect)?:
                throw conflict(at: name, ["there: \(defect.diagnostic.message)", "at the source: \(digest)"])
            }
        }
    }

    private func conflict(at name: String, _ notes: [String]) -> Diagnostic {
        let place = "\(destination.reference.repository):\(name)"
        return Diagnostic(
            "attachment-conflict", "`\(place)` has what the source has not", at: .image(place),
            remedy: "copy it in the other direction first, or delete that tag if nobody needs it", notes: notes)
    }

    // MARK: - Blobs

    private func copyBlobs(
        _ inventory: ImageInventory, _ observer: @escaping @Sendable (CopyReport.Entry) -> Void
    ) async throws -> [CopyReport.Entry] {
        try await withThrowingTaskGroup(of: CopyReport.Entry?.self) { group in
            var entries: [CopyReport.Entry] = []
            for (index, blob) in inventory.blobs.enumerated() {
                if index >= Self.width, let entry = try await group.next() { entries += [entry].compactMap(\.self) }
                group.addTask { try await copy(blob, observer) }
            }
            for try await entry in group { entries += [entry].compactMap(\.self) }
            return entries
        }
    }

    private func copy(
        _ blob: Descriptor, _ observer: @escaping @Sendable (CopyReport.Entry) -> Void
    ) async throws -> CopyReport.Entry? {
        let here = destination.reference
        var fate = CopyReport.Fate.there
        if try await !destination.writer.holds(blob, in: here) {
            let defect = try await destination.writer.put(
                blob, in: here, from: source.source, of: source.reference)
            if let defect {
                // A layer a registry need not hold was not held: then the copy need not hold it either.
                guard blob.isForeign, defect.code == .missingBlob else { throw defect }
                fate = .foreign
            } else {
                fate = .sent
            }
        }
        let entry = CopyReport.Entry(blob, fate)
        observer(entry)
        return entry
    }

    // MARK: - Manifests

    /// What the destination lists as referrers, by subject.
    private struct ReferrerLists {
        var present: [Digest: Set<Digest>] = [:]
        /// Pushed, and not listed by the destination itself.
        var missing: [Digest: [Descriptor]] = [:]
    }

    private func put(_ item: ImageInventory.Item, _ lists: inout ReferrerLists) async throws(Obstacle) -> Bool {
        let (document, here) = (item.document, destination.reference)
        switch item.relation {
        case .root: return try await put(document, as: .pinned)
        case .listed: return try await put(document, as: .inner)
        // Its tag, which is put right after it, leads to it.
        case .attached(_, .tag): return try await put(document, as: .inner)
        case .attached(let subject, .referrer):
            if lists.present[subject] == nil {
                lists.present[subject] = try await destination.listed(for: subject)
            }
            let isListed = lists.present[subject]?.contains(document.digest) == true
            if isListed, try await destination.writer.holds(document, as: .referrer, in: here) { return false }
            if try await !destination.writer.put(document, as: .referrer, in: here), !isListed {
                lists.missing[subject, default: []].append(document.referrerDescriptor)
            }
            return true
        }
    }

    /// Each list once, and several at a time: whoever adds to a fallback tag watches it for a while.
    private func list(_ missing: [Digest: [Descriptor]]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, (subject, referrers)) in missing.enumerated() {
                if index >= Self.width { try await group.next() }
                group.addTask {
                    try await destination.writer.list(referrers, of: subject, in: destination.reference)
                }
            }
            try await group.waitForAll()
        }
    }

    /// - Returns: whether it was not there before.
    private func put(_ document: ImageDocument, as role: ManifestRole) async throws(Obstacle) -> Bool {
        let here = destination.reference
        guard try await !destination.writer.holds(document, as: role, in: here) else { return false }
        _ = try await destination.writer.put(document, as: role, in: here)
        return true
    }
}
