import Airworthy
import Trust

/// A registry whose mirrors are asked first for what is named by digest.
///
/// A mirror can only help: one that cannot be reached, has nothing or hands over other bytes is passed over, and the
/// registry itself is asked. Tags and referrers are never asked of one.
struct MirroredImages: ImageSource {
    private let registry: any ImageSource
    private let mirrors: [String: [RegistryPlace]]

    /// - Parameter mirrors: by the registry they copy, in the order they are asked.
    init(_ registry: any ImageSource, mirrors: [String: [RegistryPlace]]) {
        self.registry = registry
        self.mirrors = mirrors
    }

    func within(_ time: AttemptTime) -> any ImageSource {
        MirroredImages(registry.within(time), mirrors: mirrors)
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
        } isTrue: {
            Digest.of($0.bytes, digest.algorithm) == digest
        }
    }

    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try await first(repository) { (source, repository) throws(Obstacle) -> [UInt8]? in
            try await source.blob(digest, in: repository, limit: limit)
        } isTrue: {
            Digest.of($0, digest.algorithm) == digest
        }
    }

    func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        try await first(repository) { (source, repository) throws(Obstacle) -> Measurement? in
            try await source.measure(digest, in: repository, limit: limit)
        } isTrue: {
            $0.digest == digest
        }
    }

    private func first<Value: Sendable>(
        _ repository: ImageReference,
        _ ask: (any ImageSource, ImageReference) async throws(Obstacle) -> Value?,
        isTrue: (Value) -> Bool
    ) async throws(Obstacle) -> Value? {
        var failures: [String] = []
        for mirror in mirrors[repository.registry] ?? [] {
            do throws(Obstacle) {
                if let value = try await ask(registry, mirror.holding(repository)), isTrue(value) { return value }
            } catch {
                guard !Task.isCancelled else { throw error }
                failures.append("its mirror `\(mirror)`: \(error.diagnostic.message)")
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
