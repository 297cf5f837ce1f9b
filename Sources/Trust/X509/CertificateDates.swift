/// When a certificate begins and ends, and whose it is: read from its encoding (RFC 5280, section 4.1), without loading
/// its key or looking at its extensions. Ten times as fast as a ``Certificate``, for whoever asks about dates only.
public struct CertificateDates: Sendable, Hashable {
    public let der: [UInt8]
    /// RFC 2253 text.
    public let subject: String
    /// Both inclusive.
    public let notBefore: Instant
    public let notAfter: Instant
    /// SHA-256 of ``der``.
    public let fingerprint: Digest

    public init(_ certificate: Certificate) {
        der = certificate.der
        subject = certificate.subject
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
        fingerprint = certificate.fingerprint
    }

    /// Throws `certificate-unreadable` for anything but one whole DER certificate.
    public init(der: [UInt8]) throws(Diagnostic) {
        do throws(DERFault) {
            var certificate = try DERReader.only(DERValue.sequence, in: der[...]).reader
            var body = try certificate.next(DERValue.sequence).reader
            _ = try certificate.next(DERValue.sequence)
            _ = try certificate.next(DERValue.bits)
            try certificate.end()
            _ = try body.optional(DERValue.explicit(0))
            _ = try body.next(DERValue.integer)
            _ = try body.next(DERValue.sequence)
            _ = try body.next(DERValue.sequence)
            var validity = try body.next(DERValue.sequence).reader
            let name = try body.next(DERValue.sequence)
            _ = try body.next(DERValue.sequence)
            // Unique identifiers and extensions.
            for tag in [0x81, 0x82, DERValue.explicit(3)] { _ = try body.optional(tag) }
            try body.end()
            notBefore = try Self.instant(&validity, "notBefore")
            notAfter = try Self.instant(&validity, "notAfter")
            try validity.end()
            guard let text = DistinguishedName.text(name.encoding) else { throw DERFault("a subject that is no name") }
            subject = text
        } catch {
            throw Diagnostic(
                "certificate-unreadable", "not a DER certificate: \(error.message)",
                remedy: "Export the certificate again.")
        }
        self.der = der
        fingerprint = Digest.of(der)
    }

    /// Every certificate of a PEM file, as ``Certificate/all(inPEM:)`` finds them.
    public static func all(inPEM bytes: [UInt8]) throws(Diagnostic) -> [CertificateDates] {
        try Certificate.encodings(inPEM: bytes).map { (der) throws(Diagnostic) in try CertificateDates(der: der) }
    }

    private static func instant(_ reader: inout DERReader, _ field: String) throws(DERFault) -> Instant {
        let value = try reader.next()
        let isUTCTime = value.tag == DERValue.utcTime
        guard isUTCTime || value.tag == DERValue.generalizedTime,
            let instant = CertificateTime.instant(value.content, isUTCTime: isUTCTime)
        else { throw DERFault("`\(field)` is not a time of RFC 5280") }
        return instant
    }
}
