import AirworthyTesting
import Testing
import Trust

@Suite("What a server is called")
struct ServerNameTests {
    @Test(
        "names and addresses are told apart, and nothing else is either",
        arguments: [
            ("shop.example", "shop.example"), ("Shop.Example.", "shop.example"), ("localhost", "localhost"),
            ("127.0.0.1", "127.0.0.1"), ("::1", "0:0:0:0:0:0:0:1"), ("2001:db8::7:0", "2001:db8:0:0:0:0:7:0"),
            ("::ffff:1.2.3.4", "0:0:0:0:0:ffff:102:304"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("", nil),
            ("a..b", nil), ("-a.example", nil), ("a b", nil), ("münchen.example", nil), ("1.2.3", nil),
            ("1.2.3.4.5", nil), ("1.2.3.256", nil), ("01.2.3.4", nil), ("1:2:3", nil), (":::", nil), ("1::2::3", nil),
            ("1:2:3:4:5:6:7:8:9", nil), ("12345::", nil), ("fe80::1%eth0", nil), ("*.example", nil),
            (String(repeating: "a", count: 64) + ".example", nil),
        ] as [(String, String?)])
    func parsing(text: String, name: String?) {
        #expect(ServerName(text)?.description == name)
    }

    @Test(
        "a wildcard is one whole label, the first, and not of everybody",
        arguments: [
            ("shop.example", "shop.example", true), ("SHOP.example", "shop.EXAMPLE", true),
            ("a.shop.example", "*.shop.example", true), ("shop.example", "*.shop.example", false),
            ("a.b.shop.example", "*.shop.example", false), ("shop.example", "*.example", false),
            ("a.shop.example", "a*.shop.example", false), ("a.shop.example", "*.*.example", false),
            ("evilshop.example", "*shop.example", false), ("other.example", "shop.example", false),
        ])
    func matching(name: String, pattern: String, matches: Bool) throws {
        let authority = try VirtualAuthority.root(
            .authority("Root", from: Instant(seconds: 0), until: Instant(seconds: 2_000_000_000)))
        let leaf = try authority.issue(
            .leaf(
                name, from: Instant(seconds: 0), until: Instant(seconds: 2_000_000_000), dnsNames: [pattern]),
            to: PrivateKey.generate(.p256).publicKey)
        #expect(try #require(ServerName(name)).isName(of: leaf) == matches)
    }

    @Test("an address is matched as one, never as a name")
    func addresses() throws {
        let authority = try VirtualAuthority.root(
            .authority("Root", from: Instant(seconds: 0), until: Instant(seconds: 2_000_000_000)))
        var template = CertificateTemplate.leaf("x", from: Instant(seconds: 0), until: Instant(seconds: 2_000_000_000))
        template.extraExtensions = [
            CertificateExtension.names(
                [DERWriter.implicit(7, [127, 0, 0, 1]), DERWriter.implicit(2, Array("1.2.3.4".utf8))], isCritical: false
            )
        ]
        let leaf = try authority.issue(template, to: PrivateKey.generate(.p256).publicKey)
        #expect(try #require(ServerName("127.0.0.1")).isName(of: leaf))
        #expect(try !#require(ServerName("127.0.0.2")).isName(of: leaf))
        #expect(try !#require(ServerName("1.2.3.4")).isName(of: leaf))
        #expect(leaf.isForServers)
    }
}
