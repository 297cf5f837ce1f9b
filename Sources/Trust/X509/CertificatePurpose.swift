/// What a certificate says it may be used for: key usage and extended key usage (RFC 5280, 4.2.1.3 and 4.2.1.12).
struct CertificatePurpose {
    static let serverAuthentication = OID("1.3.6.1.5.5.7.3.1")
    static let codeSigning = OID("1.3.6.1.5.5.7.3.3")
    static let timeStamping = OID("1.3.6.1.5.5.7.3.8")
    private static let any = OID("2.5.29.37.0")
    private static let keyUsageIdentifier = OID("2.5.29.15")
    private static let extendedKeyUsageIdentifier = OID("2.5.29.37")

    /// Nil when the extension is absent.
    let allowsDigitalSignature: Bool?
    /// Nil when the extension is absent; never empty (OpenSSL refuses an empty list).
    let extended: [OID]?
    let isExtendedCritical: Bool

    init(_ fields: CertificateFields) throws(DERFault) {
        if let usage = fields[Self.keyUsageIdentifier] {
            let bits = try DERReader.only(DERValue.bits, in: usage.value).content
            // The first byte counts unused bits; digitalSignature is the highest bit of the second.
            allowsDigitalSignature = bits.dropFirst().first.map { $0 & 0x80 != 0 } ?? false
        } else {
            allowsDigitalSignature = nil
        }
        if let usage = fields[Self.extendedKeyUsageIdentifier] {
            var list = try DERReader.only(DERValue.sequence, in: usage.value).reader
            var purposes: [OID] = []
            while !list.isAtEnd { purposes.append(OID(content: try list.next(DERValue.identifier).content)) }
            extended = purposes
            isExtendedCritical = usage.isCritical
        } else {
            extended = nil
            isExtendedCritical = false
        }
    }

    /// Whether an authority may stand above a certificate of that purpose: it says nothing of purposes, or names it.
    func permitsIssuing(_ purpose: OID) -> Bool {
        extended.map { $0.contains(purpose) || $0.contains(Self.any) } ?? true
    }
}
