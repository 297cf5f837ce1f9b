public import Trust

/// Everything that goes with one digest: the image, what it lists, what is attached to any of them, and what is attached
/// to that. Every document is verified; blobs are only listed. What could not be had is in ``faults``, never left out in
/// silence.
public struct ImageInventory: Sendable {
    /// How a document comes to be here.
    public enum Relation: Sendable, Hashable {
        /// The digest that was asked for.
        case root
        /// An index lists it.
        case listed(by: Digest, platform: Platform?)
        case attached(to: Digest, route: AttachedManifest.Route)
    }

    public struct Item: Sendable {
        public let document: ImageDocument
        public let relation: Relation
        /// 0 for the image itself, 1 for what is attached to it or to a platform, 2 for what is attached to that.
        public let level: Int
    }

    /// Something that is named and cannot be had.
    public struct Fault: Sendable, Hashable {
        public let diagnostic: Diagnostic
        /// Nobody could look, as opposed to: it is not what it must be.
        public let isObstacle: Bool
    }

    /// Most documents, attached ones counted; bundles of years on hundreds of platforms fit.
    public static let documentLimit = 4_096
    /// Attachments of attachments of attachments: signatures of signatures are 2.
    public static let levelLimit = 4

    /// Most questions about one document under way at once.
    private static let width = 8

    /// The image first; whatever leads to a document comes before it.
    public private(set) var items: [Item] = []
    /// Configs and layers, each digest once.
    public private(set) var blobs: [Descriptor] = []
    /// Names under which documents are found: cosign's tags.
    public private(set) var tags: [(name: String, digest: Digest)] = []
    public private(set) var faults: [Fault] = []
    /// Listed as attached, and about something else: anybody can write such a list.
    public private(set) var strays: [Diagnostic] = []

    private let reader: ImageReader
    private var seen: Set<Digest> = []
    private var blobSizes: [Digest: Int64] = [:]
    private var byteCount = 0

    /// - Throws: `missing-manifest` and other defects of the image itself are faults; obstacles on the way to it are
    ///   thrown, and so are `too-many-attachments` and `attachments-too-deep`.
    public static func read(_ digest: Digest, with reader: ImageReader) async throws(Obstacle) -> ImageInventory {
        var inventory = ImageInventory(reader: reader)
        try await inventory.addTree(try await reader.document(digest), relation: .root, level: 0)
        // The list grows while it is walked: what is attached may have attachments of its own.
        var next = 0
        while next < inventory.items.count {
            let item = inventory.items[next]
            next += 1
            try await inventory.addAttachments(of: item)
        }
        return inventory
    }

    private init(reader: ImageReader) {
        self.reader = reader
    }

    // MARK: - What an index lists

    private mutating func addTree(
        _ reading: Result<ImageDocument, ImageDefect>, relation: Relation, level: Int
    ) async throws(Obstacle) {
        var waiting = [(reading, relation, 1)]
        while !waiting.isEmpty {
            let (reading, relation, depth) = waiting.removeFirst()
            guard let document = try add(reading, relation, level), case .index(let index) = document.content else {
                continue
            }
            guard depth <= reader.limits.indexDepth else {
                fault(
                    ImageDefect(
                        .tooDeep, "`\(name(document))` is an index more than \(reader.limits.indexDepth) deep",
                        at: .image(name(document))))
                continue
            }
            for descriptor in index.manifests where !seen.contains(descriptor.digest) {
                let relation = Relation.listed(by: document.digest, platform: descriptor.platform)
                waiting.append((try await reader.document(descriptor), relation, depth + 1))
            }
        }
    }

    private mutating func add(
        _ reading: Result<ImageDocument, ImageDefect>, _ relation: Relation, _ level: Int
    ) throws(Obstacle) -> ImageDocument? {
        let document: ImageDocument
        switch reading {
        case .failure(let defect):
            fault(defect)
            return nil
        case .success(let read): document = read
        }
        guard seen.insert(document.digest).inserted else { return nil }
        byteCount += document.bytes.count
        guard items.count < Self.documentLimit, byteCount <= reader.limits.totalManifestBytes else {
            let most = "\(Self.documentLimit) documents or \(reader.limits.totalManifestBytes) bytes of them"
            throw Obstacle(
                "too-many-attachments", "more than \(most) go with `\(items.first.map { name($0.document) } ?? "")`",
                at: .image(reader.repository.repository), remedy: "delete attachments nobody needs")
        }
        items.append(Item(document: document, relation: relation, level: level))
        if case .manifest(let manifest) = document.content {
            for blob in [manifest.config] + manifest.layers { list(blob, of: document) }
        }
        return document
    }

    private mutating func list(_ blob: Descriptor, of document: ImageDocument) {
        guard let size = blobSizes[blob.digest] else {
            blobSizes[blob.digest] = blob.size
            blobs.append(blob)
            return
        }
        guard size != blob.size else { return }
        fault(
            ImageDefect(
                .sizeMismatch, "the blob \(blob.digest.short) is said to have \(size) bytes and \(blob.size) bytes",
                at: .image(name(document))))
    }

    // MARK: - What is attached

    /// Something that may be attached, read or not.
    private struct Finding: Sendable {
        let route: AttachedManifest.Route
        let origin: String
        /// Nil for a tag that is not there.
        let reading: Result<Result<ImageDocument, ImageDefect>?, Obstacle>
    }

    private mutating func addAttachments(of item: Item) async throws(Obstacle) {
        let subject = item.document.digest
        var found = await concurrently(CosignTag.allCases, atMost: Self.width) { [reader] tag in
            await Self.look(at: tag, of: subject, with: reader)
        }
        do throws(Obstacle) {
            let referrers = try await reader.source.referrers(
                of: subject, in: reader.repository, limit: Attachments.referrerLimit)
            let unseen = referrers.filter { !seen.contains($0) }
            found += await concurrently(unseen, atMost: Self.width) { [reader] digest in
                await Self.look(at: digest, with: reader)
            }
        } catch {
            faults.append(Fault(diagnostic: error.diagnostic, isObstacle: true))
        }
        for finding in found { try await add(finding, of: subject, level: item.level + 1) }
    }

    private static func look(at tag: CosignTag, of subject: Digest, with reader: ImageReader) async -> Finding {
        let name = tag.name(for: subject)
        let origin = "\(reader.repository.repository):\(name)"
        do throws(Obstacle) {
            // Two questions where one would do: a tag that names what is gone is not a tag that is not there.
            guard let digest = try await reader.source.resolve(tag: name, in: reader.repository) else {
                return Finding(route: .tag(tag), origin: origin, reading: .success(nil))
            }
            return Finding(route: .tag(tag), origin: origin, reading: .success(try await reader.document(digest)))
        } catch {
            return Finding(route: .tag(tag), origin: origin, reading: .failure(error))
        }
    }

    private static func look(at referrer: Digest, with reader: ImageReader) async -> Finding {
        do throws(Obstacle) {
            let document = try await reader.document(referrer)
            return Finding(route: .referrer, origin: reader.name(referrer), reading: .success(document))
        } catch {
            return Finding(route: .referrer, origin: reader.name(referrer), reading: .failure(error))
        }
    }

    private mutating func add(_ finding: Finding, of subject: Digest, level: Int) async throws(Obstacle) {
        let reading: Result<ImageDocument, ImageDefect>
        switch finding.reading {
        case .failure(let obstacle):
            faults.append(Fault(diagnostic: obstacle.diagnostic, isObstacle: true))
            return
        case .success(nil): return
        case .success(let read?): reading = read
        }
        if case .success(let document) = reading {
            if case .tag(let tag) = finding.route { tags.append((tag.name(for: subject), document.digest)) }
            guard !seen.contains(document.digest) else { return }
            guard finding.route != .referrer || document.subject?.digest == subject else {
                strays.append(
                    Diagnostic(
                        "other-subject", "`\(finding.origin)` is listed for \(subject.short) and is not about it",
                        at: .image(finding.origin)))
                return
            }
        }
        guard level <= Self.levelLimit else {
            throw Obstacle(
                "attachments-too-deep", "`\(finding.origin)` is attached more than \(Self.levelLimit) deep",
                at: .image(finding.origin), remedy: "delete attachments nobody needs")
        }
        let relation = Relation.attached(to: subject, route: finding.route)
        do throws(Obstacle) {
            try await addTree(reading, relation: relation, level: level)
        } catch {
            // A limit ends the walk; what a source cannot serve of one attachment does not.
            guard error.diagnostic.code != "too-many-attachments" else { throw error }
            faults.append(Fault(diagnostic: error.diagnostic, isObstacle: true))
        }
    }

    private func name(_ document: ImageDocument) -> String { reader.name(document.digest) }

    private mutating func fault(_ defect: ImageDefect) {
        faults.append(Fault(diagnostic: defect.diagnostic, isObstacle: false))
    }
}
