import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: nothing expires while it may be needed")
struct SecretWindowCheckTests {
    private static let inventory = "inventory: inventory.yaml"

    @Test("an inventory whose entries all hold passes, and the facts are kept")
    func passes() async throws {
        let answer = try await examine(
            Self.inventory, entries: "{id: db, kind: password, owner: o, expiresAt: 2028-01-01T00:00:00Z}")
        #expect(answer.isPass)
        #expect(answer.summary == "1 credential holds in the window that ends at 2026-11-22T17:00:00Z")
        #expect(answer.evidence.map(\.uri) == ["credentials.json", "inventory.yaml"])
        let facts = try JSONDocument(try #require(answer.evidence.first?.content), name: "facts").root
        #expect(facts["credentials"]?[0]?["neededUntil"]?.string == "2026-11-22T17:00:00Z")
        #expect(facts["credentials"]?[0]?["expiresAt"]?.string == "2028-01-01T00:00:00Z")
    }

    @Test(
        "each rule has its code",
        arguments: [
            ("expiresAt: 2026-11-21T13:00:00Z", SecretWindowCode.expired),
            ("expiresAt: 2026-11-22T17:00:00Z", .expiresInWindow),
            ("notBefore: 2026-11-21T14:00:00Z, expiresAt: 2028-01-01T00:00:00Z", .notYetValid),
            ("expiresAt: 2028-01-01T00:00:00Z, nextRotation: 2026-11-22T00:00:00Z", .rotationInWindow),
            ("rotatedAt: 2026-08-01T00:00:00Z, maxAge: 30d", .ageExceeded),
            ("expiresAt: 2028-01-01T00:00:00Z, revokedAt: 2026-11-01T00:00:00Z", .revoked),
            ("notBefore: 2026-01-02T00:00:00Z, expiresAt: 2026-01-01T00:00:00Z", .invalidTimes),
            ("rotatedAt: 2026-11-01T00:00:00Z", .unknownExpiry),
        ])
    func rules(fields: String, code: SecretWindowCode) async throws {
        let answer = try await examine(Self.inventory, entries: "{id: a, kind: token, owner: team-web, \(fields)}")
        #expect(answer.codes == [code])
        #expect(answer.isInconclusive == (code == .unknownExpiry))
        #expect(answer.findings.first?.message.hasPrefix("`a` (team-web) ") == true)
        #expect(answer.findings.first?.location == .file("inventory.yaml", line: 2, column: 15))
    }

    @Test(
        "what passes with a condition is a warning",
        arguments: [
            ("expiresAt: 2026-12-01T00:00:00Z", SecretWindowCode.expiresSoon),
            ("expiresAt: 2028-01-01T00:00:00Z, nextRotation: 2026-11-22T00:00:00Z, overlap: 2h", .reliesOnRenewal),
            (
                "notBefore: 2026-11-01T00:00:00Z, expiresAt: 2026-11-22T00:00:00Z, "
                    + "renewal: {ready: true, lastSucceeded: 2026-11-15T00:00:00Z}", .reliesOnRenewal
            ),
        ])
    func warnings(fields: String, code: SecretWindowCode) async throws {
        let answer = try await examine(Self.inventory, entries: "{id: a, kind: token, owner: o, \(fields)}")
        #expect(answer.warnings == [code])
    }

    @Test(
        "an inventory counts until it is too old, and not before it was taken",
        arguments: [
            ("2026-11-14T14:00:00Z", nil), ("2026-11-14T13:59:59Z", SecretWindowCode.staleInventory),
            ("2026-11-21T14:01:00Z", nil), ("2026-11-21T14:01:01Z", .staleInventory),
        ] as [(String, SecretWindowCode?)])
    func staleness(asOf: String, code: SecretWindowCode?) async throws {
        let answer = try await examine(
            Self.inventory, asOf: asOf, entries: "{id: a, kind: token, owner: o, expiresAt: 2028-01-01T00:00:00Z}")
        #expect(answer.codes == [code].compactMap { $0 })
        #expect(answer.isInconclusive == (code != nil))
    }

    @Test("failures come before doubts, and both are told")
    func mixed() async throws {
        let answer = try await examine(
            Self.inventory,
            entries: "{id: a, kind: token, owner: o}, {id: b, kind: token, owner: o, expiresAt: 2026-01-01T00:00:00Z}")
        #expect(answer.codes == [.expired, .unknownExpiry])
        #expect(!answer.isInconclusive)
    }

    @Test("an inventory that cannot be read is told line by line, and one that is not there is absent")
    func badInventory() async throws {
        let answer = try await examine(Self.inventory, entries: "{id: a, kind: token}, {id: b, owner: o}")
        #expect(answer.codes == [.unreadable, .unreadable])
        #expect(answer.isInconclusive)
        #expect(try await examine("inventory: other.yaml", entries: "").codes == [.absent])
    }

    @Test("nothing looked at is never a pass")
    func nothing() async throws {
        let answer = try await examine("{}", entries: "")
        #expect(answer.codes == [.noCredentials])
        #expect(answer.isInconclusive)
    }

    @Test(
        "a token is judged by its own times",
        arguments: [
            ("{\"exp\": 1900000000}", nil), ("{\"exp\": 1795280400}", SecretWindowCode.expiresInWindow),
            ("{\"iat\": 1795000000}", .unknownExpiry), ("{\"exp\": \"1900000000\"}", .invalidTimes),
            ("{\"exp\": 1900000000, \"nbf\": 1800000000}", .notYetValid), ("{\"exp\": 1700000000.5}", .expired),
            ("[]", .unreadable),
        ] as [(String, SecretWindowCode?)])
    func tokens(claims: String, code: SecretWindowCode?) async throws {
        let files = MemoryFiles(["deploy.jwt": TokenSpecimen.token(claims)])
        let answer = try await examine("files: [deploy.jwt]\nowner: team-web", files: files)
        #expect(answer.codes == [code].compactMap { $0 })
    }

    @Test("a token without an expiry can have an age policy")
    func tokenAge() async throws {
        let files = MemoryFiles(["deploy": TokenSpecimen.token("{\"iat\": 1795000000}")])
        func codes(_ maxAge: String) async throws -> [SecretWindowCode] {
            try await examine(
                "credentials: [{id: t, kind: jwt, owner: o, file: deploy, maxAge: \(maxAge)}]", files: files
            ).codes
        }
        #expect(try await codes("30d") == [])
        #expect(try await codes("3d") == [.ageExceeded])
    }

    @Test("a file that is not there is absent, also as an item")
    func absent() async throws {
        #expect(try await examine("files: [gone.jwt]\nowner: o", files: MemoryFiles()).codes == [.absent])
        #expect(try await examine("owner: o", subject: .item("gone.pem"), files: MemoryFiles()).codes == [.absent])
    }

    @Test("a role decides how long a credential is needed")
    func roles() async throws {
        let files = MemoryFiles(["deploy.jwt": TokenSpecimen.token("{\"exp\": 1795277000}")])
        let arguments = "files: [deploy.jwt]\nowner: o\nusedBy: "
        #expect(try await examine(arguments + "[release]", files: files).codes == [])
        #expect(try await examine(arguments + "[release, bake]", files: files).codes == [.expiresInWindow])
    }

    @Test(
        "arguments that name nothing readable are refused",
        arguments: [
            ("files: [a.pem]", "missing-key"), ("files: [secret.txt]\nowner: o", "credential-kind"),
            ("usedBy: [deploys]", "unknown-value"), ("usedBy: []", "empty-list"), ("skew: 60", "wrong-type"),
            ("credentials: [{id: a}]", "missing-key"), ("inventory: [a]", "wrong-type"),
        ])
    func refused(arguments: String, code: String) {
        #expect(SecretWindowCheck.refusal(of: arguments) == code)
    }

    @Test("without a release there is no window to judge by")
    func noRelease() async throws {
        let check = try SecretWindowCheck.reading(Self.inventory)
        let error = await #expect(throws: Obstacle.self) { try await check.examine(.release, in: .alone()) }
        #expect(error?.diagnostic.code == "no-release")
    }

    @Test("it keeps the contract of every check, and tells no token")
    func contract() async {
        let token = TokenSpecimen.token("{\"exp\": 1900000000, \"sub\": \"hunter2\"}")
        let breaches = await CheckContract(
            SecretWindowCheck.self, arguments: "files: [deploy.jwt]\nowner: o", subject: .release,
            context: .alone(release: .withWindow, files: MemoryFiles(["deploy.jwt": token])),
            secrets: [token, Array("hunter2".utf8)]
        ).verify()
        #expect(breaches == [])
    }

    private func examine(
        _ arguments: String, asOf: String = "2026-11-20T00:00:00Z", entries: String
    ) async throws -> Answer<SecretWindowCode> {
        let files = MemoryFiles(texts: ["inventory.yaml": "asOf: \(asOf)\ncredentials: [\(entries)]\n"])
        return try await examine(arguments, files: files)
    }

    private func examine(
        _ arguments: String, subject: Subject = .release, files: MemoryFiles
    ) async throws -> Answer<SecretWindowCode> {
        try await SecretWindowCheck.reading(arguments).examine(
            subject, in: .alone(release: .withWindow, files: files))
    }
}
