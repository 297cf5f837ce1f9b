internal import COpenSSL

/// Owner of an `X509_CRL`: one list of revoked certificates, immutable once loaded.
final class RevocationListHandle: @unchecked Sendable {
    // @unchecked: never written after `init`. The list of entries is sorted inside at the first look-up by serial
    // number, behind the object's own lock (X509_CRL_get0_by_serial(3)).
    private let pointer: OpaquePointer

    init(der: [UInt8]) throws(Diagnostic) {
        ErrorQueue.clear()
        guard let pointer = DER.decode(der, { d2i_X509_CRL(nil, $0, $1) }, free: X509_CRL_free) else {
            throw Self.unreadable("not a DER certificate revocation list")
        }
        self.pointer = pointer
    }

    deinit { X509_CRL_free(pointer) }

    /// RFC 2253 text.
    var issuer: String {
        guard let name = X509_CRL_get_issuer(pointer) else { return "" }
        var buffer = MemoryBuffer()
        return buffer.text { X509_NAME_print_ex($0, name, 0, airworthy_name_rfc2253) }
    }

    func thisUpdate() throws(Diagnostic) -> Instant {
        guard let time = X509_CRL_get0_lastUpdate(pointer) else {
            throw Self.unreadable("a revocation list without `thisUpdate`")
        }
        return try Self.instant(time, "thisUpdate")
    }

    /// Nil when absent, which X.509 allows and RFC 5280, 5.1.2.5 does not.
    func nextUpdate() throws(Diagnostic) -> Instant? {
        guard let time = X509_CRL_get0_nextUpdate(pointer) else { return nil }
        return try Self.instant(time, "nextUpdate")
    }

    /// Whether the list says more than a base list that speaks for its issuer alone: it is a delta, or indirect, or has
    /// an extension that must be understood.
    var isPartial: Bool {
        for index in 0..<X509_CRL_get_ext_count(pointer) {
            guard let item = X509_CRL_get_ext(pointer, index) else { continue }
            if X509_EXTENSION_get_critical(item) == 1 { return true }
        }
        return false
    }

    /// Whether `certificate` made the list: its name is the issuer's, and its key signed.
    func isIssued(by certificate: X509Handle) -> Bool {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        return certificate.withPointer { certificate in
            guard X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_subject_name(certificate)) == 0,
                let key = X509_get0_pubkey(certificate)
            else { return false }
            return X509_CRL_verify(pointer, key) == 1
        }
    }

    /// When `certificate` was revoked, by whoever issued it; nil when the list does not name it, or names it as
    /// released again (`removeFromCRL`).
    func revocation(of certificate: X509Handle) throws(Diagnostic) -> Instant? {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        let time: UnsafePointer<ASN1_TIME>? = certificate.withPointer { certificate in
            guard X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_issuer_name(certificate)) == 0 else {
                return nil
            }
            var entry: OpaquePointer?
            // 2 is "was revoked, and is not any more".
            guard X509_CRL_get0_by_cert(pointer, &entry, certificate) == 1, let entry else { return nil }
            return X509_REVOKED_get0_revocationDate(entry)
        }
        return try time.map { (time) throws(Diagnostic) in try Self.instant(time, "revocationDate") }
    }

    private static func instant(_ time: UnsafePointer<ASN1_TIME>, _ field: String) throws(Diagnostic) -> Instant {
        guard let instant = CertificateTime.instant(time) else {
            throw unreadable("`\(field)` is not a time of RFC 5280")
        }
        return instant
    }

    private static func unreadable(_ message: String) -> Diagnostic {
        Diagnostic(
            "crl-unreadable", message, remedy: "Fetch the revocation list again.", notes: ErrorQueue.drain())
    }
}

extension CertificateTime {
    /// A time as OpenSSL has it.
    static func instant(_ time: UnsafePointer<ASN1_TIME>) -> Instant? {
        let text = Array(
            UnsafeBufferPointer(start: ASN1_STRING_get0_data(time), count: Int(ASN1_STRING_length(time))))
        return instant(text[...], isUTCTime: ASN1_STRING_type(time) == V_ASN1_UTCTIME)
    }
}
