import Airworthy
import Trust

/// Where a registry would have to be written to and the user has forbidden sockets.
struct OfflineWriter: ImageWriter {
    func holds(_ blob: Descriptor, in repository: ImageReference) async throws(Obstacle) -> Bool {
        throw OfflineImages().refusal(repository)
    }

    func put(
        _ blob: Descriptor, in repository: ImageReference, from source: any BlobSource, of origin: ImageReference
    ) async throws(Obstacle) -> ImageDefect? {
        throw OfflineImages().refusal(repository)
    }

    func put(_ bytes: [UInt8], in repository: ImageReference) async throws(Obstacle) {
        throw OfflineImages().refusal(repository)
    }

    func holds(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool {
        throw OfflineImages().refusal(repository)
    }

    func put(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool {
        throw OfflineImages().refusal(repository)
    }

    func list(
        _ referrers: [Descriptor], of subject: Digest, in repository: ImageReference
    ) async throws(Obstacle) {
        throw OfflineImages().refusal(repository)
    }
}
