/// A way of signing: algorithm, hash and encoding together, because a signature checked under the wrong one of
/// the three is a different signature.
public enum SignatureScheme: Sendable, Hashable {
    case ecdsa(DigestAlgorithm, ECDSAEncoding)
    /// RFC 8032, pure.
    case ed25519
    /// RSASSA-PKCS1-v1_5, RFC 8017 section 8.2.
    case rsaPKCS1(DigestAlgorithm)
    /// RSASSA-PSS, RFC 8017 section 8.1: MGF1 with the same hash, and a salt exactly as long as the hash.
    case rsaPSS(DigestAlgorithm)
}

extension SignatureScheme: CustomStringConvertible {
    public var description: String {
        switch self {
        case .ecdsa(let digest, .der): "ECDSA with \(digest.rawValue)"
        case .ecdsa(let digest, .raw): "ECDSA with \(digest.rawValue), raw"
        case .ed25519: "Ed25519"
        case .rsaPKCS1(let digest): "RSA PKCS#1 v1.5 with \(digest.rawValue)"
        case .rsaPSS(let digest): "RSA PSS with \(digest.rawValue)"
        }
    }
}
