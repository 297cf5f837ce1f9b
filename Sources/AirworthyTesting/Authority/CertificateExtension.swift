/// One extension of a certificate, RFC 5280 section 4.2.
public enum CertificateExtension {
    /// `content` is the encoded value the extension's OCTET STRING wraps.
    public static func encode(_ identifier: String, isCritical: Bool = false, _ content: [UInt8]) -> [UInt8] {
        DERWriter.sequence(
            DERWriter.identifier(identifier), isCritical ? DERWriter.boolean(true) : [], DERWriter.octets(content))
    }
}
