import Trust

/// A certificate authority like Sigstore's Fulcio: a root, an intermediate, and leaves that live ten minutes.
struct VirtualFulcio {
    /// What its own certificates say.
    struct Authorities: Equatable {
        var begin: Instant
        var end: Instant
        var intermediateEnd: Instant
        var intermediateExtensions: [[UInt8]] = []
    }

    static let codeSigning = "1.3.6.1.5.5.7.3.3"

    let root: VirtualAuthority
    let intermediate: VirtualAuthority

    init(_ authorities: Authorities, rootKey: PrivateKey, intermediateKey: PrivateKey) throws(Diagnostic) {
        root = try VirtualAuthority.root(
            .authority("virtual-fulcio-root", from: authorities.begin, until: authorities.end), with: rootKey)
        var template = CertificateTemplate.authority(
            "virtual-fulcio-intermediate", from: authorities.begin, until: authorities.intermediateEnd)
        template.pathLength = 0
        template.serial = [0x02]
        template.extraExtensions =
            [CertificateExtension.purposes([Self.codeSigning])] + authorities.intermediateExtensions
        intermediate = try root.subordinate(template, with: intermediateKey)
    }

    /// The chain of a trusted root: intermediate first, root last.
    var chain: [[UInt8]] { [intermediate.certificate.der, root.certificate.der] }
}
