import Trust

/// What a leaf of ``VirtualFulcio`` says: fulcio, docs/certificate-specification.md and docs/oid-info.md.
struct FulcioLeaf: Equatable {
    var notBefore: Instant
    var notAfter: Instant
    /// Encoded GeneralNames.
    var names: [[UInt8]]
    var areNamesCritical = true
    var isCA: Bool?
    /// Nil leaves the extension out.
    var purposes: [String]? = [VirtualFulcio.codeSigning]
    /// The issuer as extension `.1` says it, and as `.8` does.
    var oldIssuer: String?
    var newIssuer: String?
    /// Extensions `.9` to `.24` by their last arc.
    var claims: [Int: String]
    var serial: [UInt8] = [0x5a, 0x01]

    static let arc = "1.3.6.1.4.1.57264.1"

    static func name(_ identity: SigstoreShape.Identity, _ text: String) -> [UInt8] {
        switch identity {
        case .uri: DERWriter.implicit(6, Array(text.utf8))
        case .email: DERWriter.implicit(1, Array(text.utf8))
        case .otherName:
            DERWriter.explicit(
                0, DERWriter.identifier(arc + ".7") + DERWriter.explicit(0, DERWriter.utf8(text)))
        }
    }

    /// Everything but the list of SCTs.
    var template: CertificateTemplate {
        var template = CertificateTemplate.leaf(nil, from: notBefore, until: notAfter)
        template.isCA = isCA
        template.serial = serial
        var extensions: [[UInt8]] = []
        if let purposes { extensions.append(CertificateExtension.purposes(purposes)) }
        extensions.append(CertificateExtension.names(names, isCritical: areNamesCritical))
        if let oldIssuer { extensions.append(CertificateExtension.encode(Self.arc + ".1", Array(oldIssuer.utf8))) }
        if let newIssuer { extensions.append(CertificateExtension.encode(Self.arc + ".8", DERWriter.utf8(newIssuer))) }
        for (number, text) in claims.sorted(by: { $0.key < $1.key }) {
            extensions.append(CertificateExtension.encode("\(Self.arc).\(number)", DERWriter.utf8(text)))
        }
        template.extraExtensions = extensions
        return template
    }

    static let workflowClaims = [
        9: "https://github.com/acme/checkout/.github/workflows/release.yml@refs/heads/main",
        10: "d5a1f9c2b8e47630a1b2c3d4e5f60718293a4b5c", 11: "github-hosted", 12: "https://github.com/acme/checkout",
        13: "d5a1f9c2b8e47630a1b2c3d4e5f60718293a4b5c", 14: "refs/heads/main", 15: "700000001",
        16: "https://github.com/acme", 17: "700000002",
        18: "https://github.com/acme/checkout/.github/workflows/release.yml@refs/heads/main",
        19: "d5a1f9c2b8e47630a1b2c3d4e5f60718293a4b5c", 20: "push",
        21: "https://github.com/acme/checkout/actions/runs/1/attempts/1", 22: "public", 23: "production",
        24: "repo:acme/checkout:environment:production",
    ]
}
