/// A manifest's exact bytes, as received.
public struct RawManifest: Sendable, Hashable {
    public let bytes: [UInt8]
    /// What the source said it is: a hint, compared with the document's own `mediaType`.
    public let mediaType: String?

    public init(bytes: [UInt8], mediaType: String?) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}
