/// The bytes a signature is said to be over, or as much of them as there is.
public enum SignedMessage: Sendable, Hashable {
    /// An artifact, or a payload that names one.
    case bytes([UInt8])
    /// An artifact of which only the digest is at hand. Signature schemes that hash on their own cannot be checked.
    case digest(Digest)
    /// A DSSE envelope.
    ///
    /// - Parameter stored: its JSON as it was found; nil where it stands inside a bundle.
    case envelope(Envelope, stored: [UInt8]?)

    /// The digest of exactly what was signed; nil when it cannot be known.
    public func digest(_ algorithm: DigestAlgorithm) -> Digest? {
        switch self {
        case .bytes(let bytes): .of(bytes, algorithm)
        case .digest(let digest): digest.algorithm == algorithm ? digest : nil
        case .envelope(let envelope, _): .of(envelope.preAuthenticationEncoding, algorithm)
        }
    }

    public func isSigned(_ signature: [UInt8], by key: PublicKey) -> Bool {
        switch self {
        case .bytes(let bytes): key.verifies(signature, over: bytes)
        case .digest(let digest): key.verifies(signature, digest: digest)
        case .envelope(let envelope, _): key.verifies(signature, over: envelope.preAuthenticationEncoding)
        }
    }
}
