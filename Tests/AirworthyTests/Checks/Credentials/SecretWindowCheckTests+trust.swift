import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: the trust policy and the previous release")
struct SecretWindowTrustTests {
    private typealias Sample = SecretWindowSample

    private static func key(
        _ id: String, until end: Instant? = nil, from begin: Instant? = nil, revoked: Instant? = nil
    ) throws -> TrustedKey {
        TrustedKey(
            id: id, key: try PrivateKey.generate(.p256).publicKey, validFrom: begin, validUntil: end, revokedAt: revoked
        )
    }

    private static func policy(_ keys: [TrustedKey], threshold: Int = 1) throws -> TrustPolicy {
        let rule = TrustRule(
            id: "images", scope: .images([try Glob("**")]),
            requirement: .init(threshold: threshold, signers: keys.map(\.id)))
        return try TrustPolicy(epoch: 1, digest: .of([]), keys: keys, people: [], rules: [rule])
    }

    private func codes(_ arguments: String, _ trust: TrustPolicy) async throws -> [SecretWindowCode] {
        try await Sample.examine("skew: 0s\n" + arguments, trust: trust).codes
    }

    @Test(
        "a rule must find as many good signers at the end of the window as it asks for",
        arguments: [(0, nil), (-1, .trustEnds)] as [(Int64, SecretWindowCode?)])
    func rule(offset: Int64, code: SecretWindowCode?) async throws {
        let end = Sample.need + .seconds(offset)
        let expected = [code].compactMap { $0 }
        #expect(try await codes("trust: true", Self.policy([Self.key("a", until: end)])) == expected)
        // One that ends is no harm where another remains, unless both are asked for.
        let two = [try Self.key("a", until: end), try Self.key("b")]
        #expect(try await codes("trust: true", Self.policy(two)) == [])
        #expect(try await codes("trust: true", Self.policy(two, threshold: 2)) == expected)
    }

    @Test("a key that is revoked by the end, or begins after the beginning, is not good")
    func standing() async throws {
        #expect(try await codes("trust: true", Self.policy([Self.key("a", revoked: Sample.need)])) == [.trustEnds])
        #expect(
            try await codes("trust: true", Self.policy([Self.key("a", revoked: Sample.need + .seconds(1))])) == [])
        #expect(
            try await codes("trust: true", Self.policy([Self.key("a", from: Sample.begin + .seconds(1))])) == [
                .trustEnds
            ])
        // Revoked under a name that no rule lists.
        let key = try Self.key("a")
        let stolen = TrustedKey(id: "old", key: key.key, revokedAt: Sample.need)
        let rule = TrustRule(id: "images", scope: .images([try Glob("**")]), requirement: .init(signers: ["a"]))
        let both = try TrustPolicy(epoch: 1, digest: .of([]), keys: [key, stolen], people: [], rules: [rule])
        #expect(try await codes("trust: true", both) == [.trustEnds])
        #expect(try await codes("trust: true", .nobody) == [.nothingRead])
        let alone = try await Sample.examine("trust: true", trust: Self.policy([Self.key("a")]))
        #expect(alone.summary == "the trust policy holds in the window that ends at 2026-11-22T17:00:00Z")
        #expect(alone.evidence.map(\.uri) == ["credentials.json", "trust policy"])
    }

    @Test("between the end of one key and the beginning of the next nobody can sign", arguments: [0, 1, 2] as [Int64])
    func gap(seconds: Int64) async throws {
        let end = Sample.begin + .seconds(3_600)
        let keys = [try Self.key("a", until: end), try Self.key("b", from: end + .seconds(seconds))]
        #expect(try await codes("trust: true", Self.policy(keys)) == (seconds == 0 ? [] : [.trustEnds]))
        let revoked = [try Self.key("a", revoked: end), try Self.key("b", from: end + .seconds(seconds))]
        #expect(try await codes("trust: true", Self.policy(revoked)) == (seconds == 0 ? [] : [.trustEnds]))
    }

    @Test("one key can be judged by itself, with its own role and owner")
    func oneKey() async throws {
        func codes(_ id: String, _ key: TrustedKey) async throws -> [SecretWindowCode] {
            try await self.codes(
                "credentials: [{id: k, kind: signing-key, owner: o, trusted: \(id), usedBy: [rollback]}]",
                Self.policy([key]))
        }
        #expect(try await codes("a", Self.key("a", until: Sample.need + .seconds(86_400 * 30))) == [])
        #expect(try await codes("a", Self.key("a", until: Sample.need - .seconds(1))) == [.expiresInWindow])
        #expect(try await codes("a", Self.key("a", until: Sample.far, revoked: Sample.begin)) == [.revoked])
        #expect(try await codes("a", Self.key("a")) == [.unknownExpiry])
        #expect(try await codes("b", Self.key("a", until: Sample.far)) == [.absent])
    }

    @Test("a signer is no younger for a rotation on record than the policy says", arguments: [true, false])
    func rotated(isOld: Bool) async throws {
        let begin = Sample.begin - Sample.day * (isOld ? 40 : 1)
        let fields = "trusted: a, rotatedAt: 2026-11-20T00:00:00Z, maxAge: 30d"
        let found = try await codes(
            "credentials: [{id: k, kind: signing-key, owner: o, \(fields)}]", Self.policy([Self.key("a", from: begin)]))
        #expect(found == (isOld ? [.ageExceeded] : []))
    }

    @Test(
        "authorities and logs of a trusted root must be good at the end, where identities rest on it",
        arguments: [(0, []), (-1, [.trustEnds])] as [(Int64, [SecretWindowCode])])
    func trustedRoot(offset: Int64, codes: [SecretWindowCode]) async throws {
        let specimen = try VirtualSigstore(at: Sample.begin).mint()
        let end = Sample.need + .seconds(offset)
        let text = String(decoding: specimen.trustedRoot, as: UTF8.self).replacing(
            #/"validFor":\{[^}]*\}/#, with: "\"validFor\":{\"end\":\"\(end)\",\"start\":\"2026-01-01T00:00:00Z\"}")
        let root = try TrustedRoot(Array(text.utf8), name: "trusted_root.json")
        let trust = try specimen.policy(anchors: [SigstoreVerifier.Anchor(root: root)])
        #expect(try await self.codes("trust: true", trust) == codes)
    }

    // MARK: - The previous release

    private func previous(
        keyEnds offset: Int64?, holdsRun: Bool = true, answer: String = "pass", mode: RunMode = .live,
        environment: String = "production"
    ) async throws -> [SecretWindowCode] {
        let gate = try VirtualGate()
        let before = try Samples.release(environment: environment)
        let run = try await gate.run(before, phase: .preRelease, answer: answer, mode: mode)
        let ledger = MemoryLedger(holdsRun ? gate.ledger([run]) : [])
        var release = Release.withWindow
        release = Release(
            id: release.id, environment: release.environment, sequence: 2, previous: before.manifestDigest,
            window: release.window, services: [], migrations: [], flags: [], configs: [], requires: [],
            manifestDigest: .of([1]), source: "release.yaml")
        let end = offset.map { Sample.need + .seconds($0) }
        let policy = gate.trust
        let keys = policy.keys.map { TrustedKey(id: $0.id, key: $0.key, validUntil: end) }
        let trust = try TrustPolicy(epoch: 1, digest: .of([]), keys: keys, people: policy.people, rules: policy.rules)
        return try await Sample.examine("skew: 0s\ntrust: true", trust: trust, ledger: ledger, release: release).codes
    }

    @Test("what cleared the previous release must be believed until the end of the window")
    func previousRelease() async throws {
        #expect(try await previous(keyEnds: nil) == [])
        #expect(try await previous(keyEnds: 0) == [])
        // The rules of the policy, and the run itself.
        #expect(Set(try await previous(keyEnds: -1)) == [.trustEnds])
        #expect(try await previous(keyEnds: -1).count > 1)
        #expect(try await previous(keyEnds: nil, holdsRun: false) == [.nothingRead])
        // What failed, was rehearsed, or was for somewhere else cleared nothing.
        #expect(try await previous(keyEnds: nil, answer: "fail") == [.nothingRead])
        #expect(try await previous(keyEnds: nil, mode: .drill) == [.nothingRead])
        #expect(try await previous(keyEnds: nil, environment: "staging") == [.nothingRead])
    }
}
