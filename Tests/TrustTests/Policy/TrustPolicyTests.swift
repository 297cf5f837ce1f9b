import AirworthyTesting
import Testing
import Trust

@Suite("TrustPolicy")
struct TrustPolicyTests {
    private let signers: Signers

    init() throws {
        signers = try Signers()
    }

    @Test("a policy that cannot mean what it says is not loaded", arguments: Defect.allCases)
    func defects(defect: Defect) {
        #expect(refusalCode { try defect.policy(signers) } == defect.rawValue)
    }

    enum Defect: String, CaseIterable {
        case epoch = "trust-epoch"
        case duplicate = "trust-duplicate-id"
        case validity = "trust-validity-empty"
        case noRules = "trust-no-rules"
        case scope = "trust-empty-scope"
        case noSigners = "trust-no-signers"
        case ambiguous = "trust-ambiguous-signers"
        case unknownSigner = "trust-unknown-signer"
        case unknownRole = "trust-unknown-role"
        case threshold = "trust-threshold-impossible"
        case lifetime = "trust-lifetime"

        func policy(_ signers: Signers) throws -> TrustPolicy {
            let key = TrustedKey(id: "release", key: signers.release.publicKey)
            let again = TrustedKey(id: "again", key: signers.release.publicKey)
            let dana = Person(
                id: "dana", key: TrustedKey(id: "dana", key: signers.security.publicKey), roles: ["manager"])
            let good = Signers.rule(signers: ["release"])
            func make(
                epoch: Int = 1, keys: [TrustedKey]? = nil, rules: [TrustRule]? = nil
            ) throws(InputError) -> TrustPolicy {
                try TrustPolicy(
                    epoch: epoch, digest: Digest.of([]), keys: keys ?? [key, again], people: [dana],
                    rules: rules ?? [good])
            }
            func images(_ globs: [Glob], lifetime: Duration? = nil) -> TrustRule {
                TrustRule(
                    id: "r", scope: .images(globs), requirement: .init(signers: ["release"]), maxLifetime: lifetime)
            }
            return switch self {
            case .epoch: try make(epoch: -1)
            case .duplicate: try make(keys: [key, TrustedKey(id: "dana", key: signers.stranger.publicKey)])
            case .validity:
                try make(keys: [
                    TrustedKey(
                        id: "release", key: signers.release.publicKey, validFrom: Instant(seconds: 2),
                        validUntil: Instant(seconds: 1))
                ])
            case .noRules: try make(rules: [])
            case .scope: try make(rules: [images([])])
            case .noSigners: try make(rules: [Signers.rule()])
            case .ambiguous: try make(rules: [Signers.rule(signers: ["release"], role: "manager")])
            case .unknownSigner: try make(rules: [Signers.rule(signers: ["release", "relaese"])])
            case .unknownRole: try make(rules: [Signers.rule(role: "director")])
            // Two ids, one key: two distinct signers can never be found.
            case .threshold: try make(rules: [Signers.rule(threshold: 2, signers: ["release", "again"])])
            case .lifetime: try make(rules: [images([try Glob("**")], lifetime: .zero)])
            }
        }
    }

    @Test("every defect is reported in one go, and a threshold of zero is one")
    func allDefects() {
        let error = #expect(throws: InputError.self) {
            try signers.policy(rules: [
                Signers.rule("a", threshold: 0, signers: ["release"]), Signers.rule("a", signers: ["nobody"]),
            ])
        }
        #expect(
            error?.diagnostics.array.map(\.code)
                == ["trust-duplicate-id", "trust-threshold-impossible", "trust-unknown-signer"])
    }

    @Test("rules are found by anchored patterns and exact types, all of them")
    func ruleLookup() throws {
        func images(_ id: String, _ patterns: String...) throws -> TrustRule {
            TrustRule(
                id: id, scope: .images(try patterns.map { try Glob($0) }), requirement: .init(signers: ["release"]))
        }
        let policy = try signers.policy(rules: [
            try images("org", "ghcr.io/org/*"), try images("pay", "ghcr.io/org/pay", "ghcr.io/other"),
            TrustRule(id: "files", scope: .blobs([try Glob("dist/**")]), requirement: .init(signers: ["release"])),
            Signers.rule("p", predicate: "urn:p", signers: ["release"]),
        ])
        #expect(policy.rules(forImage: "ghcr.io/org/pay").map(\.id) == ["org", "pay"])
        #expect(policy.rules(forImage: "ghcr.io/org/a/b").isEmpty)
        #expect(policy.rules(forImage: "ghcr.io/organization").isEmpty)
        #expect(policy.rules(forBlob: "dist/a/b.tgz").map(\.id) == ["files"])
        #expect(policy.rules(forPredicate: "urn:p").map(\.id) == ["p"])
        #expect(policy.rules(forPredicate: "urn:P").isEmpty)
        #expect(policy.rule("pay")?.id == "pay")
        #expect(policy.key("security")?.key == signers.security.publicKey)
        #expect(policy.key("nobody") == nil)
    }

    @Test("the shortest lifetime of the rules for a type is the one that holds")
    func lifetimes() throws {
        func rule(_ id: String, _ lifetime: Duration?) -> TrustRule {
            TrustRule(
                id: id, scope: .predicate("urn:w"), requirement: .init(signers: ["release"]), maxLifetime: lifetime)
        }
        let policy = try signers.policy(rules: [rule("a", .seconds(60)), rule("b", nil), rule("c", .seconds(30))])
        #expect(policy.maximumLifetime(forPredicate: "urn:w") == .seconds(30))
        #expect(policy.maximumLifetime(forPredicate: "urn:x") == nil)
    }

    @Test("a key is good in a closed interval and revoked from the instant on")
    func standing() {
        let key = TrustedKey(
            id: "k", key: signers.release.publicKey, validFrom: Instant(seconds: 10), validUntil: Instant(seconds: 20),
            revokedAt: Instant(seconds: 30))
        let expected: [(Int64, KeyStanding)] = [
            (9, .notYetValid), (10, .good), (20, .good), (21, .expired), (29, .expired), (30, .revoked), (31, .revoked),
        ]
        for (seconds, standing) in expected { #expect(key.standing(at: Instant(seconds: seconds)) == standing) }
        #expect(key.standing(at: Instant(seconds: 20, nanoseconds: 1)) == .expired)
    }
}
