public import Trust

/// Where images live: a registry or an OCI layout. Hands over what it has, unjudged: digests and sizes are compared by
/// ``ImageReader``, so a source that lies is caught in one place.
///
/// Absence is a value (nil or an empty list); anything else that prevents looking is an obstacle.
public protocol ImageSource: Sendable {
    /// The digest a tag names now.
    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest?

    /// The manifest or index a tag names now: one question where ``resolve(tag:in:)`` and a look would be two.
    /// - Throws: `manifest-too-large` past `limit` bytes.
    func manifest(tagged tag: String, in repository: ImageReference, limit: Int) async throws(Obstacle) -> RawManifest?

    /// A manifest or index by digest, with the media type the source declared for it.
    /// - Throws: `manifest-too-large` past `limit` bytes.
    func manifest(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> RawManifest?

    /// A whole blob by digest.
    /// - Throws: `blob-too-large` past `limit` bytes.
    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]?

    /// Size and digest of a blob, streamed: memory does not grow with the blob. Reading stops once `limit` bytes have
    /// been seen; the size then says `limit + 1` or more.
    func measure(_ digest: Digest, in repository: ImageReference, limit: Int64) async throws(Obstacle) -> Measurement?

    /// Digests of manifests that may refer to `digest` (referrers API, fallback tag, layout index). A hint: the
    /// `subject` of each must be checked by whoever reads it.
    /// - Throws: `too-many-referrers` past `limit`.
    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest]

    /// The same source for one attempt at a step, which waits for nobody longer than the attempt has.
    func within(_ time: AttemptTime) -> any ImageSource

    /// Called when what was said about an image did not satisfy: a source that remembers answers asks anew next time.
    func forget(_ image: Digest)
}

extension ImageSource {
    public func within(_ time: AttemptTime) -> any ImageSource { self }

    public func forget(_ image: Digest) {}

    public func manifest(
        tagged tag: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        guard let digest = try await resolve(tag: tag, in: repository) else { return nil }
        return try await manifest(digest, in: repository, limit: limit)
    }
}
