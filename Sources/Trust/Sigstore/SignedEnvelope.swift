/// A DSSE envelope with exactly the bytes its signatures are over, encoded once: a payload may be a whole bill of
/// materials, and every key and every rule asks for them again.
public struct SignedEnvelope: Sendable, Hashable {
    public let envelope: Envelope
    /// Its JSON as it was found; nil where it stands inside a bundle.
    public let stored: [UInt8]?
    /// Its pre-authentication encoding.
    let encoding: [UInt8]

    public init(_ envelope: Envelope, stored: [UInt8]?) {
        self.envelope = envelope
        self.stored = stored
        encoding = envelope.preAuthenticationEncoding
    }
}
