public import Airworthy
import Synchronization
public import Trust

/// A registry in memory that hands over what it was told to, the truth or not.
///
/// Everything is kept by repository (`registry/path`); a reference's tag and digest do not matter here.
public final class MemoryImages: ImageSource, ImageShelf {
    /// One way of asking, so that a test can put an obstacle in front of it.
    public enum Question: Sendable, Hashable {
        case resolve(tag: String)
        case manifest(Digest)
        /// ``blob(_:in:limit:)`` and ``measure(_:in:limit:)``.
        case blob(Digest)
        case referrers(Digest)
    }

    struct Repository {
        var manifests: [Digest: RawManifest] = [:]
        var blobs: [Digest: [UInt8]] = [:]
        /// What a tag names, call after call; the last answer stays.
        var tags: [String: [Digest]] = [:]
        var referrers: [Digest: [Digest]] = [:]
        var sizes: [Digest: Int64] = [:]
        var obstacles: [Question: Obstacle] = [:]
    }

    private struct State {
        var repositories: [String: Repository] = [:]
        var questions: [Question] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Every question asked so far, in order.
    public var questions: [Question] { state.withLock { $0.questions } }

    // MARK: Arranging

    /// Stores a manifest under its digest. A registry lists it as a referrer of `subject` when it has one.
    @discardableResult
    public func push(
        manifest bytes: [UInt8], mediaType: String?, to repository: ImageReference, tag: String? = nil,
        subject: Digest? = nil
    ) -> Digest {
        let digest = Digest.of(bytes)
        change(repository) { repository in
            repository.manifests[digest] = RawManifest(bytes: bytes, mediaType: mediaType)
            if let tag { repository.tags[tag] = [digest] }
            if let subject, repository.referrers[subject]?.contains(digest) != true {
                repository.referrers[subject, default: []].append(digest)
            }
        }
        return digest
    }

    /// Stores a blob under its digest.
    @discardableResult
    public func push(blob bytes: [UInt8], to repository: ImageReference) -> Digest {
        let digest = Digest.of(bytes)
        change(repository) { $0.blobs[digest] = bytes }
        return digest
    }

    /// The tag names the first digest when asked first, the second when asked next, and the last for ever after.
    public func point(tag: String, in repository: ImageReference, at digests: Digest...) {
        change(repository) { $0.tags[tag] = digests }
    }

    /// Lists `referrer` for `subject` whether or not its manifest says so.
    public func list(referrer: Digest, of subject: Digest, in repository: ImageReference) {
        change(repository) { $0.referrers[subject, default: []].append(referrer) }
    }

    // MARK: Lying

    /// Serves `bytes` as the manifest `digest`, whatever they hash to.
    public func serve(
        _ bytes: [UInt8], asManifest digest: Digest, mediaType: String? = nil, in repository: ImageReference
    ) {
        change(repository) { $0.manifests[digest] = RawManifest(bytes: bytes, mediaType: mediaType) }
    }

    /// Serves `bytes` as the blob `digest`, whatever they hash to.
    public func serve(_ bytes: [UInt8], asBlob digest: Digest, in repository: ImageReference) {
        change(repository) { $0.blobs[digest] = bytes }
    }

    /// Measures the blob as `size` bytes long, digest and content untouched.
    public func misreport(size: Int64, of digest: Digest, in repository: ImageReference) {
        change(repository) { $0.sizes[digest] = size }
    }

    /// Forgets a manifest or blob; tags and referrers still name it.
    public func lose(_ digest: Digest, in repository: ImageReference) {
        change(repository) { repository in
            repository.manifests[digest] = nil
            repository.blobs[digest] = nil
        }
    }

    /// From now on `question` throws `obstacle`.
    public func obstruct(_ question: Question, in repository: ImageReference, with obstacle: Obstacle) {
        change(repository) { $0.obstacles[question] = obstacle }
    }

    private func change(_ repository: ImageReference, _ body: (inout Repository) -> Void) {
        state.withLock { body(&$0.repositories[repository.repository, default: Repository()]) }
    }

    // MARK: ImageSource

    public func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        let known = try ask(.resolve(tag: tag), in: repository)
        guard let answers = known.tags[tag], let digest = answers.first else { return nil }
        if answers.count > 1 { change(repository) { $0.tags[tag] = Array(answers.dropFirst()) } }
        return digest
    }

    public func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        let manifest = try ask(.manifest(digest), in: repository).manifests[digest]
        if let manifest, manifest.bytes.count > limit {
            throw Obstacle(
                "manifest-too-large", "the manifest \(digest.short) has more than \(limit) bytes",
                at: .image("\(repository.repository)@\(digest)"))
        }
        return manifest
    }

    public func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let blob = try ask(.blob(digest), in: repository).blobs[digest]
        if let blob, blob.count > limit {
            throw Obstacle(
                "blob-too-large", "the blob \(digest.short) has more than \(limit) bytes",
                at: .image("\(repository.repository)@\(digest)"))
        }
        return blob
    }

    public func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        let known = try ask(.blob(digest), in: repository)
        guard let blob = known.blobs[digest] else { return nil }
        let seen = Int64(blob.count) > limit ? Array(blob.prefix(Int(clamping: limit) + 1)) : blob
        return Measurement(
            size: known.sizes[digest] ?? Int64(seen.count), digest: Digest.of(seen, digest.algorithm),
            packing: Packing(head: seen))
    }

    public func referrers(
        of digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> [Digest] {
        let referrers = try ask(.referrers(digest), in: repository).referrers[digest] ?? []
        guard referrers.count <= limit else {
            throw Obstacle(
                "too-many-referrers", "\(digest.short) has more than \(limit) referrers",
                at: .image("\(repository.repository)@\(digest)"))
        }
        return referrers
    }

    private func ask(_ question: Question, in repository: ImageReference) throws(Obstacle) -> Repository {
        let known = state.withLock { state in
            state.questions.append(question)
            return state.repositories[repository.repository] ?? Repository()
        }
        if let obstacle = known.obstacles[question] { throw obstacle }
        return known
    }
}
