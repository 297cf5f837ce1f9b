import AirworthyTesting
import Testing
import Trust

@Suite("Certificate revocation lists")
struct RevocationListTests {
    private static let from = Instant(seconds: 1_790_000_000)
    private static let until = Instant(seconds: 1_790_600_000)

    private static func authority(_ name: String = "Root") throws -> VirtualAuthority {
        try .root(.authority(name, from: from - .seconds(1), until: until + .seconds(1)))
    }

    private static func leaf(of authority: VirtualAuthority, serial: [UInt8]) throws -> Certificate {
        var template = CertificateTemplate.leaf("leaf", from: from, until: until)
        template.serial = serial
        return try authority.issue(template, to: PrivateKey.generate(.p256).publicKey)
    }

    @Test("times, issuer and entries are read, from DER as from PEM")
    func reads() throws {
        let authority = try Self.authority()
        let der = try authority.revocationList(of: [[7]], from: Self.from, until: Self.until)
        let list = try RevocationList(der: der)
        #expect(list.thisUpdate == Self.from)
        #expect(list.nextUpdate == Self.until)
        #expect(list.issuer == "CN=Root")
        #expect(!list.isPartial)
        #expect(list.isIssued(by: authority.certificate))
        #expect(try list.revocation(of: Self.leaf(of: authority, serial: [7])) == Self.from)
        #expect(try list.revocation(of: Self.leaf(of: authority, serial: [8])) == nil)
        let pem = Array(PEM.text("X509 CRL", der).utf8)
        #expect(try RevocationList.all(in: pem + pem).map(\.fingerprint) == [list.fingerprint, list.fingerprint])
        #expect(try RevocationList.all(in: der).count == 1)
        #expect(
            try RevocationList(der: authority.revocationList(of: [], from: Self.from, until: nil)).nextUpdate == nil)
    }

    @Test("a list of another authority, of the same name too, is not this one's")
    func foreign() throws {
        let (authority, namesake) = (try Self.authority(), try Self.authority())
        let list = try RevocationList(der: namesake.revocationList(of: [[7]], from: Self.from, until: Self.until))
        #expect(!list.isIssued(by: authority.certificate))
        #expect(try list.revocation(of: Self.leaf(of: Self.authority("Other"), serial: [7])) == nil)
    }

    @Test("a list with a critical extension says only part of it")
    func partial() throws {
        let delta = CertificateExtension.encode("2.5.29.27", isCritical: true, DERWriter.integer([1]))
        let der = try Self.authority().revocationList(of: [], from: Self.from, until: Self.until, extensions: [delta])
        #expect(try RevocationList(der: der).isPartial)
    }

    @Test("anything else is refused by name")
    func refused() throws {
        let der = try Self.authority().revocationList(of: [[1]], from: Self.from, until: Self.until)
        #expect(refusalCode { try RevocationList(der: der + [0]) } == "crl-unreadable")
        #expect(refusalCode { try RevocationList(der: Array(der.dropLast())) } == "crl-unreadable")
        #expect(refusalCode { try RevocationList.all(in: []) } == "crl-absent")
        #expect(
            refusalCode { try RevocationList.all(in: Array(Self.authority().certificate.pem.utf8)) } == "crl-absent")
        #expect(refusalCode { try RevocationList.all(in: [0x30, 0x84, 0xff, 0xff, 0xff, 0xff]) } == "crl-unreadable")
    }
}
