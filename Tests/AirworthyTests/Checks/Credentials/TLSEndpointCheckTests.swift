import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("tls-endpoint: what a server shows")
struct TLSEndpointCheckTests {
    private typealias Sample = SecretWindowSample

    private let root: VirtualAuthority
    private let middle: VirtualAuthority
    private let leaf: Certificate

    init() throws {
        root = try Sample.authority()
        middle = try root.subordinate(
            .authority("Intermediate", from: Instant(seconds: 1_780_000_000), until: Sample.far))
        leaf = try Sample.certificate(until: Sample.far, of: middle)
    }

    private func examine(
        _ tls: ScriptedTLS, _ more: String = "", files: [String: [UInt8]] = [:]
    ) async throws -> Answer<TLSEndpointCode> {
        let arguments = "endpoint: shop.example\nowner: team-web\nskew: 0s\nroots: ca.pem\n\(more)"
        let known = ["ca.pem": Array(root.certificate.pem.utf8)]
        return try await TLSEndpointCheck.reading(arguments).examine(
            .release,
            in: .alone(
                release: .withWindow, files: MemoryFiles(known.merging(files) { $1 }), tls: tls))
    }

    private func shown(_ leaf: Certificate) -> ScriptedTLS { ScriptedTLS([leaf, middle.certificate]) }

    @Test("a chain for the name that lasts passes, and what was seen is kept")
    func passes() async throws {
        let answer = try await examine(shown(leaf))
        #expect(answer.isPass, "\(answer.findings)")
        let facts = try JSONDocument(try #require(answer.evidence.first?.content), name: "facts").root
        #expect(facts["certificates"]?[0]?.string == leaf.fingerprint.description)
        #expect(facts["protocol"]?.string == "TLSv1.3")
        #expect(facts["name"]?.string == "shop.example")
    }

    @Test(
        "one second decides",
        arguments: [
            (Sample.need, nil), (Sample.need - .seconds(1), TLSEndpointCode.expiresInWindow),
            (Sample.begin - .seconds(1), .expired),
        ] as [(Instant, TLSEndpointCode?)])
    func seconds(end: Instant, code: TLSEndpointCode?) async throws {
        let answer = try await examine(shown(try Sample.certificate(until: end, of: middle)))
        switch code {
        case nil: #expect(answer.warnings == [.expiresSoon])
        case .expired: #expect(answer.codes == [.chainInvalid, .expired])
        default: #expect(answer.codes == [.chainInvalidAtEnd, .expiresInWindow])
        }
    }

    @Test("each thing that is wrong has its code")
    func faults() async throws {
        func certificate(
            _ name: String = "shop.example", from begin: Instant = Sample.begin - Sample.day,
            until end: Instant = Sample.far,
            extensions: [[UInt8]] = []
        ) throws -> ScriptedTLS {
            var template = CertificateTemplate.leaf(name, from: begin, until: end, dnsNames: [name])
            template.extraExtensions = extensions
            return shown(try middle.issue(template, to: PrivateKey.generate(.p256).publicKey))
        }
        #expect(try await examine(certificate("other.example")).codes == [.wrongName])
        #expect(try await examine(certificate("*.example")).codes == [.wrongName])
        let client = CertificateExtension.purposes(["1.3.6.1.5.5.7.3.2"])
        #expect(try await examine(certificate(extensions: [client])).codes == [.wrongPurpose])
        let server = CertificateExtension.purposes(["1.3.6.1.5.5.7.3.1"])
        #expect(try await examine(certificate(extensions: [server])).isPass)
        let future = try await examine(certificate(from: Sample.begin + .seconds(1)))
        #expect(future.codes == [.chainInvalid, .notYetValid])
        let backwards = try await examine(certificate(from: Sample.far, until: Sample.need))
        #expect(backwards.codes.contains(.invalidTimes))
        #expect(try await examine(ScriptedTLS([leaf])).codes == [.chainInvalid])
        #expect(try await examine(ScriptedTLS([])).codes == [.unreadable])
        #expect(try await examine(ScriptedTLS(der: [[1, 2, 3]])).codes == [.unreadable])
    }

    @Test("an authority that issues for others than servers stands above none")
    func purposeOfAuthorities() async throws {
        func codes(_ purpose: String) async throws -> [TLSEndpointCode] {
            var template = CertificateTemplate.authority(
                "Purposeful", from: Instant(seconds: 1_780_000_000), until: Sample.far)
            template.extraExtensions = [CertificateExtension.purposes([purpose])]
            let authority = try root.subordinate(template)
            let leaf = try Sample.certificate(until: Sample.far, of: authority)
            return try await examine(ScriptedTLS([leaf, authority.certificate])).codes
        }
        #expect(try await codes("1.3.6.1.5.5.7.3.1") == [])
        #expect(try await codes("1.3.6.1.5.5.7.3.2") == [.wrongPurpose])
    }

    @Test("another root, an old certificate nobody needs, and files that are not there")
    func files() async throws {
        let other = try Sample.authority("Other")
        let foreign = try await examine(shown(leaf), files: ["ca.pem": Array(other.certificate.pem.utf8)])
        #expect(foreign.codes == [.chainInvalid])
        let old = try Sample.authority("Old", until: Sample.begin - .seconds(1)).certificate
        #expect(try await examine(ScriptedTLS([leaf, middle.certificate, old])).warnings == [.spareCertificate])
        #expect(try await examine(shown(leaf), files: ["ca.pem": [1]]).codes == [.unreadable])
        let check = try TLSEndpointCheck.reading("endpoint: shop.example\nowner: o")
        let rootless = try await check.examine(.release, in: .alone(release: .withWindow, tls: shown(leaf)))
        #expect(rootless.codes == [.absent])
    }

    @Test("the certificate in the file must be the one that is shown")
    func fingerprint() async throws {
        let renewed = try Sample.certificate(until: Sample.far, of: middle)
        let file = ["tls.pem": Array((renewed.pem + middle.certificate.pem).utf8)]
        #expect(try await examine(shown(leaf), "certificate: tls.pem", files: file).codes == [.otherCertificate])
        #expect(try await examine(shown(renewed), "certificate: tls.pem", files: file).isPass)
        #expect(try await examine(shown(renewed), "certificate: gone.pem").codes == [.absent])
    }

    @Test(
        "the version must be new enough, and one nobody knows is not",
        arguments: [
            ("TLSv1.3", "TLSv1.3", true), ("TLSv1.2", "TLSv1.3", false), ("TLSv1.2", "TLSv1.2", true),
            ("TLSv1.1", "TLSv1.2", false), ("TLSv1.4", "TLSv1.2", false), ("", "TLSv1.2", false),
        ])
    func version(spoken: String, minimum: String, isEnough: Bool) async throws {
        let answer = try await examine(
            ScriptedTLS([leaf, middle.certificate], version: spoken), "minProtocol: \(minimum)")
        #expect(answer.codes == (isEnough ? [] : [.protocolTooOld]))
    }

    @Test(
        "nobody there, or nobody who speaks TLS, is in doubt",
        arguments: [
            ("tls-unreachable", TLSEndpointCode.unreachable), ("tls-timeout", .unreachable),
            ("tls-failed", .noHandshake),
        ])
    func unreachable(code: String, finding: TLSEndpointCode) async throws {
        let answer = try await examine(ScriptedTLS(code))
        #expect(answer.codes == [finding])
        #expect(answer.isInconclusive)
    }

    @Test("without a network, or without a release, it cannot be asked")
    func obstacles() async throws {
        let offline = await #expect(throws: Obstacle.self) { try await examine(ScriptedTLS("no-network")) }
        #expect(offline?.diagnostic.code == "no-network")
        let check = try TLSEndpointCheck.reading("endpoint: a\nowner: o")
        let alone = await #expect(throws: Obstacle.self) { try await check.examine(.release, in: .alone()) }
        #expect(alone?.diagnostic.code == "no-release")
        let nowhere = try TLSEndpointCheck.reading("owner: o")
        let error = await #expect(throws: Obstacle.self) {
            try await nowhere.examine(.release, in: .alone(release: .withWindow))
        }
        #expect(error?.diagnostic.code == "bad-endpoint")
    }

    @Test(
        "arguments that name no endpoint are refused",
        arguments: [
            ("endpoint: a", "missing-key"), ("owner: o\nendpoint: \"a:0\"", "bad-endpoint"),
            ("owner: o\nendpoint: \"a:65536\"", "bad-endpoint"), ("owner: o\nendpoint: \"a:b\"", "bad-endpoint"),
            ("owner: o\nendpoint: \"https://a\"", "bad-endpoint"), ("owner: o\nendpoint: \"::1\"", "bad-endpoint"),
            ("owner: o\nendpoint: \"[::1\"", "bad-endpoint"), ("owner: o\nendpoint: \"[::1]x\"", "bad-endpoint"),
            ("owner: o\nendpoint: \"\"", "bad-endpoint"), ("owner: o\nname: \"a b\"", "bad-endpoint"),
            ("owner: o\ntimeout: 61s", "out-of-range"), ("owner: o\ntimeout: 0s", "out-of-range"),
            ("owner: o\nminProtocol: TLSv1.1", "unknown-value"), ("owner: o\nip: ipv5", "unknown-value"),
        ])
    func refused(arguments: String, code: String) {
        #expect(TLSEndpointCheck.refusal(of: arguments) == code)
    }

    @Test(
        "endpoints are written as people write them", arguments: ["a", "a:8443", "[::1]:443", "[::1]", "127.0.0.1:1"])
    func accepted(endpoint: String) {
        #expect(TLSEndpointCheck.refusal(of: "owner: o\nendpoint: \"\(endpoint)\"") == nil)
    }

    @Test("it keeps the contract of every check")
    func contract() async {
        let breaches = await CheckContract(
            TLSEndpointCheck.self, arguments: "endpoint: shop.example\nowner: o\nroots: ca.pem", subject: .release,
            context: .alone(
                release: .withWindow, files: MemoryFiles(["ca.pem": Array(root.certificate.pem.utf8)]),
                tls: shown(leaf))
        ).verify()
        #expect(breaches == [])
    }
}
