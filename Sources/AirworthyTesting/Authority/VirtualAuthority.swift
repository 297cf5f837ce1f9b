public import Trust

/// A certificate authority in memory: real keys and signatures, any validity, any mistake. Nothing is stored, so
/// nothing leaks and nothing expires.
public struct VirtualAuthority: Sendable {
    public let certificate: Certificate
    let key: PrivateKey
    let name: [UInt8]

    /// A self-signed root.
    public static func root(
        _ template: CertificateTemplate, key kind: KeyKind = .p256
    ) throws(Diagnostic) -> VirtualAuthority {
        try root(template, with: try PrivateKey.generate(kind))
    }

    static func root(_ template: CertificateTemplate, with key: PrivateKey) throws(Diagnostic) -> VirtualAuthority {
        let name = Self.name(template.commonName)
        let body = body(template, spki: key.publicKey.spki, issuer: name, issuerKey: key.publicKey)
        return VirtualAuthority(certificate: try Certificate(der: seal(body, with: key)), key: key, name: name)
    }

    /// An authority below this one.
    public func subordinate(
        _ template: CertificateTemplate, key kind: KeyKind = .p256
    ) throws(Diagnostic) -> VirtualAuthority {
        try subordinate(template, with: try PrivateKey.generate(kind))
    }

    func subordinate(_ template: CertificateTemplate, with key: PrivateKey) throws(Diagnostic) -> VirtualAuthority {
        VirtualAuthority(
            certificate: try issue(template, to: key.publicKey), key: key, name: Self.name(template.commonName))
    }

    public func issue(_ template: CertificateTemplate, to key: PublicKey) throws(Diagnostic) -> Certificate {
        try Certificate(der: seal(body(template, spki: key.spki)))
    }

    /// The TBSCertificate this authority would sign, for a key in any form.
    func body(_ template: CertificateTemplate, spki: [UInt8]) -> [UInt8] {
        Self.body(template, spki: spki, issuer: name, issuerKey: key.publicKey)
    }

    /// A certificate of a TBSCertificate, as DER.
    func seal(_ body: [UInt8]) throws(Diagnostic) -> [UInt8] { try Self.seal(body, with: key) }

    // MARK: - RFC 5280, section 4.1

    private static func seal(_ body: [UInt8], with key: PrivateKey) throws(Diagnostic) -> [UInt8] {
        // The first accepted scheme: a curve with the hash of its strength, as Fulcio's P-384 signs with SHA-384.
        DERWriter.sequence(body, signatureAlgorithm(of: key.publicKey), DERWriter.bits(try key.sign(body)))
    }

    private static func body(
        _ template: CertificateTemplate, spki: [UInt8], issuer: [UInt8], issuerKey: PublicKey
    ) -> [UInt8] {
        let extensions = extensions(template, subjectKey: spki, issuerKey: issuerKey.spki)
        return DERWriter.sequence(
            DERWriter.explicit(0, DERWriter.integer([2])),
            DERWriter.integer(template.serial),
            signatureAlgorithm(of: issuerKey),
            issuer,
            DERWriter.sequence(time(template.notBefore), time(template.notAfter)),
            name(template.commonName),
            spki,
            extensions.isEmpty ? [] : DERWriter.explicit(3, DERWriter.value(0x30, extensions)))
    }

    static func signatureAlgorithm(of key: PublicKey) -> [UInt8] {
        switch key.algorithm {
        case .ecdsa(.p256): DERWriter.sequence(DERWriter.identifier("1.2.840.10045.4.3.2"))
        case .ecdsa(.p384): DERWriter.sequence(DERWriter.identifier("1.2.840.10045.4.3.3"))
        case .ecdsa(.p521): DERWriter.sequence(DERWriter.identifier("1.2.840.10045.4.3.4"))
        case .ed25519: DERWriter.sequence(DERWriter.identifier("1.3.101.112"))
        case .rsa: DERWriter.sequence(DERWriter.identifier("1.2.840.113549.1.1.11"), DERWriter.null)
        }
    }

    private static func name(_ commonName: String?) -> [UInt8] {
        guard let commonName else { return DERWriter.sequence() }
        return DERWriter.sequence(
            DERWriter.set(DERWriter.sequence(DERWriter.identifier("2.5.4.3"), DERWriter.utf8(commonName))))
    }

    /// UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5).
    static func time(_ instant: Instant) -> [UInt8] {
        let digits = Instant(seconds: instant.seconds).rfc3339.filter { !"-:T".contains($0) }
        let isShort = digits >= "1950" && digits < "2050"
        return isShort
            ? DERWriter.value(0x17, Array(digits.dropFirst(2).utf8)) : DERWriter.value(0x18, Array(digits.utf8))
    }

    private static func extensions(
        _ template: CertificateTemplate, subjectKey: [UInt8], issuerKey: [UInt8]
    ) -> [UInt8] {
        var result: [UInt8] = []
        if let isCA = template.isCA {
            let length = template.pathLength.map { DERWriter.integer([UInt8($0)]) } ?? []
            result += CertificateExtension.encode(
                "2.5.29.19", isCritical: true, DERWriter.sequence(isCA ? DERWriter.boolean(true) : [], length))
        }
        if let bits = template.keyUsage, let last = bits.max() {
            let byte = bits.reduce(UInt8(0)) { $0 | 0x80 >> UInt8($1) }
            result += CertificateExtension.encode(
                "2.5.29.15", isCritical: true, DERWriter.bits([byte], unused: UInt8(7 - last)))
        }
        if template.hasKeyIdentifiers {
            result += CertificateExtension.encode("2.5.29.14", DERWriter.octets(identifier(of: subjectKey)))
            result += CertificateExtension.encode(
                "2.5.29.35", DERWriter.sequence(DERWriter.implicit(0, identifier(of: issuerKey))))
        }
        let names =
            template.dnsNames.map { DERWriter.implicit(2, Array($0.utf8)) }
            + template.uris.map { DERWriter.implicit(6, Array($0.utf8)) }
        if !names.isEmpty {
            // Critical when it is all there is to name the subject (RFC 5280, 4.2.1.6).
            result += CertificateExtension.encode(
                "2.5.29.17", isCritical: template.commonName == nil, DERWriter.value(0x30, Array(names.joined())))
        }
        return result + template.extraExtensions.joined()
    }

    /// RFC 7093, section 2, method 1: 160 bits of a SHA-256.
    private static func identifier(of spki: [UInt8]) -> [UInt8] {
        Array(Digest.of(spki).bytes.prefix(20))
    }
}
