internal import COpenSSL

/// Owner of an `EVP_PKEY`: a public key or a key pair, immutable once loaded and shared by everyone who uses it.
final class EVPKey: @unchecked Sendable {
    // @unchecked: never written after `init`; OpenSSL 3 lets threads share a key they do not modify
    // (openssl-threads(7)), and its caches inside are locked.
    private let pointer: OpaquePointer

    /// Takes over the caller's reference.
    init(takingOwnership pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    func withPointer<Result, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The closure may outlive the last use of `self` in the caller, and then the key would be freed under it.
        defer { withExtendedLifetime(self) {} }
        return try body(pointer)
    }

    /// Loads a DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7); bytes after its end are refused.
    convenience init(spki: [UInt8]) throws(Diagnostic) {
        ErrorQueue.clear()
        guard let key = DER.decode(spki, { d2i_PUBKEY(nil, $0, $1) }, free: EVP_PKEY_free) else {
            throw Diagnostic(
                "key-unreadable", "not a public key in SubjectPublicKeyInfo form", notes: ErrorQueue.drain())
        }
        self.init(takingOwnership: key)
    }

    /// OpenSSL's name of the algorithm: `EC`, `ED25519`, `RSA`, `RSA-PSS`, …
    var typeName: String {
        EVP_PKEY_get0_type_name(pointer).map { String(cString: $0) } ?? "unknown"
    }

    /// The name of the curve; nil for keys that have none.
    var groupName: String? {
        var name = [CChar](repeating: 0, count: 64)
        var length = 0
        guard EVP_PKEY_get_group_name(pointer, &name, name.count, &length) == 1, length < name.count else {
            ErrorQueue.clear()
            return nil
        }
        return String(decoding: name[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Size in bits of the modulus or the field.
    var bits: Int { Int(EVP_PKEY_get_bits(pointer)) }

    /// The public half as DER SubjectPublicKeyInfo, as OpenSSL writes it.
    func spki() throws(Diagnostic) -> [UInt8] {
        ErrorQueue.clear()
        guard let der = DER.encode({ i2d_PUBKEY(pointer, $0) }) else {
            throw Diagnostic("key-unreadable", "the public half cannot be written down", notes: ErrorQueue.drain())
        }
        return der
    }

    /// True when the RSA public exponent is odd and at least 3: with an exponent of 1 every message signs itself.
    var hasSoundRSAExponent: Bool {
        var exponent: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1, let exponent else {
            ErrorQueue.clear()
            return false
        }
        defer { BN_free(exponent) }
        return BN_is_odd(exponent) == 1 && BN_is_one(exponent) == 0 && BN_is_negative(exponent) == 0
    }
}
