import Airworthy
import Synchronization
import Trust

/// A registry whose mirrors are asked first for what is named by digest.
///
/// A mirror can only help: one that cannot be reached, keeps us waiting, has nothing or hands over other bytes is passed
/// over, and the registry itself is asked. Tags and referrers are never asked of one.
struct MirroredImages: ImageSource {
    /// Mirrors that could not be reached or kept us waiting: once is enough for one command.
    private final class Memory: Sendable {
        let failed = Mutex<Set<RegistryPlace>>([])
    }

    private static let failures: Set<String> = [
        "registry-timeout", "registry-unreachable", "registry-untrusted", "registry-busy",
    ]

    private var registry: any ImageSource
    /// As mirrors are asked.
    private var copies: any ImageSource
    private let mirrors: [String: [RegistryPlace]]
    private let memory = Memory()

    /// - Parameter mirrors: by the registry they copy, in the order they are asked.
    init(_ registry: RegistryImages, mirrors: [String: [RegistryPlace]]) {
        self.registry = registry
        copies = registry.impatient()
        self.mirrors = mirrors
    }

    func within(_ time: AttemptTime) -> any ImageSource {
        var images = self
        images.registry = registry.within(time)
        images.copies = copies.within(time)
        return images
    }

    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        try await registry.resolve(tag: tag, in: repository)
    }

    func manifest(
        tagged tag: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await registry.manifest(tagged: tag, in: repository, limit: limit)
    }

    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest] {
        try await registry.referrers(of: digest, in: repository, limit: limit)
    }

    func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await first(repository) { (source, repository) throws(Obstacle) -> RawManifest? in
            try await source.manifest(digest, in: repository, limit: limit)
        } ofMirror: { raw in
            // What a mirror calls it is no claim about the image. Where the document does not say itself, somebody has
            // to: the registry.
            guard Digest.of(raw.bytes, digest.algorithm) == digest,
                let document = try? JSONDocument(raw.bytes, name: "\(digest)"),
                document.root["mediaType"]?.string != nil
            else { return nil }
            return RawManifest(bytes: raw.bytes, mediaType: nil)
        }
    }

    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try await first(repository) { (source, repository) throws(Obstacle) -> [UInt8]? in
            try await source.blob(digest, in: repository, limit: limit)
        } ofMirror: {
            Digest.of($0, digest.algorithm) == digest ? $0 : nil
        }
    }

    func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        try await first(repository) { (source, repository) throws(Obstacle) -> Measurement? in
            try await source.measure(digest, in: repository, limit: limit)
        } ofMirror: {
            $0.digest == digest ? $0 : nil
        }
    }

    /// - Parameter ofMirror: what is believed of a mirror's answer; nil where it is passed over.
    private func first<Value: Sendable>(
        _ repository: ImageReference,
        _ ask: (any ImageSource, ImageReference) async throws(Obstacle) -> Value?,
        ofMirror: (Value) -> Value?
    ) async throws(Obstacle) -> Value? {
        var failures: [String] = []
        for mirror in mirrors[repository.registry] ?? [] {
            guard !memory.failed.withLock({ $0.contains(mirror) }) else {
                failures.append("its mirror `\(mirror)` failed before, and was not asked again")
                continue
            }
            do throws(Obstacle) {
                if let value = try await ask(copies, mirror.holding(repository)), let value = ofMirror(value) {
                    return value
                }
            } catch {
                guard !Task.isCancelled else { throw error }
                failures.append("its mirror `\(mirror)`: \(error.diagnostic.message)")
                if Self.failures.contains(error.diagnostic.code) {
                    _ = memory.failed.withLock { $0.insert(mirror) }
                }
            }
        }
        do throws(Obstacle) {
            return try await ask(registry, repository)
        } catch {
            var diagnostic = error.diagnostic
            diagnostic.notes += failures
            throw Obstacle(diagnostic)
        }
    }
}
