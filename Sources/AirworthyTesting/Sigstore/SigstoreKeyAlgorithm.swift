import Trust

/// How the signer of a specimen signs: key and hash together, as architecture-docs' algorithm registry names them.
public enum SigstoreKeyAlgorithm: String, Sendable, Hashable, CaseIterable {
    case p256, p384, p384SHA256, p521, p521SHA256, ed25519, rsa2048

    var kind: KeyKind {
        switch self {
        case .p256: .p256
        case .p384, .p384SHA256: .p384
        case .p521, .p521SHA256: .p521
        case .ed25519: .ed25519
        case .rsa2048: .rsa(bits: 2_048)
        }
    }

    var scheme: SignatureScheme {
        switch self {
        case .ed25519: .ed25519
        case .rsa2048: .rsaPKCS1(.sha256)
        default: .ecdsa(digest, .der)
        }
    }

    /// What artifacts are hashed with: in the log's entry and in `messageDigest`.
    var digest: DigestAlgorithm {
        switch self {
        case .p384: .sha384
        case .p521: .sha512
        default: .sha256
        }
    }

    /// Protobuf `PublicKeyDetails`.
    var details: String {
        switch self {
        case .p256: "PKIX_ECDSA_P256_SHA_256"
        case .p384: "PKIX_ECDSA_P384_SHA_384"
        case .p384SHA256: "PKIX_ECDSA_P384_SHA_256"
        case .p521: "PKIX_ECDSA_P521_SHA_512"
        case .p521SHA256: "PKIX_ECDSA_P521_SHA_256"
        case .ed25519: "PKIX_ED25519"
        case .rsa2048: "PKIX_RSA_PKCS1V15_2048_SHA256"
        }
    }
}
