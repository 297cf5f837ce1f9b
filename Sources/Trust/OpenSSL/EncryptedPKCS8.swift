internal import COpenSSL

/// Owner of an `X509_SIG` used as PKCS#8 EncryptedPrivateKeyInfo (RFC 5958, section 3).
///
/// Only PBES2 is opened: the PBES1 schemes of old are DES and RC2 under MD5 or SHA-1.
struct EncryptedPKCS8: ~Copyable {
    /// What a hostile file may ask for: two to three seconds. More is an attack, not a key.
    static let maximumIterations: Int64 = 10_000_000
    /// PBKDF2-HMAC-SHA256 rounds when writing, about 0.15 s: OWASP Password Storage Cheat Sheet, 2023.
    static let writtenIterations: Int32 = 600_000

    private let pointer: OpaquePointer

    init(der: [UInt8]) throws(Diagnostic) {
        ErrorQueue.clear()
        guard let pointer = DER.decode(der, { d2i_X509_SIG(nil, $0, $1) }, free: X509_SIG_free) else {
            throw EVPKey.unreadable("not an encrypted PKCS#8 private key")
        }
        if let defect = Self.defect(of: pointer) {
            X509_SIG_free(pointer)
            throw defect
        }
        self.pointer = pointer
    }

    /// Borrows a `PKCS8_PRIV_KEY_INFO` and seals it under `password` with a fresh salt.
    init(sealing info: OpaquePointer, password: Secret) throws(Diagnostic) {
        ErrorQueue.clear()
        let sealed = password.withBytes { bytes in
            PKCS8_encrypt(
                -1, EVP_aes_256_cbc(), bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
                nil, 0, Self.writtenIterations, info)
        }
        guard let sealed else {
            throw Diagnostic("key-encryption-failed", "the private key cannot be encrypted", notes: ErrorQueue.drain())
        }
        pointer = sealed
    }

    deinit {
        X509_SIG_free(pointer)
    }

    borrowing func open(with password: Secret) throws(Diagnostic) -> EVPKey {
        ErrorQueue.clear()
        let info = password.withBytes { bytes in
            PKCS8_decrypt(pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard let info else {
            let entries = ErrorQueue.drainEntries()
            let notes = entries.map(\.text)
            if entries.contains(where: { $0.reason == airworthy_reason_unsupported }) {
                throw Diagnostic(
                    "key-unsupported", "the key is encrypted in a way OpenSSL does not offer", notes: notes)
            }
            // A wrong password shows as bad padding, or, once in 256, as plaintext that is not a key.
            throw Diagnostic(
                "key-password-wrong", "the password does not open the private key",
                remedy: "Give the password the key was encrypted with.", notes: notes)
        }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        return try EVPKey(info: info)
    }

    borrowing func der() throws(Diagnostic) -> [UInt8] {
        guard let der = DER.encode({ i2d_X509_SIG(pointer, $0) }) else {
            throw Diagnostic("key-encryption-failed", "the encrypted key cannot be written", notes: ErrorQueue.drain())
        }
        return der
    }

    /// The reason not to spend time on this file, if there is one.
    private static func defect(of sealed: OpaquePointer) -> Diagnostic? {
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_SIG_get0(sealed, &algorithm, nil)
        guard let algorithm, OBJ_obj2nid(algorithm.pointee.algorithm) == NID_pbes2,
            let sequence = content(of: algorithm)
        else {
            return Diagnostic(
                "key-unsupported", "the private key is encrypted with an obsolete scheme",
                remedy: "Convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`.")
        }
        var cursor: UnsafePointer<UInt8>? = sequence.baseAddress
        guard let parameters = d2i_PBE2PARAM(nil, &cursor, sequence.count) else {
            return EVPKey.unreadable("the encryption parameters of the private key cannot be read")
        }
        defer { PBE2PARAM_free(parameters) }
        guard let function = parameters.pointee.keyfunc else { return nil }
        // scrypt bounds itself: OpenSSL refuses more than 32 MiB.
        guard OBJ_obj2nid(function.pointee.algorithm) == NID_id_pbkdf2, let sequence = content(of: function) else {
            return nil
        }
        cursor = sequence.baseAddress
        guard let derivation = d2i_PBKDF2PARAM(nil, &cursor, sequence.count) else {
            return EVPKey.unreadable("the key derivation parameters of the private key cannot be read")
        }
        defer { PBKDF2PARAM_free(derivation) }
        var iterations: Int64 = 0
        guard ASN1_INTEGER_get_int64(&iterations, derivation.pointee.iter) == 1, iterations > 0,
            iterations <= maximumIterations
        else {
            ErrorQueue.clear()
            return Diagnostic(
                "key-unsupported", "the private key asks for more than \(maximumIterations) rounds of PBKDF2",
                remedy: "Encrypt the key again with fewer rounds.")
        }
        return nil
    }

    /// The bytes of an algorithm's SEQUENCE parameter, borrowed from it.
    private static func content(of algorithm: UnsafePointer<X509_ALGOR>) -> UnsafeBufferPointer<UInt8>? {
        var type: Int32 = 0
        var value: UnsafeRawPointer?
        X509_ALGOR_get0(nil, &type, &value, algorithm)
        guard type == V_ASN1_SEQUENCE, let value else { return nil }
        let string = value.assumingMemoryBound(to: ASN1_STRING.self)
        return UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string)))
    }
}
