/// A signature somebody presents, with exactly the bytes it is said to be over. Nothing about it is believed yet.
public struct SignatureCandidate: Sendable, Hashable {
    /// Where it was found, for reports: an image tag, a bundle's path, `signature 2`.
    public let origin: String
    /// The signed bytes: a DSSE envelope's pre-authentication encoding, or the payload itself.
    public let message: [UInt8]
    public let signature: [UInt8]
    /// What the document says about the key. Not authenticated: chooses words in a refusal and decides nothing.
    public let keyHint: String?

    public init(origin: String, message: [UInt8], signature: [UInt8], keyHint: String? = nil) {
        self.origin = origin
        self.message = message
        self.signature = signature
        self.keyHint = keyHint
    }
}
