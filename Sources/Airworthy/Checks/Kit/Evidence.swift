public import Trust

/// Something that was seen, bound by digest. Never a secret: fingerprints and masked paths only.
public struct Evidence: Sendable, Hashable {
    /// Where it was seen: a path, an image reference, a step-local name.
    public let uri: String
    public let digest: Digest
    public let mediaType: String
    /// The bytes, when small enough to keep with the run; nil when the digest alone is the evidence.
    public let content: [UInt8]?

    public init(uri: String, digest: Digest, mediaType: String, content: [UInt8]? = nil) {
        self.uri = uri
        self.digest = digest
        self.mediaType = mediaType
        self.content = content
    }
}
