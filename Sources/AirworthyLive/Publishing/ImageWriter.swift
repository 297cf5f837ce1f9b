import Airworthy
import Trust

/// A place images can be put in: the counterpart of `ImageSource`.
///
/// What is written is complete before anything leads to it: blobs before the manifests that name them, those before
/// indexes, and names last.
protocol ImageWriter: Sendable {
    /// Whether there is nothing at all yet, so that reading from it would be an obstacle.
    func isNew(_ repository: ImageReference) async throws(Obstacle) -> Bool

    /// Whether the blob is there, as described.
    func holds(_ blob: Descriptor, in repository: ImageReference) async throws(Obstacle) -> Bool

    /// Takes a blob from `source`, unless what comes is not what the descriptor says.
    /// - Returns: the defect, and then nothing was kept; nil when the blob is in place.
    func put(
        _ blob: Descriptor, in repository: ImageReference, from source: any BlobSource, of origin: ImageReference
    ) async throws(Obstacle) -> ImageDefect?

    /// A small blob of our own making.
    func put(_ bytes: [UInt8], in repository: ImageReference) async throws(Obstacle)

    /// Whether the manifest is there and is found in the way `role` says, referrers aside.
    func holds(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool

    /// Puts a manifest where `role` says.
    /// - Returns: whether the place itself lists it as a referrer of its `subject`; otherwise ``list(_:of:in:)`` must.
    func put(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool

    /// Lists referrers where the place does not do so itself.
    func list(
        _ referrers: [Descriptor], of subject: Digest, in repository: ImageReference
    ) async throws(Obstacle)
}

extension ImageWriter {
    func isNew(_ repository: ImageReference) async throws(Obstacle) -> Bool { false }
}
