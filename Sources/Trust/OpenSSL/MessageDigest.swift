internal import COpenSSL

/// Owner of an `EVP_MD`: one hash function, fetched once from the default library context.
///
/// Fetching costs more than hashing a small message, so each algorithm is fetched at its first use and kept.
final class MessageDigest: @unchecked Sendable {
    // @unchecked: an EVP_MD is immutable after the fetch and its reference count is atomic (EVP_MD_fetch(3)).
    private let pointer: OpaquePointer

    private init(_ name: String) {
        guard let pointer = EVP_MD_fetch(nil, name, nil) else {
            preconditionFailure("this OpenSSL has no \(name): its configuration hides the default provider")
        }
        self.pointer = pointer
    }

    deinit {
        EVP_MD_free(pointer)
    }

    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        withExtendedLifetime(self) { body(pointer) }
    }

    static func named(_ algorithm: DigestAlgorithm) -> MessageDigest {
        switch algorithm {
        case .sha256: sha256
        case .sha384: sha384
        case .sha512: sha512
        }
    }

    private static let sha256 = MessageDigest(DigestAlgorithm.sha256.opensslName)
    private static let sha384 = MessageDigest(DigestAlgorithm.sha384.opensslName)
    private static let sha512 = MessageDigest(DigestAlgorithm.sha512.opensslName)

    /// What most Git repositories name objects by, see ``GitObjectName``. No ``DigestAlgorithm``: nothing rests on it alone.
    static let sha1 = MessageDigest("SHA1")
}

extension DigestAlgorithm {
    /// The name in OpenSSL's fetch tables, EVP_MD-SHA2(7).
    var opensslName: String {
        switch self {
        case .sha256: "SHA2-256"
        case .sha384: "SHA2-384"
        case .sha512: "SHA2-512"
        }
    }
}
