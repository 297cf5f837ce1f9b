import AirworthyTesting
import Testing

@testable import Trust

/// A path that is remembered must refuse whatever the whole path would.
@Suite("KnownIssuers")
struct KnownIssuersTests {
    static let start = Instant(seconds: 1_767_225_600)
    static let end = start + .seconds(600)
    static let never = start + .seconds(86_400 * 3_650)

    let root: VirtualAuthority
    let issuer: VirtualAuthority
    let key: PublicKey
    let known = KnownIssuers()

    init() throws {
        root = try VirtualAuthority.root(.authority("root", from: Self.start, until: Self.never))
        issuer = try root.subordinate(.authority("issuer", from: Self.start, until: Self.end))
        key = try PrivateKey.generate(.p256).publicKey
    }

    private var authority: [Certificate] { [issuer.certificate, root.certificate] }

    private func leaf(
        of issuer: VirtualAuthority? = nil, _ change: (inout CertificateTemplate) -> Void = { _ in }
    ) throws -> Certificate {
        var template = CertificateTemplate.leaf("leaf", from: Self.start, until: Self.never)
        change(&template)
        return try (issuer ?? self.issuer).issue(template, to: key)
    }

    private func code(
        _ leaf: Certificate, of authority: [Certificate]? = nil, offered: [Certificate] = [],
        at instant: Instant = start
    ) -> String? {
        refusalCode {
            try CertificateChain.verify(
                leaf, of: authority ?? self.authority, offered: offered, remembering: known, at: instant)
        }
    }

    @Test("what has been found out once is used, and gives the same path")
    func remembered() throws {
        let first = try leaf { $0.serial = [1] }
        #expect(known.issuers == nil)
        #expect(code(first) == nil)
        #expect(known.issuers == authority)
        let second = try leaf { $0.serial = [2] }
        let path = try CertificateChain.verify(second, of: authority, remembering: known, at: Self.start)
        #expect(path == [second, issuer.certificate, root.certificate])
    }

    @Test("the memory is used: under the anchor named last, a path without it would end sooner")
    func used() throws {
        let reversed = Array(authority.reversed())
        let leaf = try leaf()
        #expect(
            try CertificateChain.verify(leaf, of: reversed, remembering: KnownIssuers(), at: Self.start)
                == [leaf, issuer.certificate])
        #expect(code(leaf) == nil)
        #expect(
            try CertificateChain.verify(leaf, of: reversed, remembering: known, at: Self.start)
                == [leaf, issuer.certificate, root.certificate])
    }

    @Test("what is remembered of one authority is not believed for another")
    func otherAuthority() throws {
        #expect(code(try leaf()) == nil)
        let stranger = try VirtualAuthority.root(.authority("stranger", from: Self.start, until: Self.never))
        #expect(code(try leaf(), of: [stranger.certificate]) == "certificate-untrusted")
        #expect(code(try leaf(), of: [issuer.certificate, stranger.certificate]) == "certificate-untrusted")
    }

    @Test("a refusal is remembered by nobody")
    func refusal() throws {
        #expect(code(try leaf(), at: Self.end + .seconds(1)) == "certificate-expired")
        #expect(known.issuers == nil)
    }

    @Test("a leaf is refused under a remembered issuer for what is wrong with the leaf")
    func wrongLeaf() throws {
        #expect(code(try leaf()) == nil)
        var der = try leaf().der
        der[der.count - 1] ^= 1
        #expect(code(try Certificate(der: der)) == "certificate-bad-signature")
        #expect(code(try leaf { $0.notAfter = Self.start }, at: Self.start + .seconds(1)) == "certificate-expired")
        #expect(code(try leaf { $0.notBefore = Self.end }) == "certificate-not-yet-valid")
        #expect(code(try leaf { $0.hasKeyIdentifiers = false }) == "certificate-malformed")
        let critical = CertificateExtension.encode("1.2.3.4", isCritical: true, [0x05, 0x00])
        #expect(code(try leaf { $0.extraExtensions = [critical] }) == "certificate-unknown-extension")
        let stranger = try VirtualAuthority.root(.authority("issuer", from: Self.start, until: Self.never))
        #expect(code(try leaf(of: stranger)) == "certificate-untrusted")
    }

    @Test("times above the leaf are looked at each time")
    func times() throws {
        #expect(code(try leaf()) == nil)
        #expect(code(try leaf(), at: Self.end) == nil)
        #expect(code(try leaf(), at: Self.end + .nanoseconds(1)) == "certificate-expired")
    }

    @Test("a path with name constraints is validated for each leaf")
    func nameConstraints() throws {
        let constraints = CertificateExtension.permittingURIs(of: "good.example")
        for place in ["root", "issuer"] {
            var (above, below) = (
                CertificateTemplate.authority("root", from: Self.start, until: Self.never),
                CertificateTemplate.authority("issuer", from: Self.start, until: Self.never)
            )
            if place == "root" { above.extraExtensions = [constraints] } else { below.extraExtensions = [constraints] }
            let root = try VirtualAuthority.root(above)
            let issuer = try root.subordinate(below)
            let authority = [issuer.certificate, root.certificate]
            #expect(code(try leaf(of: issuer) { $0.uris = ["https://good.example/a"] }, of: authority) == nil)
            #expect(known.issuers == nil)
            #expect(
                code(try leaf(of: issuer) { $0.uris = ["https://bad.example/a"] }, of: authority)
                    == "certificate-name-constraint")
        }
    }

    @Test("certificates that came with a signature are not kept, nor believed later")
    func offered() throws {
        let between = try issuer.subordinate(.authority("between", from: Self.start, until: Self.end))
        let leaf = try leaf(of: between)
        #expect(code(leaf, offered: [between.certificate]) == nil)
        #expect(known.issuers == nil)
        #expect(code(leaf) == "certificate-untrusted")
    }

    @Test("an authority is the same whatever has been found out about it")
    func equality() throws {
        let other = KnownIssuers()
        #expect(code(try leaf()) == nil)
        #expect(known == other)
        #expect(known.hashValue == other.hashValue)
    }
}
