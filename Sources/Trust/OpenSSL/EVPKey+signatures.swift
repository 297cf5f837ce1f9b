internal import COpenSSL

/// Making and checking signatures with an `EVPKey`. The algorithm of the key has been matched to the scheme by
/// the caller; a mismatch fails here all the same.
extension EVPKey {
    /// False for a wrong signature and for anything malformed alike: no caller may tell "nearly" from "no".
    func verifies(_ signature: [UInt8], over message: [UInt8], digest: DigestAlgorithm?, pss: Bool) -> Bool {
        // An empty buffer may have no address, which some providers take for a question about sizes.
        guard !signature.isEmpty else { return false }
        let context = DigestContext()
        let status = context.withPointer { context in
            withPointer { key -> Int32 in
                var parameters: OpaquePointer?
                guard
                    EVP_DigestVerifyInit_ex(context, &parameters, digest?.opensslName, nil, nil, key, nil) == 1,
                    !pss || Self.usePSS(parameters)
                else { return 0 }
                return EVP_DigestVerify(context, signature, signature.count, message, message.count)
            }
        }
        // Anything but 1 is a no: 0 is "wrong signature", negative values are other failures (EVP_DigestVerify(3)).
        if status != 1 { ErrorQueue.clear() }
        return status == 1
    }

    /// The same for a message of which only the hash is at hand. Not for keys that hash on their own.
    func verifies(_ signature: [UInt8], hashed digest: Digest, pss: Bool) -> Bool {
        guard !signature.isEmpty else { return false }
        let status = withPointer { key -> Int32 in
            let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
            defer { EVP_PKEY_CTX_free(context) }
            guard EVP_PKEY_verify_init(context) == 1, !pss || Self.usePSS(context),
                MessageDigest.named(digest.algorithm).withPointer({ EVP_PKEY_CTX_set_signature_md(context, $0) }) == 1
            else { return 0 }
            return EVP_PKEY_verify(context, signature, signature.count, digest.bytes, digest.bytes.count)
        }
        if status != 1 { ErrorQueue.clear() }
        return status == 1
    }

    func sign(_ message: [UInt8], digest: DigestAlgorithm?, pss: Bool) throws(Diagnostic) -> [UInt8] {
        ErrorQueue.clear()
        let context = DigestContext()
        let signature = context.withPointer { context in
            withPointer { key -> [UInt8]? in
                var parameters: OpaquePointer?
                var size = 0
                guard
                    EVP_DigestSignInit_ex(context, &parameters, digest?.opensslName, nil, nil, key, nil) == 1,
                    !pss || Self.usePSS(parameters),
                    EVP_DigestSign(context, nil, &size, message, message.count) == 1
                else { return nil }
                var signature = [UInt8](repeating: 0, count: size)
                guard EVP_DigestSign(context, &signature, &size, message, message.count) == 1 else { return nil }
                // The size asked for is a maximum; a DER signature is often a byte or two shorter.
                return Array(signature.prefix(size))
            }
        }
        guard let signature else {
            throw Diagnostic("signing-failed", "the key could not sign", notes: ErrorQueue.drain())
        }
        return signature
    }

    /// The salt is exactly as long as the hash, both ways: "any length" would accept what other verifiers refuse.
    private static func usePSS(_ parameters: OpaquePointer?) -> Bool {
        EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1
    }
}
