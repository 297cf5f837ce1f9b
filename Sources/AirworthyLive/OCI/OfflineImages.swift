public import Airworthy
public import Trust

/// Where a registry would have to be asked and the user has forbidden sockets: every question is an obstacle, so that
/// "could not look" never reads as "not there".
public struct OfflineImages: ImageSource {
    public init() {}

    func refusal(_ repository: ImageReference) -> Obstacle {
        Obstacle(
            "offline", "`\(repository.repository)` is in a registry, and `--offline` opens no socket",
            at: .image(repository.repository),
            remedy: "name a layout for `\(repository.registry)` in airworthy.yaml, or use `--layout`")
    }

    public func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        throw refusal(repository)
    }

    public func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        throw refusal(repository)
    }

    public func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        throw refusal(repository)
    }

    public func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        throw refusal(repository)
    }

    public func referrers(
        of digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> [Digest] {
        throw refusal(repository)
    }
}
