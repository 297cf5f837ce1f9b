/// A manifest found beside an image: its bytes are verified, and so is that it names the image when it names one. What
/// it says about the image is not: everybody with write access to the repository can put one here.
public struct AttachedManifest: Sendable, Hashable {
    /// How the manifest was found, which says what may be expected in it.
    public enum Route: Sendable, Hashable {
        /// A cosign tag made from the image's digest.
        case tag(CosignTag)
        /// Its `subject` is the image.
        case referrer
    }

    public let route: Route
    /// For reports: unique among the attachments of one image.
    public let origin: String
    public let document: ImageDocument
    public let manifest: ImageManifest
}
