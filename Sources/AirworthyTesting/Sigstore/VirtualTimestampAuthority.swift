import Trust

/// A timestamp authority, RFC 3161 with RFC 5816's certificate identifier: its own root and one signing certificate.
struct VirtualTimestampAuthority {
    /// What the signing certificate says.
    struct Signing: Equatable {
        var begin: Instant
        var end: Instant
        var purposes = [VirtualTimestampAuthority.timeStamping]
        var arePurposesCritical = true
    }

    static let timeStamping = "1.3.6.1.5.5.7.3.8"

    let root: VirtualAuthority
    let certificate: Certificate
    private let key: PrivateKey

    init(
        _ signing: Signing, named name: String, rootKey: PrivateKey, key: PrivateKey
    ) throws(Diagnostic) {
        root = try VirtualAuthority.root(
            .authority("\(name)-root", from: signing.begin, until: signing.end), with: rootKey)
        var template = CertificateTemplate.leaf(name, from: signing.begin, until: signing.end)
        template.serial = [0x03]
        template.extraExtensions = [
            CertificateExtension.purposes(signing.purposes, isCritical: signing.arePurposesCritical)
        ]
        certificate = try root.issue(template, to: key.publicKey)
        self.key = key
    }

    /// The chain of a trusted root: signing certificate first, root last.
    var chain: [[UInt8]] { [certificate.der, root.certificate.der] }

    /// A TimeStampResp over a message, DER.
    ///
    /// - Parameter stranger: who signs when the plan wants a token by somebody else.
    func respond(
        to plan: TimestampPlan, message: [UInt8], stranger: VirtualTimestampAuthority
    ) throws(Diagnostic) -> [UInt8] {
        let status = DERWriter.sequence(DERWriter.integer([plan.status]))
        let (signer, embedded) =
            switch plan.signer {
            case .authority: (self, [certificate.der])
            case .strangerBehindAuthority: (stranger, [certificate.der, stranger.certificate.der])
            }
        let token = try signer.token(
            Self.info(plan, message: message), at: plan.instant, hasSigningTime: plan.hasSigningTime,
            naming: signer.name(plan.naming, another: stranger.certificate),
            embedding: plan.embedsCertificate ? embedded : [])
        return DERWriter.sequence(status, token)
    }

    // MARK: - RFC 3161, section 2.4.2

    private static func info(_ plan: TimestampPlan, message: [UInt8]) -> [UInt8] {
        let (hash, digest) =
            switch plan.hash {
            case .sha256: (sha256, Digest.of(message).bytes)
            case .sha1: (DERWriter.sequence(DERWriter.identifier("1.3.14.3.2.26"), DERWriter.null), SHA1.of(message))
            }
        return DERWriter.sequence(
            DERWriter.integer([1]),
            DERWriter.identifier("1.3.6.1.4.1.57264.2"),
            DERWriter.sequence(hash, DERWriter.octets(digest)),
            // The instant is as good a serial number as any, and repeats for nobody else.
            DERWriter.integer(Array(Digest.of(digest + Array(plan.instant.rfc3339.utf8)).bytes.prefix(8))),
            DERWriter.generalizedTime(plan.instant))
    }

    // MARK: - RFC 5652, section 5

    private static let sha256 = DERWriter.sequence(DERWriter.identifier("2.16.840.1.101.3.4.2.1"))
    private static let contentType = "1.2.840.113549.1.9.16.1.4"

    private func token(
        _ info: [UInt8], at instant: Instant, hasSigningTime: Bool, naming: [UInt8]?,
        embedding certificates: [[UInt8]]
    ) throws(Diagnostic) -> [UInt8] {
        var attributes = [
            Self.attribute("1.2.840.113549.1.9.3", DERWriter.identifier(Self.contentType)),
            Self.attribute("1.2.840.113549.1.9.4", DERWriter.octets(Digest.of(info).bytes)),
        ]
        if let naming { attributes.append(naming) }
        if hasSigningTime {
            let digits = instant.rfc3339.filter { !"-:T".contains($0) }.dropFirst(2)
            attributes.append(Self.attribute("1.2.840.113549.1.9.5", DERWriter.value(0x17, Array(digits.utf8))))
        }
        let signed = DERWriter.setOf(attributes)
        let signerInfo = DERWriter.sequence(
            DERWriter.integer([1]),
            DERWriter.sequence(root.name, DERWriter.integer([0x03])),
            Self.sha256,
            // Signed as a SET, written as [0] IMPLICIT.
            [0xa0] + signed.dropFirst(),
            VirtualAuthority.signatureAlgorithm(of: key.publicKey),
            DERWriter.octets(try key.sign(signed)))
        let signedData = DERWriter.sequence(
            DERWriter.integer([3]),
            DERWriter.set(Self.sha256),
            DERWriter.sequence(
                DERWriter.identifier(Self.contentType), DERWriter.explicit(0, DERWriter.octets(info))),
            certificates.isEmpty ? [] : [0xa0] + DERWriter.setOf(certificates).dropFirst(),
            DERWriter.set(signerInfo))
        return DERWriter.sequence(
            DERWriter.identifier("1.2.840.113549.1.7.2"), DERWriter.explicit(0, signedData))
    }

    /// The attribute that names the certificate by its hash: SigningCertificateV2 of one ESSCertIDv2, whose algorithm
    /// defaults to SHA-256, or its predecessor.
    private func name(_ naming: TimestampPlan.Naming, another: Certificate) -> [UInt8]? {
        func attribute(_ identifier: String, _ hash: [UInt8]) -> [UInt8] {
            Self.attribute(
                identifier, DERWriter.sequence(DERWriter.sequence(DERWriter.sequence(DERWriter.octets(hash)))))
        }
        return switch naming {
        case .own: attribute("1.2.840.113549.1.9.16.2.47", certificate.fingerprint.bytes)
        case .anothers: attribute("1.2.840.113549.1.9.16.2.47", another.fingerprint.bytes)
        case .bySHA1: attribute("1.2.840.113549.1.9.16.2.12", SHA1.of(certificate.der))
        case .none: nil
        }
    }

    private static func attribute(_ identifier: String, _ value: [UInt8]) -> [UInt8] {
        DERWriter.sequence(DERWriter.identifier(identifier), DERWriter.set(value))
    }
}
