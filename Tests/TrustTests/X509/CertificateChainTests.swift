import AirworthyTesting
import Testing
import Trust

@Suite("CertificateChain")
struct CertificateChainTests {
    static let start = Instant(seconds: 1_767_225_600)
    static let end = start + .seconds(600)
    static let never = start + .seconds(86_400 * 3_650)

    let root: VirtualAuthority
    let issuer: VirtualAuthority
    let key: PublicKey

    init() throws {
        root = try VirtualAuthority.root(.authority("root", from: Self.start - .seconds(10), until: Self.never))
        issuer = try root.subordinate(.authority("issuer", from: Self.start - .seconds(5), until: Self.never))
        key = try PrivateKey.generate(.p256).publicKey
    }

    private func leaf(_ change: (inout CertificateTemplate) -> Void = { _ in }) throws -> Certificate {
        var template = CertificateTemplate.leaf(
            nil, from: Self.start, until: Self.end, uris: ["https://ci.example/build.yml@refs/tags/v1"])
        change(&template)
        return try issuer.issue(template, to: key)
    }

    private func code(
        _ leaf: Certificate, intermediates: [Certificate]? = nil, roots: [Certificate]? = nil,
        at instant: Instant = start
    ) -> String? {
        refusalCode {
            try CertificateChain.verify(
                leaf, intermediates: intermediates ?? [issuer.certificate], roots: roots ?? [root.certificate],
                at: instant)
        }
    }

    @Test("the path runs from the leaf over the issuer to the root")
    func path() throws {
        let leaf = try leaf()
        let path = try CertificateChain.verify(
            leaf, intermediates: [issuer.certificate], roots: [root.certificate], at: Self.start)
        #expect(path == [leaf, issuer.certificate, root.certificate])
    }

    @Test(
        "both ends of the validity are inside it, to the nanosecond",
        arguments: [
            (Self.start - .nanoseconds(1), "certificate-not-yet-valid"),
            (Self.start, nil), (Self.start + .nanoseconds(1), nil), (Self.end, nil),
            (Self.end + .nanoseconds(1), "certificate-expired"), (Self.end + .seconds(1), "certificate-expired"),
            (Self.never + .seconds(86_400), "certificate-expired"),
        ])
    func validity(instant: Instant, code: String?) throws {
        #expect(self.code(try leaf(), at: instant) == code)
    }

    @Test("an expired issuer and an expired root each spoil a valid leaf")
    func expiredAbove() throws {
        for spoiled in ["root", "issuer"] {
            let long = CertificateTemplate.authority("long", from: Self.start, until: Self.never)
            let short = CertificateTemplate.authority("short", from: Self.start, until: Self.end)
            let root = try VirtualAuthority.root(spoiled == "root" ? short : long)
            let issuer = try root.subordinate(spoiled == "issuer" ? short : long)
            let leaf = try issuer.issue(.leaf("leaf", from: Self.start, until: Self.never), to: key)
            let refusal = #expect(throws: Diagnostic.self) {
                try CertificateChain.verify(
                    leaf, intermediates: [issuer.certificate], roots: [root.certificate], at: Self.end + .seconds(1))
            }
            #expect(refusal?.code == "certificate-expired")
            #expect(refusal?.message.contains("short") == true)
        }
    }

    @Test("without a trusted root nothing is trusted")
    func untrusted() throws {
        let stranger = try VirtualAuthority.root(.authority("root", from: Self.start, until: Self.never))
        let leaf = try leaf()
        #expect(code(leaf, roots: []) == "certificate-untrusted")
        #expect(code(leaf, roots: [stranger.certificate]) == "certificate-untrusted")
        #expect(code(leaf, intermediates: []) == "certificate-untrusted")
        #expect(code(leaf, roots: [issuer.certificate]) == "certificate-untrusted")
        #expect(
            code(leaf, intermediates: [issuer.certificate, root.certificate], roots: []) == "certificate-untrusted")
        let selfSigned = try VirtualAuthority.root(.leaf("alone", from: Self.start, until: Self.end)).certificate
        #expect(code(selfSigned) == "certificate-untrusted")
    }

    @Test("a leaf that is itself a trusted root is a path of one")
    func alone() throws {
        #expect(
            try CertificateChain.verify(root.certificate, intermediates: [], roots: [root.certificate], at: Self.start)
                == [root.certificate])
    }

    @Test("a leaf cannot issue, whatever its key usage says")
    func leafAsIssuer() throws {
        for isCA in [nil, false] as [Bool?] {
            var template = CertificateTemplate.authority("not an authority", from: Self.start, until: Self.never)
            template.isCA = isCA
            let fake = try root.subordinate(template)
            let leaf = try fake.issue(.leaf("leaf", from: Self.start, until: Self.end), to: key)
            #expect(code(leaf, intermediates: [fake.certificate]) == "certificate-not-an-authority")
        }
    }

    @Test("a path length of nought allows no authority below")
    func pathLength() throws {
        var template = CertificateTemplate.authority("narrow", from: Self.start, until: Self.never)
        template.pathLength = 0
        let narrow = try root.subordinate(template)
        let below = try narrow.subordinate(.authority("below", from: Self.start, until: Self.never))
        let leaf = try below.issue(.leaf("leaf", from: Self.start, until: Self.end), to: key)
        #expect(
            code(leaf, intermediates: [narrow.certificate, below.certificate]) == "certificate-chain-too-long")
    }

    @Test("a critical extension nobody knows is refused, an uncritical one is not")
    func criticalExtension() throws {
        let known = try leaf { $0.extraExtensions = [CertificateExtension.encode("1.2.3.4", [0x05, 0x00])] }
        #expect(code(known) == nil)
        let unknown = try leaf {
            $0.extraExtensions = [CertificateExtension.encode("1.2.3.4", isCritical: true, [0x05, 0x00])]
        }
        #expect(code(unknown) == "certificate-unknown-extension")
    }

    @Test("a signature that is not the issuer's is named so")
    func badSignature() throws {
        var der = try leaf().der
        der[der.count - 1] ^= 1
        #expect(code(try Certificate(der: der)) == "certificate-bad-signature")
    }

    @Test("authorities without key identifiers break RFC 5280")
    func malformed() throws {
        let leaf = try leaf { $0.hasKeyIdentifiers = false }
        #expect(code(leaf) == "certificate-malformed")
    }

    @Test("Ed25519, RSA and large curves issue too", arguments: [KeyKind.ed25519, .rsa(bits: 2_048), .p384, .p521])
    func kinds(kind: KeyKind) throws {
        let root = try VirtualAuthority.root(.authority("root", from: Self.start, until: Self.never), key: kind)
        let leaf = try root.issue(.leaf("leaf", from: Self.start, until: Self.end), to: key)
        #expect(code(leaf, intermediates: [], roots: [root.certificate]) == nil)
    }
}
