/// The bytes a signature is said to be over, or as much of them as there is.
public enum SignedMessage: Sendable, Hashable {
    /// An artifact, or a payload that names one.
    case bytes([UInt8])
    /// An artifact of which only the digest is at hand. Signature schemes that hash on their own cannot be checked.
    case digest(Digest)
    case envelope(SignedEnvelope)

    /// The digest of exactly what was signed; nil when it cannot be known.
    public func digest(_ algorithm: DigestAlgorithm) -> Digest? {
        switch self {
        case .bytes(let bytes): .of(bytes, algorithm)
        case .digest(let digest): digest.algorithm == algorithm ? digest : nil
        case .envelope(let signed): .of(signed.encoding, algorithm)
        }
    }

    public func isSigned(_ signature: [UInt8], by key: PublicKey) -> Bool {
        switch self {
        case .bytes(let bytes): key.verifies(signature, over: bytes)
        case .digest(let digest): key.verifies(signature, digest: digest)
        case .envelope(let signed): key.verifies(signature, over: signed.encoding)
        }
    }

    /// Whether it is what signatures of exactly this envelope are over.
    func isEncoding(of other: Envelope) -> Bool {
        switch self {
        case .bytes(let bytes): bytes == other.preAuthenticationEncoding
        case .digest: false
        case .envelope(let signed):
            signed.envelope.payloadType.isExactly(other.payloadType) && signed.envelope.payload == other.payload
        }
    }
}
