/// An X.509 certificate (RFC 5280), read but not believed: who issued it is for ``CertificateChain`` to establish.
/// Two are equal when their bytes are.
public struct Certificate: Sendable {
    public let der: [UInt8]
    /// RFC 2253 text, most specific part first. For people and reports; names are compared as DER, by OpenSSL.
    public let subject: String
    public let issuer: String
    /// Lower-case hex.
    public let serial: String
    /// First instant of the validity, inclusive.
    public let notBefore: Instant
    /// Last instant of the validity, inclusive.
    public let notAfter: Instant
    /// May issue certificates: version 3 basic constraints say so, and key usage does not deny it.
    public let isCA: Bool
    public let subjectAlternativeNames: [SubjectAlternativeName]
    /// SHA-256 of ``der``.
    public let fingerprint: Digest

    let handle: X509Handle
    /// What rules about a certificate's purpose read.
    let fields: CertificateFields
    // Kept whichever way it went: a certificate with a key we refuse to use can still be inspected for its dates.
    private let key: Result<PublicKey, Diagnostic>

    /// Throws `certificate-unreadable` for anything but one whole DER certificate.
    public init(der: [UInt8]) throws(Diagnostic) {
        let handle = try X509Handle(der: der)
        self.handle = handle
        self.der = der
        subject = handle.subject
        issuer = handle.issuer
        serial = handle.serial
        notBefore = try handle.notBefore()
        notAfter = try handle.notAfter()
        isCA = handle.isCA
        subjectAlternativeNames = try handle.subjectAlternativeNames()
        fingerprint = Digest.of(der)
        do throws(DERFault) {
            fields = try CertificateFields(der)
        } catch {
            throw X509Handle.unreadable("a certificate that is not DER throughout: \(error.message)")
        }
        key = Result { () throws(Diagnostic) in try PublicKey(spki: handle.spki) }
    }

    /// Every `CERTIFICATE` block, in order; blocks of other kinds, such as the key beside it, are passed over.
    ///
    /// Throws `pem-unreadable`, `certificate-unreadable`, or `certificate-absent` when there is none: an empty bundle
    /// is not "every certificate is fine".
    public static func all(inPEM bytes: [UInt8]) throws(Diagnostic) -> [Certificate] {
        try encodings(inPEM: bytes).map { (der) throws(Diagnostic) in try Certificate(der: der) }
    }

    /// The DER of each, read no further. Throws `pem-unreadable` and `certificate-absent`.
    static func encodings(inPEM bytes: [UInt8]) throws(Diagnostic) -> [[UInt8]] {
        var certificates: [[UInt8]] = []
        for block in try PEM.blocks(in: bytes) {
            switch block.label {
            // The second is OpenSSL's old name (RFC 7468, section 5.1).
            case "CERTIFICATE", "X509 CERTIFICATE": certificates.append(block.der)
            case "TRUSTED CERTIFICATE":
                throw Diagnostic(
                    "certificate-unreadable", "an OpenSSL trusted certificate, which carries settings beside the DER",
                    remedy: "Export it with `openssl x509`.")
            default: continue
            }
        }
        guard !certificates.isEmpty else {
            throw Diagnostic(
                "certificate-absent", "no `CERTIFICATE` block found", remedy: "Give a PEM file with certificates.")
        }
        return certificates
    }

    /// Throws what ``PublicKey/init(spki:)`` refused the key for.
    public var publicKey: PublicKey {
        get throws(Diagnostic) { try key.get() }
    }

    public var pem: String { PEM.text("CERTIFICATE", der) }

    /// True from ``notBefore`` through ``notAfter``, both included, as RFC 5280, 4.1.2.5 counts.
    public func isValid(at instant: Instant) -> Bool {
        notBefore <= instant && instant <= notAfter
    }
}

extension Certificate: Hashable {
    public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }
    public func hash(into hasher: inout Swift.Hasher) { hasher.combine(fingerprint) }
}

extension Certificate: CustomStringConvertible {
    public var description: String { "`\(subject)` (serial \(serial))" }
}
