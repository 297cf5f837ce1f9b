import AirworthyTesting
import Testing

@testable import Trust

@Suite("Certificate")
struct CertificateTests {
    static let start = Instant(seconds: 1_767_225_600)
    static let end = start + .seconds(86_400 * 365 * 30)

    @Test("the fields of a certificate are read as they were written")
    func fields() throws {
        let root = try VirtualAuthority.root(.authority("Release, \"root\" Zürich", from: Self.start, until: Self.end))
        let key = try PrivateKey.generate(.ed25519).publicKey
        let leaf = try root.issue(
            .leaf(
                "app", from: Self.start, until: Self.end, dnsNames: ["app.example", "*.app.example"],
                uris: ["spiffe://example/app"]), to: key)
        #expect(leaf.subject == "CN=app")
        #expect(leaf.issuer == "CN=Release\\, \\\"root\\\" Z\\C3\\BCrich")
        #expect(leaf.issuer == root.certificate.subject)
        #expect(leaf.serial == "012345")
        #expect(leaf.notBefore == Self.start)
        #expect(leaf.notAfter == Self.end)
        #expect(!leaf.isCA && root.certificate.isCA)
        #expect(try leaf.publicKey == key)
        #expect(leaf.fingerprint == Digest.of(leaf.der))
        #expect(
            leaf.subjectAlternativeNames == [
                .dns("app.example"), .dns("*.app.example"), .uri("spiffe://example/app"),
            ])
    }

    @Test("a bundle is read in order, and the key beside it passed over")
    func bundle() throws {
        let root = try VirtualAuthority.root(.authority("root", from: Self.start, until: Self.end))
        let key = try PrivateKey.generate(.p256)
        let leaf = try root.issue(.leaf("leaf", from: Self.start, until: Self.end), to: key.publicKey)
        let text = "leaf first\r\n" + leaf.pem + key.publicKey.pem + root.certificate.pem
        #expect(try Certificate.all(inPEM: Array(text.utf8)) == [leaf, root.certificate])
    }

    @Test(
        "what is not a certificate is refused by name",
        arguments: [
            ("", "certificate-absent"),
            (PEM.text("PUBLIC KEY", [0]), "certificate-absent"),
            (PEM.text("CERTIFICATE", [0x30, 0]), "certificate-unreadable"),
            (PEM.text("TRUSTED CERTIFICATE", [0x30, 0]), "certificate-unreadable"),
            ("-----BEGIN CERTIFICATE-----\nAAAA", "pem-unreadable"),
        ])
    func refused(text: String, code: String) {
        let refusal = #expect(throws: Diagnostic.self) { try Certificate.all(inPEM: Array(text.utf8)) }
        #expect(refusal?.code == code)
    }

    @Test("bytes after a certificate, a host name with a NUL and names given twice are refused")
    func malformed() throws {
        let root = try VirtualAuthority.root(.authority("root", from: Self.start, until: Self.end))
        let trailing = #expect(throws: Diagnostic.self) { try Certificate(der: root.certificate.der + [0]) }
        #expect(trailing?.code == "certificate-unreadable")
        for names in [["good.example\0.evil.example"], [""], ["a b\u{7f}"]] {
            let refusal = #expect(throws: Diagnostic.self) {
                try root.issue(
                    .leaf("leaf", from: Self.start, until: Self.end, dnsNames: names), to: root.certificate.publicKey)
            }
            #expect(refusal?.code == "certificate-unreadable")
        }
        var twice = CertificateTemplate.leaf("leaf", from: Self.start, until: Self.end, dnsNames: ["a.example"])
        twice.extraExtensions = [
            CertificateExtension.encode("2.5.29.17", DERWriter.sequence(DERWriter.implicit(2, Array("b.example".utf8))))
        ]
        let refusal = #expect(throws: Diagnostic.self) { try root.issue(twice, to: root.certificate.publicKey) }
        #expect(refusal?.code == "certificate-unreadable")
    }

    @Test(
        "times are read in the one form RFC 5280 allows",
        arguments: [
            ("260101000000Z", true, "2026-01-01T00:00:00Z"), ("491231235959Z", true, "2049-12-31T23:59:59Z"),
            ("500101000000Z", true, "1950-01-01T00:00:00Z"), ("20500101000000Z", false, "2050-01-01T00:00:00Z"),
            ("99991231235959Z", false, "9999-12-31T23:59:59Z"), ("2601010000Z", true, nil),
            ("260101000000+0100", true, nil), ("20260101000000.5Z", false, nil), ("260230000000Z", true, nil),
            ("26010100000éZ", true, nil), ("", true, nil), ("20260101000000Z", true, nil), ("-60101000000Z", true, nil),
        ])
    func times(text: String, isUTCTime: Bool, expected: String?) {
        #expect(CertificateTime.instant(Array(text.utf8)[...], isUTCTime: isUTCTime)?.rfc3339 == expected)
    }
}
