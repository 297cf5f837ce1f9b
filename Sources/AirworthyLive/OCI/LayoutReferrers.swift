import Airworthy
import Trust

/// A walk through a layout for manifests that refer to one image: those listed whose `subject` it is, and those the
/// fallback tag lists. Bounded in depth and number, and never round in circles.
struct LayoutReferrers {
    /// Indexes below one another, `index.json` not counted. Real ones have one or two.
    private static let depthLimit = 4
    private static let documentLimit = 4_096

    let subject: Digest
    let repository: ImageReference
    let limit: Int
    private(set) var found: [Digest] = []
    private var seen: Set<Digest> = []

    init(subject: Digest, repository: ImageReference, limit: Int) {
        self.subject = subject
        self.repository = repository
        self.limit = limit
    }

    mutating func run(
        in layout: borrowing LayoutDirectory, unless cancellation: BlockingWork.Cancellation
    ) throws(Obstacle) {
        var level = try layout.index().items
        for item in level where item.name == subject.referrersTag {
            // Only a hint, and anybody's: an unreadable one is no list.
            guard let bytes = try document(item.digest, in: layout) else { continue }
            let listing = try? IndexListing(bytes, name: "the referrers of \(subject.short)")
            for referrer in listing?.items ?? [] { try add(referrer.digest) }
        }
        for depth in 0... {
            var next: [IndexListing.Item] = []
            for item in level where seen.insert(item.digest).inserted {
                guard !cancellation.isCancelled else {
                    throw obstacle("layout-unreadable", "was not searched to its end")
                }
                guard seen.count <= Self.documentLimit else {
                    throw obstacle("layout-too-large", "lists more than \(Self.documentLimit) manifests")
                }
                next += try visit(item.digest, isListed: depth == 0, in: layout)
            }
            level = next.filter { !seen.contains($0.digest) }
            guard !level.isEmpty else { return }
            guard depth < Self.depthLimit else {
                throw obstacle("layout-too-deep", "nests indexes more than \(Self.depthLimit) deep")
            }
        }
    }

    /// - Parameter isListed: whether `index.json` itself lists it. What it lists and has not may be what is looked for;
    ///   an index inside may leave platforms out (OCI image specification, image-layout.md, "Blobs").
    /// - Returns: what the document lists, when it is an index.
    private mutating func visit(
        _ digest: Digest, isListed: Bool, in layout: borrowing LayoutDirectory
    ) throws(Obstacle) -> [IndexListing.Item] {
        guard let bytes = try document(digest, in: layout) else {
            guard isListed else { return [] }
            throw obstacle("layout-incomplete", "lists \(digest.short) and does not hold it")
        }
        // What is not JSON refers to nothing.
        guard let root = try? JSONDocument(bytes, name: digest.short).root else { return [] }
        if let text = root["subject"]?["digest"]?.string, Digest(text) == subject { try add(digest) }
        guard root["manifests"] != nil else { return [] }
        return (try? IndexListing(bytes, name: digest.short))?.items ?? []
    }

    /// Nil for what is not there.
    private func document(_ digest: Digest, in layout: borrowing LayoutDirectory) throws(Obstacle) -> [UInt8]? {
        do throws(Obstacle) {
            return try layout.blob(digest, limit: 4 << 20, tooLarge: "manifest-too-large")
        } catch {
            // Something else than a manifest, then, whatever it holds.
            if error.diagnostic.code == "manifest-too-large" { return [] }
            throw error
        }
    }

    private mutating func add(_ digest: Digest) throws(Obstacle) {
        guard !found.contains(digest) else { return }
        guard found.count < limit else {
            throw Obstacle(
                "too-many-referrers", "`\(repository.repository)@\(subject)` has more than \(limit) referrers",
                at: .image("\(repository.repository)@\(subject)"))
        }
        found.append(digest)
    }

    private func obstacle(_ code: String, _ fault: String) -> Obstacle {
        Obstacle(
            code, "the layout of `\(repository.repository)` \(fault)", at: .image(repository.repository),
            remedy: "make the layout again from the images the release names")
    }
}
