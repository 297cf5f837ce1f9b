import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("TrustPolicyLoader")
struct TrustPolicyLoaderTests {
    private static let head = "apiVersion: airworthy/v1\nkind: TrustPolicy\n"

    private static let zeros = "sha256:" + String(repeating: "0", count: 64)

    private func load(_ body: String) async throws(InputError) -> TrustPolicy {
        let pem: [UInt8]
        do {
            pem = Array(try PrivateKey.generate(.p256).publicKey.pem.utf8)
        } catch {
            throw InputError(error)
        }
        return try await TrustPolicyLoader.load(Array((Self.head + body).utf8), source: "trust.yaml") {
            (name) async throws(Obstacle) in
            name == "good.pem" ? pem : name == "bad.pem" ? Array("nonsense".utf8) : nil
        }
    }

    private func codes(_ body: String) async -> [String] {
        do throws(InputError) {
            _ = try await load(body)
            return []
        } catch {
            return error.diagnostics.map(\.code).array
        }
    }

    @Test("a sound policy loads with its windows, revocations and rules")
    func sound() async throws {
        let policy = try await load(
            """
            epoch: 7
            keys:
              - {id: a, file: good.pem, validFrom: 2026-01-01T00:00:00Z, validUntil: 2027-01-01T00:00:00Z}
              - {id: b, file: good.pem, revokedAt: 2026-06-01T00:00:00Z, reason: stolen}
            rules:
              - {id: i, images: ["r.example/**"], require: {anyOf: [a]}}
              - {id: p, predicate: "https://x.example/v1", require: {anyOf: [a]}, maxLifetime: 30d}
            """)
        #expect(policy.epoch == 7)
        #expect(policy.key("b")?.revokedAt?.rfc3339 == "2026-06-01T00:00:00Z")
        #expect(policy.rules(forImage: "r.example/x/y").map(\.id) == ["i"])
    }

    @Test("the checklists that count are read with their phase and digest")
    func checklists() async throws {
        let rule = "rules: [{id: r, blobs: [a], require: {anyOf: [a]}}]\nkeys: [{id: a, file: good.pem}]\nepoch: 1\n"
        let policy = try await load(
            """
            \(rule)checklists:
              - {phase: pre-release, checklist: pre-release, sha256: "\(Self.zeros)"}
              - {phase: pre-release, checklist: pre-release, sha256: "\(Digest.of([1]))"}
              - {phase: rollback, checklist: back}
            """)
        #expect(policy.checklists.map(\.name) == ["pre-release", "pre-release", "back"])
        #expect(policy.checklists.map(\.phase) == ["pre-release", "pre-release", "rollback"])
        #expect(policy.checklists.map(\.digest) == [Digest(Self.zeros), Digest.of([1]), nil])
        for (entries, code) in [
            ("{phase: later, checklist: a}", "unknown-value"), ("{checklist: a}", "missing-key"),
            ("{phase: rollback}", "missing-key"), ("{phase: rollback, checklist: a, sha256: abc}", "malformed-digest"),
            ("{phase: rollback, checklist: a, digest: x}", "unknown-key"),
            ("{phase: rollback, checklist: a}, {phase: rollback, checklist: a}", "trust-ambiguous-checklist"),
            (
                "{phase: rollback, checklist: a}, {phase: rollback, checklist: a, sha256: \"\(Self.zeros)\"}",
                "trust-ambiguous-checklist"
            ),
        ] {
            #expect(await codes("\(rule)checklists: [\(entries)]") == [code], "\(entries)")
        }
    }

    @Test(
        "each defect is named",
        arguments: [
            ("epoch: 0\nrules: []", "missing-key"),
            ("epoch: 1\nkeys: [{id: a, file: absent.pem}]", "key-missing"),
            ("epoch: 1\nkeys: [{id: a, file: bad.pem}]", "key-unreadable"),
            (
                "epoch: 1\nkeys: [{id: a, file: good.pem, validFrom: 2027-01-01T00:00:00Z, validUntil: 2026-01-01T00:00:00Z}]",
                "empty-validity"
            ),
            ("epoch: 1\nkeys: [{id: a, file: good.pem, vaildUntil: x}]", "unknown-key"),
            ("epoch: 1\nrules: [{id: r, images: [], require: {anyOf: [a]}}]", "empty-matcher"),
            ("epoch: 1\nrules: [{id: r, require: {anyOf: [a]}}]", "rule-scope"),
            ("epoch: 1\nrules: [{id: r, images: [x], blobs: [y], require: {anyOf: [a]}}]", "rule-scope"),
            ("epoch: 1\nrules: [{id: r, images: [\"x/*\"], require: {}}]", "rule-requirement"),
            ("epoch: 1\nrules: [{id: r, images: [\"x/*\"], require: {of: [a]}}]", "missing-key"),
            (
                "epoch: 1\nidentities: [{id: ci, issuer: x, subject: y}]\nrules: [{id: r, blobs: [a], require: {anyOf: [ci]}}]",
                "trust-no-root"
            ),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subject: ''}]", "identity-empty"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x}]", "missing-key"),
            ("epoch: 1\nidentities: [{id: ci, subject: x}]", "missing-key"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subject: y, subjectPattern: z}]", "identity-subject"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subjectPattern: ''}]", "pattern-empty"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subjectPattern: '(a'}]", "pattern-syntax"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subject: y, claims: {}}]", "empty-matcher"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subject: y, claims: {colour: red}}]", "unknown-claim"),
            ("epoch: 1\nidentities: [{id: ci, issuer: x, subject: y, subjectRegex: z}]", "unknown-key"),
            ("epoch: 1\nsigstore: {}", "missing-key"),
            ("epoch: 1\nidentities: [{id: i, issuer: x, subject: y, trustedRoot: r.json}]", "unknown-trusted-root"),
            ("epoch: 1\nsigstore: {trustedRoots: [{file: absent.json}]}", "missing-key"),
            ("epoch: 1\nsigstore: {trustedRoots: [{file: absent.json, sha256: nonsense}]}", "bad-digest"),
            ("epoch: 1\nsigstore: {trustedRoots: [{file: absent.json, sha256: \(zeros)}]}", "trusted-root-missing"),
            ("epoch: 1\nsigstore: {trustedRoots: [{file: bad.pem, sha256: \(zeros)}]}", "trusted-root-changed"),
        ])
    func defects(body: String, code: String) async {
        #expect(await codes(body) == [code])
    }

    @Test("swapping a key file changes the policy's digest though the policy reads the same")
    func digest() async throws {
        let body =
            "epoch: 1\nkeys: [{id: a, file: good.pem}]\nrules: [{id: r, images: [\"x/*\"], require: {anyOf: [a]}}]"
        let first = try await load(body).digest
        #expect(try await load(body).digest != first)
    }

    @Test(
        "revoking a key edits its line, raises the epoch and leaves the rest alone",
        arguments: ["  - {id: a, file: good.pem} # ours", "  - id: a # ours\n    file: good.pem"])
    func revoke(key: String) async throws {
        let tail = "rules:\n  - {id: r, images: [\"x/*\"], require: {anyOf: [a]}} # a comment"
        let text = "\(Self.head)epoch: 41\nkeys:\n\(key)\n\(tail)"
        let instant = Samples.instant
        let edited = try TrustPolicyEdit(Array(text.utf8), source: "trust.yaml").revoking(
            "a", at: instant, reason: "lost: \"badly\"")
        let body = String(decoding: edited.dropFirst(Self.head.utf8.count), as: UTF8.self)
        let policy = try await load(body)
        #expect(policy.epoch == 42)
        #expect(policy.key("a")?.revokedAt == instant)
        #expect(policy.key("a")?.reason == "lost: \"badly\"")
        #expect(body.contains("# ours") && body.contains("# a comment"))
        let again = #expect(throws: InputError.self) {
            try TrustPolicyEdit(edited, source: "trust.yaml").revoking("a", at: instant, reason: "x")
        }
        #expect(again?.diagnostics.first.code == "already-revoked")
    }
}
