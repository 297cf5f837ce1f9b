/// The parts of a certificate that rules about its purpose need, read from the very bytes that were signed (RFC 5280,
/// section 4.1). OpenSSL has validated the path; what a certificate may be used for is ours to say.
struct CertificateFields: Sendable {
    struct Extension: Sendable {
        let identifier: OID
        let isCritical: Bool
        /// What the extension's OCTET STRING holds.
        let value: ArraySlice<UInt8>
        let encoding: ArraySlice<UInt8>
    }

    /// DER of the names, as compared by RFC 5652, 10.2.4.
    let issuer: ArraySlice<UInt8>
    let subject: ArraySlice<UInt8>
    /// Content of the serial number's INTEGER.
    let serial: ArraySlice<UInt8>
    let extensions: [Extension]
    /// The values of the TBSCertificate before its extensions, as they stand.
    private let beforeExtensions: [ArraySlice<UInt8>]

    init(_ der: [UInt8]) throws(DERFault) {
        var certificate = try DERReader.only(DERValue.sequence, in: der[...]).reader
        var body = try certificate.next(DERValue.sequence).reader
        var parts: [DERValue] = []
        if let version = try body.optional(DERValue.explicit(0)) { parts.append(version) }
        let serial = try body.next(DERValue.integer)
        let algorithm = try body.next(DERValue.sequence)
        let issuer = try body.next(DERValue.sequence)
        let validity = try body.next(DERValue.sequence)
        let subject = try body.next(DERValue.sequence)
        let key = try body.next(DERValue.sequence)
        parts += [serial, algorithm, issuer, validity, subject, key]
        // issuerUniqueID and subjectUniqueID: obsolete, and still part of what was signed.
        for tag in [0x81, 0x82] as [UInt8] {
            if let identifier = try body.optional(tag) { parts.append(identifier) }
        }
        var extensions: [Extension] = []
        if let wrapped = try body.optional(DERValue.explicit(3)) {
            var list = try DERReader.only(DERValue.sequence, in: wrapped.content).reader
            while !list.isAtEnd { extensions.append(try Self.readExtension(&list)) }
        }
        try body.end()
        self.issuer = issuer.encoding
        self.subject = subject.encoding
        self.serial = serial.content
        self.extensions = extensions
        beforeExtensions = parts.map(\.encoding)
    }

    private static func readExtension(_ list: inout DERReader) throws(DERFault) -> Extension {
        let whole = try list.next(DERValue.sequence)
        var reader = whole.reader
        let identifier = OID(content: try reader.next(DERValue.identifier).content)
        let critical = try reader.optional(DERValue.boolean)
        let value = try reader.next(DERValue.octets)
        try reader.end()
        return Extension(
            identifier: identifier, isCritical: critical.map { $0.content.first != 0 } ?? false, value: value.content,
            encoding: whole.encoding)
    }

    /// The extension of that kind; OpenSSL has refused certificates with two of one.
    subscript(_ identifier: OID) -> Extension? {
        extensions.first { $0.identifier == identifier }
    }

    /// The TBSCertificate as it was before the extension was added: order and bytes of everything else are kept,
    /// lengths are written anew (RFC 6962, 3.2).
    func body(without identifier: OID) -> [UInt8] {
        let kept = extensions.filter { $0.identifier != identifier }.flatMap(\.encoding)
        let wrapped =
            kept.isEmpty
            ? [] : DEREncoding.value(DERValue.explicit(3), DEREncoding.value(DERValue.sequence, kept))
        return DEREncoding.value(DERValue.sequence, Array(beforeExtensions.joined()) + wrapped)
    }
}
