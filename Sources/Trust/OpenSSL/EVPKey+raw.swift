internal import COpenSSL

/// Public keys from their raw bytes. OpenSSL's own reader of SubjectPublicKeyInfo asks every decoder it has about every
/// key, which takes twice the work of checking a signature on P-256 (measured on 3.0).
extension EVPKey {
    /// - Parameter point: uncompressed, its `04` included (SEC 1, section 2.3.3).
    /// - Returns: nil for one that is not on the curve.
    convenience init?(point: ArraySlice<UInt8>, on curve: Curve) {
        ErrorQueue.clear()
        let key = point.withUnsafeBufferPointer { airworthy_ec_public_key(curve.groupName, $0.baseAddress, $0.count) }
        guard let key else {
            ErrorQueue.clear()
            return nil
        }
        self.init(takingOwnership: key)
    }

    /// - Parameter ed25519: the 32 bytes of RFC 8032, section 5.1.5; nil for another number of them.
    convenience init?(ed25519: ArraySlice<UInt8>) {
        ErrorQueue.clear()
        let key = ed25519.withUnsafeBufferPointer {
            EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, $0.baseAddress, $0.count)
        }
        guard let key else {
            ErrorQueue.clear()
            return nil
        }
        self.init(takingOwnership: key)
    }

    /// The point of a key on a named curve, as it would be written down: compressed if it was read so. Nil for other keys,
    /// also for one whose curve was written out as numbers, whatever curve they are of (the shape behind CVE-2020-0601).
    var point: [UInt8]? {
        var encoding = [CChar](repeating: 0, count: 32)
        var bytes = [UInt8](repeating: 0, count: 1 + 2 * Curve.p521.byteCount)
        var (length, count) = (0, 0)
        let isRead = withPointer {
            EVP_PKEY_get_utf8_string_param($0, OSSL_PKEY_PARAM_EC_ENCODING, &encoding, encoding.count, &length) == 1
                && EVP_PKEY_get_octet_string_param($0, OSSL_PKEY_PARAM_PUB_KEY, &bytes, bytes.count, &count) == 1
        }
        guard isRead, encoding.prefix(length).map(UInt8.init(bitPattern:)) == Array(OSSL_PKEY_EC_ENCODING_GROUP.utf8),
            count <= bytes.count
        else {
            ErrorQueue.clear()
            return nil
        }
        return Array(bytes.prefix(count))
    }

    var rawEd25519: [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        guard withPointer({ EVP_PKEY_get_raw_public_key($0, &bytes, &count) }) == 1, count == bytes.count else {
            ErrorQueue.clear()
            return nil
        }
        return bytes
    }
}
