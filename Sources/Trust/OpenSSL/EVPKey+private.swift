internal import COpenSSL

/// Making, loading and storing key pairs.
extension EVPKey {
    static func generate(_ kind: KeyKind) throws(Diagnostic) -> EVPKey {
        ErrorQueue.clear()
        let name =
            switch kind {
            case .p256, .p384, .p521: "EC"
            case .ed25519: "ED25519"
            case .rsa: "RSA"
            }
        let context = EVP_PKEY_CTX_new_from_name(nil, name, nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, configure(context, for: kind),
            EVP_PKEY_generate(context, &key) == 1, let key
        else { throw Diagnostic("key-generation-failed", "no \(name) key could be made", notes: ErrorQueue.drain()) }
        return EVPKey(takingOwnership: key)
    }

    private static func configure(_ context: OpaquePointer?, for kind: KeyKind) -> Bool {
        switch kind {
        case .p256: EVP_PKEY_CTX_set_group_name(context, Curve.p256.groupName) == 1
        case .p384: EVP_PKEY_CTX_set_group_name(context, Curve.p384.groupName) == 1
        case .p521: EVP_PKEY_CTX_set_group_name(context, Curve.p521.groupName) == 1
        case .ed25519: true
        case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(clamping: bits)) == 1
        }
    }

    /// PKCS#8 PrivateKeyInfo (RFC 5958), unencrypted.
    convenience init(pkcs8 der: [UInt8]) throws(Diagnostic) {
        ErrorQueue.clear()
        guard let info = DER.decode(der, { d2i_PKCS8_PRIV_KEY_INFO(nil, $0, $1) }, free: PKCS8_PRIV_KEY_INFO_free)
        else {
            throw Self.unreadable("not a PKCS#8 private key")
        }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        try self.init(info: info)
    }

    /// The older forms: SEC 1 `ECPrivateKey` (RFC 5915), PKCS#1 `RSAPrivateKey` (RFC 8017, A.1.2).
    convenience init(traditional der: [UInt8], isRSA: Bool) throws(Diagnostic) {
        ErrorQueue.clear()
        let type = isRSA ? EVP_PKEY_RSA : EVP_PKEY_EC
        guard let key = DER.decode(der, { d2i_PrivateKey(type, nil, $0, $1) }, free: EVP_PKEY_free) else {
            throw Self.unreadable(isRSA ? "not a PKCS#1 RSA private key" : "not a SEC 1 EC private key")
        }
        self.init(takingOwnership: key)
    }

    /// Borrows a decoded `PKCS8_PRIV_KEY_INFO`.
    convenience init(info: OpaquePointer) throws(Diagnostic) {
        guard let key = EVP_PKCS82PKEY(info) else {
            throw Self.unreadable("the private key inside PKCS#8 cannot be read")
        }
        self.init(takingOwnership: key)
    }

    static func unreadable(_ message: String) -> Diagnostic {
        Diagnostic("key-unreadable", message, notes: ErrorQueue.drain())
    }

    /// PKCS#8, unencrypted.
    func pkcs8() throws(Diagnostic) -> [UInt8] {
        ErrorQueue.clear()
        let info = withPointer { EVP_PKEY2PKCS8($0) }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        guard let info, let der = DER.encode({ i2d_PKCS8_PRIV_KEY_INFO(info, $0) }) else {
            throw Diagnostic("key-unreadable", "the private key cannot be written down", notes: ErrorQueue.drain())
        }
        return der
    }

    /// PKCS#8 under a password: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018).
    func pkcs8(encryptedWith password: Secret) throws(Diagnostic) -> [UInt8] {
        ErrorQueue.clear()
        let info = withPointer { EVP_PKEY2PKCS8($0) }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        guard let info else {
            throw Diagnostic("key-unreadable", "the private key cannot be written down", notes: ErrorQueue.drain())
        }
        return try EncryptedPKCS8(sealing: info, password: password).der()
    }
}
