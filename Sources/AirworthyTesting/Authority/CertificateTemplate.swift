public import Trust

/// What a ``VirtualAuthority`` is asked to certify. Defaults make a plain leaf; every field can be made wrong.
public struct CertificateTemplate: Sendable {
    /// Becomes the one common name; none makes an empty subject.
    public var commonName: String?
    public var notBefore: Instant
    public var notAfter: Instant
    /// Nil leaves basic constraints out.
    public var isCA: Bool?
    public var pathLength: Int?
    /// Bits of RFC 5280, 4.2.1.3 counted from the first, digitalSignature; nil leaves the extension out.
    public var keyUsage: [Int]?
    public var dnsNames: [String]
    public var uris: [String]
    public var hasKeyIdentifiers = true
    /// Whole encoded extensions, appended as they are.
    public var extraExtensions: [[UInt8]] = []
    public var serial: [UInt8] = [0x01, 0x23, 0x45]

    public static let digitalSignature = 0
    public static let certificateSigning = 5

    public static func leaf(
        _ commonName: String?, from notBefore: Instant, until notAfter: Instant, dnsNames: [String] = [],
        uris: [String] = []
    ) -> CertificateTemplate {
        CertificateTemplate(
            commonName: commonName, notBefore: notBefore, notAfter: notAfter, isCA: nil, pathLength: nil,
            keyUsage: [digitalSignature], dnsNames: dnsNames, uris: uris)
    }

    public static func authority(
        _ commonName: String, from notBefore: Instant, until notAfter: Instant
    ) -> CertificateTemplate {
        CertificateTemplate(
            commonName: commonName, notBefore: notBefore, notAfter: notAfter, isCA: true, pathLength: nil,
            keyUsage: [certificateSigning], dnsNames: [], uris: [])
    }
}
