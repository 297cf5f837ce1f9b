/// The bytes a signature is said to be over, or as much of them as there is.
///
/// Copies share the digests once they are known: every signature, key, hash and rule asks again, and the message may be
/// a bill of materials of many megabytes.
public struct SignedMessage: Sendable, Hashable {
    private enum Content: Sendable, Hashable {
        case bytes([UInt8])
        case digest(Digest)
        case envelope(SignedEnvelope)
    }

    private let content: Content
    private let known = KnownDigests()

    private init(_ content: Content) {
        self.content = content
    }

    /// An artifact, or a payload that names one.
    public static func bytes(_ bytes: [UInt8]) -> SignedMessage { SignedMessage(.bytes(bytes)) }

    /// An artifact of which only the digest is at hand. Signature schemes that hash on their own cannot be checked.
    public static func digest(_ digest: Digest) -> SignedMessage { SignedMessage(.digest(digest)) }

    public static func envelope(_ envelope: SignedEnvelope) -> SignedMessage { SignedMessage(.envelope(envelope)) }

    /// What it is the encoding of, where it was given so.
    var envelope: SignedEnvelope? {
        guard case .envelope(let signed) = content else { return nil }
        return signed
    }

    /// All of it; nil where only the digest is at hand.
    private var bytes: [UInt8]? {
        switch content {
        case .bytes(let bytes): bytes
        case .digest: nil
        case .envelope(let signed): signed.encoding
        }
    }

    /// The digest of exactly what was signed; nil when it cannot be known.
    public func digest(_ algorithm: DigestAlgorithm) -> Digest? {
        switch content {
        case .digest(let digest): digest.algorithm == algorithm ? digest : nil
        case .bytes(let bytes): known.digest(of: bytes, algorithm)
        case .envelope(let signed): known.digest(of: signed.encoding, algorithm)
        }
    }

    public func isSigned(_ signature: [UInt8], by key: PublicKey) -> Bool {
        // Ed25519 hashes the message together with the signature and the key: nothing of it can be kept.
        if key.algorithm == .ed25519 { return bytes.map { key.verifies(signature, over: $0) } ?? false }
        return key.acceptedDigests.contains { algorithm in
            digest(algorithm).map { key.verifies(signature, digest: $0) } ?? false
        }
    }

    /// Whether it is what signatures of exactly this envelope are over.
    func isEncoding(of other: Envelope) -> Bool {
        switch content {
        case .bytes(let bytes): bytes == other.preAuthenticationEncoding
        case .digest: false
        case .envelope(let signed):
            signed.envelope.payloadType.isExactly(other.payloadType) && signed.envelope.payload == other.payload
        }
    }

    public static func == (left: SignedMessage, right: SignedMessage) -> Bool { left.content == right.content }
    public func hash(into hasher: inout Swift.Hasher) { hasher.combine(content) }
}
