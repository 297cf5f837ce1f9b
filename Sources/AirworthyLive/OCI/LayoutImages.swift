public import Airworthy
public import Trust

/// Images in OCI layouts on disk: repository `acme/checkout` is the layout `<root>/acme/checkout`.
///
/// The registry's host plays no part: a layout stands in for whichever registry the settings say.
public struct LayoutImages: ImageSource {
    private let root: String

    /// - Parameter root: absolute, or relative to the working directory.
    public init(root: String) {
        self.root = root
    }

    /// Tags are names in the top-level index only: image-spec gives them no meaning further down.
    public func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        try await within(repository) { (layout, _) throws(Obstacle) -> Digest? in
            let named = try layout.index().items.filter {
                $0.name == tag || $0.name == "\(repository.repository):\(tag)"
            }
            let digests = Set(named.map(\.digest))
            guard digests.count <= 1 else {
                throw Obstacle(
                    "layout-tag-ambiguous",
                    "the layout of `\(repository.repository)` has \(digests.count) images called `\(tag)`",
                    at: .image("\(repository.repository):\(tag)"), remedy: "name the image by digest")
            }
            return digests.first
        }
    }

    public func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await within(repository) { (layout, _) throws(Obstacle) -> RawManifest? in
            let bytes = try layout.blob(digest, limit: limit, tooLarge: "manifest-too-large")
            guard let bytes else { return nil }
            // The index is asked last: its word on the type is only a hint, and most manifests are not listed in it.
            let listed = try layout.index().items.first { $0.digest == digest }
            return RawManifest(bytes: bytes, mediaType: listed?.mediaType)
        }
    }

    public func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try await within(repository) { (layout, _) throws(Obstacle) -> [UInt8]? in
            try layout.blob(digest, limit: limit, tooLarge: "blob-too-large")
        }
    }

    public func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        try await within(repository) { (layout, cancellation) throws(Obstacle) -> Measurement? in
            try layout.measure(digest, limit: limit, unless: cancellation)
        }
    }

    public func referrers(
        of digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> [Digest] {
        let found = try await within(repository) { (layout, cancellation) throws(Obstacle) -> [Digest]? in
            var search = LayoutReferrers(subject: digest, repository: repository, limit: limit)
            try search.run(in: layout, unless: cancellation)
            return search.found
        }
        return found ?? []
    }

    /// Whether the top-level index lists it.
    func lists(_ digest: Digest, in repository: ImageReference) async throws(Obstacle) -> Bool {
        let found = try await within(repository) { (layout, _) throws(Obstacle) -> Bool? in
            try layout.index().items.contains { $0.digest == digest }
        }
        return found == true
    }

    /// Opens the repository's layout and looks at it, away from the cooperative pool; nil when there is none.
    func within<Value: Sendable>(
        _ repository: ImageReference,
        _ look: @escaping @Sendable (borrowing LayoutDirectory, BlockingWork.Cancellation) throws(Obstacle) -> Value?
    ) async throws(Obstacle) -> Value? {
        let (root, path) = (root, repository.path)
        return try await BlockingWork.run { (cancellation) throws(Obstacle) -> Value? in
            guard let layout = try LayoutDirectory.open(root: root, repository: path) else { return nil }
            return try look(layout, cancellation)
        }
    }
}
