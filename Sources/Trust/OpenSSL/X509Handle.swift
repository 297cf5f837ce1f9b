internal import COpenSSL

/// Owner of an `X509`: one certificate, immutable once loaded.
final class X509Handle: @unchecked Sendable {
    // @unchecked: never written after `init`; what OpenSSL caches inside on first use is behind the X509's own lock.
    private let pointer: OpaquePointer

    /// Takes over the caller's reference.
    init(takingOwnership pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        X509_free(pointer)
    }

    /// Loads one DER certificate. Bytes after it are refused, and so is any form that OpenSSL would write
    /// differently: the fingerprint is over these bytes, so there may be only one spelling.
    convenience init(der: [UInt8]) throws(Diagnostic) {
        ErrorQueue.clear()
        guard let pointer = DER.decode(der, { d2i_X509(nil, $0, $1) }, free: X509_free) else {
            throw Self.unreadable("not a DER certificate")
        }
        self.init(takingOwnership: pointer)
        guard self.der == der else { throw Self.unreadable("a certificate in a form other than canonical DER") }
    }

    func withPointer<Result, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(pointer)
    }

    /// True when `other` is this very object, not merely an equal one.
    func isSame(as other: OpaquePointer) -> Bool { pointer == other }

    /// Empty when OpenSSL cannot write it.
    var der: [UInt8] { DER.encode { i2d_X509(pointer, $0) } ?? [] }

    /// RFC 2253 text, most specific part first; anything not printable ASCII is escaped.
    var subject: String { Self.text(of: X509_get_subject_name(pointer)) }
    var issuer: String { Self.text(of: X509_get_issuer_name(pointer)) }

    /// Lower-case hex, two digits a byte; a leading `-` for the negative ones RFC 5280, 4.1.2.2 forbids.
    var serial: String {
        guard let number = X509_get0_serialNumber(pointer) else { return "" }
        let bytes = UnsafeBufferPointer(start: ASN1_STRING_get0_data(number), count: Int(ASN1_STRING_length(number)))
        let sign = ASN1_STRING_type(number) & V_ASN1_NEG != 0 ? "-" : ""
        return sign + Hex.encode(bytes)
    }

    func notBefore() throws(Diagnostic) -> Instant { try Self.instant(X509_get0_notBefore(pointer), "notBefore") }
    func notAfter() throws(Diagnostic) -> Instant { try Self.instant(X509_get0_notAfter(pointer), "notAfter") }

    /// True for a version 3 certificate whose basic constraints say CA and whose key usage, if any, lets it sign
    /// certificates. The other shapes OpenSSL calls "maybe a CA" are no.
    var isCA: Bool { X509_check_ca(pointer) == 1 }

    /// SubjectPublicKeyInfo as it stands in the certificate.
    var spki: [UInt8] {
        guard let key = X509_get_X509_PUBKEY(pointer) else { return [] }
        return DER.encode { i2d_X509_PUBKEY(key, $0) } ?? []
    }

    static func unreadable(_ message: String) -> Diagnostic {
        Diagnostic(
            "certificate-unreadable", message, remedy: "Export the certificate again.", notes: ErrorQueue.drain())
    }

    private static func text(of name: OpaquePointer?) -> String {
        guard let name else { return "" }
        var buffer = MemoryBuffer()
        return buffer.text { X509_NAME_print_ex($0, name, 0, airworthy_name_rfc2253) }
    }

    /// RFC 5280, 4.1.2.5: seconds are there, the zone is `Z`, and there is no fraction.
    private static func instant(_ time: UnsafePointer<ASN1_TIME>?, _ field: String) throws(Diagnostic) -> Instant {
        guard let time else { throw unreadable("a certificate without `\(field)`") }
        guard let instant = CertificateTime.instant(time) else {
            throw unreadable("`\(field)` is not a time of RFC 5280")
        }
        return instant
    }
}
