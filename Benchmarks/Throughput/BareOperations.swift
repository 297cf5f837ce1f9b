import COpenSSL
import Trust

/// What OpenSSL has to do for one verification, and nothing around it: everything is parsed and fetched beforehand.
///
/// The path from leaf to anchor as `X509_verify_cert` checks it, an ECDSA signature on P-256 for the artifact and for each
/// promise and checkpoint, and the SHA-256 of what they are over. Which key and message it is makes no difference to the
/// work, so those are made here.
struct BareOperations {
    let signatureCount: Int
    private let leaf: OpaquePointer
    private let store: OpaquePointer
    private let untrusted: OpaquePointer
    private let signing: Signing
    private let sha256: OpaquePointer
    private let artifact: [UInt8]
    private let seconds: Int

    /// One signature over a message of the size of a log's promise or a checkpoint.
    private struct Signing {
        let key: OpaquePointer
        let message = [UInt8](repeating: 0x20, count: 512)
        let signature: [UInt8]

        init() throws {
            let pair = try PrivateKey.generate(.p256)
            signature = try pair.sign(message)
            let spki = pair.publicKey.spki
            key = try spki.withUnsafeBufferPointer { buffer in
                var cursor = buffer.baseAddress
                guard let key = d2i_PUBKEY(nil, &cursor, buffer.count) else { throw Failure("no key") }
                return key
            }
        }
    }

    init(for signer: EstablishedSigner, of root: TrustedRoot, over artifact: [UInt8]) throws {
        let logTimes = signer.times.array.count { if case .log = $0.source { true } else { false } }
        signatureCount =
            1 + signer.certificateLogs.count + logTimes + signer.logEntries.count(where: \.isProven)
        guard
            let authority = root.certificateAuthorities.first(where: {
                $0.chain.first.subject == signer.certificate.issuer
            }),
            let anchor = authority.chain.array.last
        else { throw Failure("the trusted root does not list the issuer") }
        leaf = try Self.certificate(signer.certificate)
        store = X509_STORE_new()
        X509_STORE_add_cert(store, try Self.certificate(anchor))
        untrusted = OPENSSL_sk_new_null()
        for issuer in authority.chain.array.dropLast() {
            OPENSSL_sk_push(untrusted, UnsafeRawPointer(try Self.certificate(issuer)))
        }
        signing = try Signing()
        sha256 = EVP_MD_fetch(nil, "SHA2-256", nil)
        self.artifact = artifact
        seconds = Int(signer.times.first.instant.seconds)
    }

    func performAll() throws {
        try verifyPath()
        for _ in 0..<signatureCount { try verifySignature() }
        // The artifact, and an entry's leaf in the tree of its log.
        try hash(artifact)
        try hash(signing.message)
    }

    private func verifyPath() throws {
        let context = X509_STORE_CTX_new()
        defer { X509_STORE_CTX_free(context) }
        X509_STORE_CTX_init(context, store, leaf, untrusted)
        X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context), seconds)
        guard X509_verify_cert(context) == 1 else { throw Failure("the path does not hold") }
    }

    private func verifySignature() throws {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        let message = signing.message
        let signature = signing.signature
        guard EVP_DigestVerifyInit_ex(context, nil, "SHA2-256", nil, nil, signing.key, nil) == 1,
            EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        else { throw Failure("the signature does not hold") }
    }

    private func hash(_ bytes: [UInt8]) throws {
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(bytes, bytes.count, &digest, nil, sha256, nil) == 1 else { throw Failure("no digest") }
    }

    private static func certificate(_ certificate: Certificate) throws -> OpaquePointer {
        try certificate.der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            guard let decoded = d2i_X509(nil, &cursor, buffer.count) else { throw Failure("no certificate") }
            return decoded
        }
    }
}
