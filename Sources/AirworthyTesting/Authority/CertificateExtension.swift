/// One extension of a certificate, RFC 5280 section 4.2.
public enum CertificateExtension {
    /// `content` is the encoded value the extension's OCTET STRING wraps.
    public static func encode(_ identifier: String, isCritical: Bool = false, _ content: [UInt8]) -> [UInt8] {
        DERWriter.sequence(
            DERWriter.identifier(identifier), isCritical ? DERWriter.boolean(true) : [], DERWriter.octets(content))
    }

    /// Extended key usage: the purposes, by object identifier.
    public static func purposes(_ identifiers: [String], isCritical: Bool = false) -> [UInt8] {
        let purposes = identifiers.map { DERWriter.identifier($0) }
        return encode("2.5.29.37", isCritical: isCritical, DERWriter.value(0x30, Array(purposes.joined())))
    }

    /// Subject alternative names, each an encoded GeneralName.
    public static func names(_ names: [[UInt8]], isCritical: Bool) -> [UInt8] {
        encode("2.5.29.17", isCritical: isCritical, DERWriter.value(0x30, Array(names.joined())))
    }

    /// Name constraints that permit only URIs of this host or, with a leading dot, below it (RFC 5280, 4.2.1.10).
    public static func permittingURIs(of host: String) -> [UInt8] {
        let subtree = DERWriter.sequence(DERWriter.implicit(6, Array(host.utf8)))
        return encode("2.5.29.30", isCritical: true, DERWriter.sequence(DERWriter.explicit(0, subtree)))
    }
}
