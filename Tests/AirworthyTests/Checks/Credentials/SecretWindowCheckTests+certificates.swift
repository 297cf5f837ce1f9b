import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: certificates")
struct SecretWindowCertificateTests {
    /// The end of the window of ``Release/withWindow``, when a rollback may still need a credential.
    private static let need = Instant(seconds: 1_795_269_600 + 7_200 + 3_600 + 86_400)
    private static let begin = Instant(seconds: 1_795_269_600)
    private static let year = Duration.seconds(365 * 86_400)

    @Test(
        "one second decides, for the leaf as for the authority beside it",
        arguments: [
            (0, nil), (-1, SecretWindowCode.expiresInWindow), (1, nil),
        ] as [(Int64, SecretWindowCode?)])
    func seconds(offset: Int64, code: SecretWindowCode?) async throws {
        let edge = Self.need + .seconds(offset)
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: edge)
        let arguments = "files: [tls.pem]\nowner: team-web\nskew: 0s"
        let expected = [code].compactMap { $0 }
        #expect(try await examine(arguments, ["tls.pem": chain.bundle]).codes == expected)
        let other = try Chain(leafEnds: edge, intermediateEnds: Self.need + Self.year)
        #expect(try await examine(arguments, ["tls.pem": other.bundle]).codes == expected)
    }

    @Test("with roots, the chain must hold at the end of the window", arguments: [0, -1])
    func chain(offset: Int64) async throws {
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + .seconds(offset))
        let answer = try await examine(
            "files: [tls.pem]\nowner: team-web\nroots: ca.pem\nskew: 0s",
            ["tls.pem": chain.bundle, "ca.pem": chain.root])
        #expect(answer.codes == (offset == 0 ? [] : [.chainInvalidAtEnd, .expiresInWindow]))
    }

    @Test("a chain that lacks its intermediate, or leads to another root, does not hold")
    func brokenChain() async throws {
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let other = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let arguments = "files: [tls.pem]\nowner: o\nroots: ca.pem"
        let lonely = try await examine(arguments, ["tls.pem": chain.leaf, "ca.pem": chain.root])
        #expect(lonely.codes == [.chainInvalidAtEnd])
        let foreign = try await examine(arguments, ["tls.pem": chain.bundle, "ca.pem": other.root])
        #expect(foreign.codes == [.chainInvalidAtEnd])
    }

    @Test("an expired certificate nobody needs is a warning where a chain shows it, and a failure where none does")
    func spare() async throws {
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let old = try Chain(leafEnds: Self.need, intermediateEnds: Self.begin - .seconds(1))
        let files = ["tls.pem": chain.bundle + old.intermediate, "ca.pem": chain.root]
        let judged = try await examine("files: [tls.pem]\nowner: o\nroots: ca.pem", files)
        #expect(judged.warnings == [.spareCertificate])
        #expect(try await examine("files: [tls.pem]\nowner: o", files).codes == [.expired])
    }

    @Test("an expired certificate that is no authority is nobody's spare, wherever it stands")
    func secondLeaf() async throws {
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let old = try Chain(
            leafEnds: Self.begin - .seconds(1), intermediateEnds: Self.need + Self.year, of: chain.authority)
        let arguments = "files: [tls.pem]\nowner: o\nroots: ca.pem"
        func judged(_ bundle: [UInt8]) async throws -> [SecretWindowCode] {
            try await examine(arguments, ["tls.pem": bundle, "ca.pem": chain.root]).codes
        }
        let expected: Set<SecretWindowCode> = [.chainInvalidAtEnd, .expired]
        #expect(Set(try await judged(chain.bundle + old.bundle)) == expected)
        #expect(Set(try await judged(chain.intermediate + old.leaf + old.intermediate)) == expected)
        // An authority before the leaf is one still.
        #expect(try await judged(chain.intermediate + chain.leaf) == [])
    }

    @Test("the chain must hold with the tolerances, and when the window begins")
    func chainAtBothEnds() async throws {
        let arguments = "files: [tls.pem]\nowner: o\nroots: ca.pem\nskew: 0s\nmargin: 1h"
        let far = Self.need + Self.year
        let short = try Chain(leafEnds: far, intermediateEnds: far, rootEnds: Self.need + .seconds(3_599))
        let ends = try await examine(arguments, ["tls.pem": short.bundle, "ca.pem": short.root])
        #expect(ends.codes == [.chainInvalidAtEnd])
        let late = try Chain(leafEnds: far, intermediateEnds: far, rootBegins: Self.begin + .seconds(1))
        let begins = try await examine(arguments, ["tls.pem": late.bundle, "ca.pem": late.root])
        #expect(begins.codes == [.chainInvalidAtEnd])
        let exact = try Chain(
            leafEnds: far, intermediateEnds: far, rootBegins: Self.begin, rootEnds: Self.need + .seconds(3_600))
        #expect(try await examine(arguments, ["tls.pem": exact.bundle, "ca.pem": exact.root]).codes == [])
    }

    @Test("a rotation on record makes no certificate younger than it says it is")
    func age() async throws {
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let plan = "rotatedAt: 2026-11-20T00:00:00Z, maxAge: 30d"
        let entry = "{id: tls, kind: certificate, owner: o, file: tls.pem, \(plan)}"
        let answer = try await examine("credentials: [\(entry)]", ["tls.pem": chain.bundle])
        #expect(answer.codes == [.ageExceeded])
    }

    @Test("a certificate from the future, or one that never ends, is judged by its dates")
    func extremes() async throws {
        let forever = try #require(Instant(rfc3339: "9999-12-31T23:59:59Z"))
        let endless = try Chain(leafEnds: forever, intermediateEnds: forever)
        #expect(try await examine("files: [tls.pem]\nowner: o", ["tls.pem": endless.bundle]).codes == [])
        let future = try Chain(
            leafBegins: Self.begin + .seconds(1), leafEnds: Self.need + Self.year, intermediateEnds: forever)
        #expect(
            try await examine("files: [tls.pem]\nowner: o", ["tls.pem": future.bundle]).codes.contains(.notYetValid))
    }

    @Test("a bundle that cannot be read is in doubt, and one that is not there is absent")
    func unreadable() async throws {
        let arguments = "files: [tls.pem]\nowner: o"
        for text in ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let answer = try await examine(arguments, ["tls.pem": Array(text.utf8)])
            #expect(answer.codes == [.unreadable])
            #expect(answer.isInconclusive)
        }
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let rootless = try await examine(arguments + "\nroots: ca.pem", ["tls.pem": chain.bundle])
        #expect(rootless.codes == [.absent])
        let wrong = try await examine(arguments + "\nroots: ca.pem", ["tls.pem": chain.bundle, "ca.pem": []])
        #expect(wrong.codes == [.unreadable])
    }

    @Test("facts name every certificate with its fingerprint, and plans belong to the leaf")
    func facts() async throws {
        let chain = try Chain(leafEnds: Self.need + Self.year, intermediateEnds: Self.need + Self.year)
        let entry = "{id: tls, kind: certificate, owner: o, file: tls.pem, maxAge: 3650d}"
        let answer = try await examine("credentials: [\(entry)]", ["tls.pem": chain.bundle])
        let facts = try JSONDocument(try #require(answer.evidence.first?.content), name: "facts").root
        let credentials = try #require(facts["credentials"]?.elements)
        #expect(credentials.count == 2)
        #expect(credentials[0]["fingerprint"]?.string == chain.leafFingerprint.description)
        #expect(credentials[0]["maxAge"]?.string == "3650d")
        #expect(credentials[1]["maxAge"] == nil)
        #expect(credentials[1]["id"]?.string == "tls certificate 2 of 2, CN=Intermediate")
    }

    @Test("a PKCS#12 file is opened with the password from its file, and nothing tells it")
    func keyStore() async throws {
        let arguments = "files: [store.p12]\nowner: o\npasswordFile: password"
        var files = ["store.p12": KeyStoreSpecimen.bytes, "password": Array("changeit\n".utf8)]
        #expect(try await examine(arguments, files).codes == [])
        let breaches = await CheckContract(
            SecretWindowCheck.self, arguments: arguments, subject: .release,
            context: .alone(release: .withWindow, files: MemoryFiles(files)), secrets: [Array("changeit".utf8)]
        ).verify()
        #expect(breaches == [])
        files["password"] = Array("changed".utf8)
        let wrong = try await examine(arguments, files)
        #expect(wrong.codes == [.unreadable])
        #expect(wrong.findings.first?.notes == ["pkcs12-password-wrong"])
        files["password"] = nil
        #expect(try await examine(arguments, files).codes == [.absent])
        files["store.p12"] = [1, 2, 3]
        #expect(try await examine("files: [store.p12]\nowner: o", files).codes == [.unreadable])
    }

    private func examine(_ arguments: String, _ files: [String: [UInt8]]) async throws -> Answer<SecretWindowCode> {
        try await SecretWindowCheck.reading(arguments).examine(
            .release, in: .alone(release: .withWindow, files: MemoryFiles(files)))
    }
}

/// A root, an intermediate and a leaf, made anew for each test.
private struct Chain {
    let root: [UInt8]
    let intermediate: [UInt8]
    let leaf: [UInt8]
    let leafFingerprint: Digest
    let authority: VirtualAuthority

    /// What a server would be configured with: leaf, then intermediate.
    var bundle: [UInt8] { leaf + intermediate }

    init(
        leafBegins: Instant = Instant(seconds: 1_790_000_000), leafEnds: Instant, intermediateEnds: Instant,
        rootBegins: Instant = Instant(seconds: 1_700_000_000), rootEnds: Instant = Instant(seconds: 2_500_000_000),
        of known: VirtualAuthority? = nil
    ) throws {
        let begin = Instant(seconds: 1_700_000_000)
        let authority = try known ?? VirtualAuthority.root(.authority("Root", from: rootBegins, until: rootEnds))
        let middle = try authority.subordinate(.authority("Intermediate", from: begin, until: intermediateEnds))
        let certificate = try middle.issue(
            .leaf("shop.example", from: leafBegins, until: leafEnds, dnsNames: ["shop.example"]),
            to: try PrivateKey.generate(.p256).publicKey)
        self.authority = authority
        root = Array(authority.certificate.pem.utf8)
        intermediate = Array(middle.certificate.pem.utf8)
        leaf = Array(certificate.pem.utf8)
        leafFingerprint = certificate.fingerprint
    }
}
