import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: credentials whose issuer is asked")
struct SecretWindowIssuerTests {
    private typealias Sample = SecretWindowSample
    private static let token = "hvs.hunter2"

    private func examine(
        kind: String, _ http: ScriptedHTTP, _ fields: String = "", token: String = token
    ) async throws -> Answer<SecretWindowCode> {
        let entry = "{id: t, kind: \(kind), owner: o, url: \"https://issuer.example/\", tokenFile: token\(fields)}"
        return try await Sample.examine(
            "skew: 0s\ncredentials: [\(entry)]", ["token": Array((token + "\n").utf8)], http: http)
    }

    /// As Vault 1.17 answers, with what differs from case to case.
    private static func lookup(_ fields: String) -> String {
        """
        {"request_id": "e1", "lease_id": "", "renewable": false, "lease_duration": 0, "data": {"accessor": "hunter2",
        "creation_time": 1795000000, "creation_ttl": 3600, "display_name": "approle", "entity_id": "", "id": "\(token)",
        "issue_time": "2026-11-18T11:06:40.123456789Z", "meta": null, "orphan": true, "path": "auth/approle/login",
        "policies": ["default"], "type": "service", \(fields)}, "wrap_info": null, "warnings": null, "auth": null}
        """
    }

    private static func expire(_ instant: Instant) -> String { "\"expire_time\": \"\(instant)\", \"num_uses\": 0" }

    @Test("a Vault token ends at its `expire_time`, exclusive")
    func vaultToken() async throws {
        let good = ScriptedHTTP(200, Self.lookup(Self.expire(Sample.need + .seconds(1))))
        #expect(try await examine(kind: "vault-token", good).isPass)
        let question = try #require(good.questions.first)
        #expect(question.url == "https://issuer.example/v1/auth/token/lookup-self")
        #expect(question.credentials.map(\.header) == ["authorization"])
        let sent = question.credentials.first?.value.withBytes { String(decoding: $0, as: UTF8.self) }
        #expect(sent == "Bearer \(Self.token)")
        #expect(!question.headers.values.contains { $0.contains("hunter2") })
        let bad = ScriptedHTTP(200, Self.lookup(Self.expire(Sample.need)))
        #expect(try await examine(kind: "vault-token", bad).codes == [.expiresInWindow])
        let zoned = ScriptedHTTP(200, Self.lookup("\"expire_time\": \"2026-11-22T19:00:01.5+02:00\""))
        #expect(try await examine(kind: "vault-token", zoned).isPass)
    }

    @Test("a token that never ends, or may be used so many times, is in doubt")
    func doubtful() async throws {
        let root = ScriptedHTTP(200, Self.lookup("\"expire_time\": null"))
        #expect(try await examine(kind: "vault-token", root).codes == [.unknownExpiry])
        #expect(try await examine(kind: "vault-token", root, ", maxAge: 30d").isPass)
        // It says when it was issued, and is no younger for a rotation on record.
        let rotated = ", rotatedAt: 2026-11-20T00:00:00Z, maxAge: 2d"
        #expect(try await examine(kind: "vault-token", root, rotated).codes == [.ageExceeded])
        let used = ScriptedHTTP(200, Self.lookup("\"expire_time\": \"\(Sample.far)\", \"num_uses\": 3"))
        let answer = try await examine(kind: "vault-token", used)
        #expect(answer.codes == [.limitedUses])
        #expect(answer.isInconclusive)
    }

    @Test(
        "a renewable token lasts as far as its renewals may reach, if somebody renews it",
        arguments: [
            ("\"period\": 86400, \"last_renewal\": \"2026-11-21T13:00:00Z\"", SecretWindowCode.reliesOnRenewal),
            ("\"explicit_max_ttl\": 8640000, \"last_renewal\": \"2026-11-21T13:00:00Z\"", .reliesOnRenewal),
            ("\"explicit_max_ttl\": 8640000, \"last_renewal_time\": 1795266000", .reliesOnRenewal),
            ("\"explicit_max_ttl\": 300000, \"last_renewal\": \"2026-11-21T13:00:00Z\"", .expiresInWindow),
            ("\"explicit_max_ttl\": 8640000", .expiresInWindow),
            ("\"last_renewal\": \"2026-11-21T13:00:00Z\"", .expiresInWindow),
            ("\"period\": 86400, \"last_renewal\": \"2026-10-01T00:00:00Z\"", .expiresInWindow),
        ])
    func renewable(fields: String, code: SecretWindowCode) async throws {
        let body = Self.lookup("\"renewable\": true, \"expire_time\": \"2026-11-22T00:00:00Z\", \(fields)")
        let answer = try await examine(kind: "vault-token", ScriptedHTTP(200, body))
        #expect(answer.codes + answer.warnings == [code])
    }

    @Test("a lease is asked about by its name")
    func lease() async throws {
        let fields = ", lease: database/creds/shop/abc, namespace: team"
        let body =
            "{\"data\": {\"id\": \"database/creds/shop/abc\", \"expire_time\": \"\(Sample.need)\", \"renewable\": true}}"
        let http = ScriptedHTTP(200, body)
        #expect(try await examine(kind: "vault-lease", http, fields).codes == [.expiresInWindow])
        let question = try #require(http.questions.first)
        #expect(question.method == .lookUp)
        #expect(question.url == "https://issuer.example/v1/sys/leases/lookup")
        #expect(String(decoding: question.body, as: UTF8.self) == "{\"lease_id\":\"database/creds/shop/abc\"}")
        #expect(question.headers["x-vault-namespace"] == "team")
        #expect(try await examine(kind: "vault-lease", ScriptedHTTP(400, "{}"), fields).codes == [.refused])
        #expect(try await examine(kind: "vault-lease", ScriptedHTTP(403, "{}"), fields).codes == [.unreachable])
    }

    @Test(
        "a GitHub token ends as the header says",
        arguments: [
            ("2026-11-22 17:00:01 UTC", nil), ("2026-11-22 17:00:00 UTC", SecretWindowCode.expiresInWindow),
            ("2026-11-22 19:00:01 +0200", nil), ("2026-11-22 19:00:00 +0200", .expiresInWindow),
            ("2026-11-22 09:00:01 -0800", nil), ("2026-01-01 00:00:00 UTC", .expired), ("tomorrow", .unreadable),
            ("2026-11-22 17:00:01 CET", .unreadable), ("2026-02-30 17:00:01 UTC", .unreadable),
        ] as [(String, SecretWindowCode?)])
    func gitHub(header: String, code: SecretWindowCode?) async throws {
        let http = ScriptedHTTP(200, "{}", headers: ["github-authentication-token-expiration": header])
        #expect(try await examine(kind: "github-token", http).codes == [code].compactMap { $0 })
        #expect(http.questions.first?.url == "https://issuer.example/rate_limit")
    }

    @Test("a GitHub token without the header never ends, so an age policy must stand for it")
    func endlessGitHub() async throws {
        #expect(try await examine(kind: "github-token", ScriptedHTTP(200)).codes == [.unknownExpiry])
        let fields = ", rotatedAt: 2026-11-01T00:00:00Z, maxAge: 90d"
        #expect(try await examine(kind: "github-token", ScriptedHTTP(200), fields).isPass)
    }

    @Test(
        "a refusal is a finding, and everything else that is no answer is in doubt",
        arguments: [
            ("vault-token", 403, SecretWindowCode.refused), ("github-token", 401, .refused),
            ("vault-token", 401, .unreachable), ("github-token", 403, .unreachable),
            ("github-token", 429, .unreachable),
            ("vault-token", 503, .unreachable), ("vault-token", 307, .unreachable), ("vault-token", 404, .unreachable),
        ])
    func statuses(kind: String, status: Int, code: SecretWindowCode) async throws {
        let answer = try await examine(kind: kind, ScriptedHTTP(status, "{\"errors\": [\"hunter2\"]}"))
        #expect(answer.codes == [code])
        #expect(answer.isInconclusive == (code == .unreachable))
        #expect(answer.findings.allSatisfy { !$0.message.contains("hunter2") })
    }

    @Test(
        "an answer that is not as it should be decides nothing, and is not quoted",
        arguments: [
            "", "hunter2", "[]", "{\"data\": [\"hunter2\"]}", "{\"data\": {\"id\": \"hunter2\", \"num_uses\": 0}}",
            "{\"data\": {\"expire_time\": 12345, \"issue_time\": \"hunter2\"}}",
            "{\"data\": {\"expire_time\": \"hunter2\"}}", "{\"data\": {\"expire_time\": [\"hunter2\"]}}",
            "{\"data\": {\"num_uses\": 1e300}}", "{\"data\": {\"num_uses\": -1}}",
            "{\"data\": {\"expire_time\": \"2026-02-30T00:00:00Z\"}}",
        ])
    func answers(body: String) async throws {
        let answer = try await examine(kind: "vault-token", ScriptedHTTP(200, body))
        #expect(answer.codes == [.unreadable])
        #expect(answer.findings.allSatisfy { !$0.message.contains("hunter2") })
    }

    @Test("nobody there is in doubt, and the other credentials are still told")
    func unreachable() async throws {
        let http = ScriptedHTTP(Obstacle("http-unreachable", "cannot ask `issuer.example`", remedy: "look"))
        let answer = try await examine(kind: "vault-token", http)
        #expect(answer.codes == [.unreachable])
        #expect(answer.isInconclusive)
        let entries =
            "{id: t, kind: vault-token, owner: o, url: \"https://a\", tokenFile: token}, "
            + "{id: b, kind: token, owner: o, expiresAt: 2026-01-01T00:00:00Z}"
        let both = try await Sample.examine("credentials: [\(entries)]", ["token": [0x61]], http: http)
        #expect(both.codes == [.expired, .unreachable])
        let none = try await Sample.examine("credentials: [\(entries)]", [:], http: http)
        #expect(Set(none.codes) == [.expired, .absent])
    }

    @Test("a token file that holds no token is sent to nobody", arguments: ["", "a b", "a\nb", "a\u{7f}", "ü"])
    func tokenFile(text: String) async throws {
        let http = ScriptedHTTP(200)
        #expect(try await examine(kind: "github-token", http, token: text).codes == [.unreadable])
        #expect(http.questions.isEmpty)
    }

    @Test(
        "half a question is refused",
        arguments: [
            "kind: vault-token, url: \"https://v\"", "kind: vault-token, tokenFile: t",
            "kind: vault-lease, url: \"https://v\", tokenFile: t",
            "kind: vault-token, lease: l, url: \"https://v\", tokenFile: t",
            "kind: vault-token, url: \"https://v\", tokenFile: t, namespace: \"team\\nx-other: y\"",
            "kind: vault-token, url: \"https://v\", tokenFile: t, namespace: \"\"",
            "kind: password, url: \"https://v\", tokenFile: t",
            "kind: github-token, namespace: n, url: u, tokenFile: t",
            "kind: vault-token, url: u, tokenFile: t, expiresAt: 2030-01-01T00:00:00Z", "kind: password, trusted: k",
            "kind: jwt, file: f, crl: c", "kind: crl, file: f, roots: r", "kind: jwt, file: f, users: [a]",
            "kind: jwt, file: f, asOf: 2026-01-01T00:00:00Z", "kind: vault-token, file: f",
        ])
    func refused(fields: String) {
        let entry = "credentials: [{id: a, owner: o, \(fields)}]"
        #expect(SecretWindowCheck.refusal(of: entry) == "credential-fields")
    }

    @Test("the token reaches neither evidence nor messages")
    func contract() async throws {
        let arguments = "credentials: [{id: t, kind: vault-token, owner: o, url: \"https://v\", tokenFile: token}]"
        let http = ScriptedHTTP(200, Self.lookup(Self.expire(Sample.far)))
        let breaches = await CheckContract(
            SecretWindowCheck.self, arguments: arguments, subject: .release,
            context: .alone(
                release: .withWindow, files: MemoryFiles(texts: ["token": Self.token]), http: http),
            secrets: [Array(Self.token.utf8), Array("hunter2".utf8)]
        ).verify()
        #expect(breaches == [])
    }
}
