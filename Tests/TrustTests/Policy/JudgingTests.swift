import Testing
import Trust

@Suite("judging signatures")
struct JudgingTests {
    private let signers: Signers

    init() throws {
        signers = try Signers()
    }

    private func judge(
        _ candidates: [SignatureCandidate], by rule: TrustRule, keys: [TrustedKey]? = nil, people: [Person] = [],
        author: String? = nil
    ) throws -> Judgement {
        try signers.policy(keys: keys, people: people, rules: [rule])
            .judge(candidates, by: rule, at: Signers.now, authors: Set(author.map { [$0] } ?? []))
    }

    @Test("no candidates never satisfy a rule")
    func nothing() throws {
        let judgement = try judge([], by: Signers.rule(signers: ["release"]))
        #expect(!judgement.isSatisfied)
        #expect(judgement.shortfall?.code == .thresholdNotMet)
    }

    @Test("a good signature beside a bad one satisfies the rule, and the bad one is reported")
    func goodBesideBad() throws {
        let judgement = try judge(
            [try signers.candidate("bad", by: signers.stranger), try signers.candidate("good", by: signers.release)],
            by: Signers.rule(signers: ["release", "security"]))
        #expect(judgement.isSatisfied)
        #expect(judgement.shortfall == nil)
        #expect(judgement.accepted.map { [$0.signer, $0.origin] } == [["release", "good"]])
        #expect(judgement.rejected.map(\.origin) == ["bad"])
    }

    @Test("distinct keys are counted, not signatures and not ids")
    func distinctKeys() throws {
        let keys = [
            TrustedKey(id: "one", key: signers.release.publicKey),
            TrustedKey(id: "two", key: signers.release.publicKey),
            TrustedKey(id: "security", key: signers.security.publicKey),
        ]
        let rule = Signers.rule(threshold: 2, signers: ["one", "two", "security"])
        let twice = [
            try signers.candidate("a", by: signers.release),
            try signers.candidate("b", by: signers.release, hint: "two"),
        ]
        let once = try judge(twice, by: rule, keys: keys)
        #expect(once.accepted.count == 2 && once.signers == ["one"] && !once.isSatisfied)
        let both = try judge(twice + [try signers.candidate("c", by: signers.security)], by: rule, keys: keys)
        #expect(both.signers == ["one", "security"] && both.isSatisfied)
    }

    @Test("each refusal has its own code", arguments: Refusal.allCases)
    func refusals(refusal: Refusal) throws {
        let judgement = try refusal.judgement(signers)
        #expect(judgement.rejected.map(\.code) == [refusal.code])
        #expect(!judgement.isSatisfied)
    }

    enum Refusal: CaseIterable {
        case knownButNotListed, stranger, changedWithOneKey, changedClaimingListed, changedClaimingFingerprint
        case changedClaimingNobody, strangerClaimingUnlisted, revoked, revokedUnderAnotherName, notYetValid, expired
        case author, authorUnderAnotherName, authorUnknown, emptySignature

        var code: Rejection.Code {
            switch self {
            case .knownButNotListed, .stranger, .changedClaimingNobody, .strangerClaimingUnlisted, .emptySignature:
                .untrustedSigner
            case .changedWithOneKey, .changedClaimingListed, .changedClaimingFingerprint: .badSignature
            case .revoked, .revokedUnderAnotherName: .keyRevoked
            case .notYetValid, .expired: .outsideValidity
            case .author, .authorUnderAnotherName: .authorSigned
            case .authorUnknown: .authorUnknown
            }
        }

        func judgement(_ signers: Signers) throws -> Judgement {
            let both = Signers.rule(signers: ["release", "security"])
            let release = Signers.rule(signers: ["release"])
            let notAuthor = Signers.rule(signers: ["release"], notAuthor: true)
            let other = Array("changed".utf8)
            var keys: [TrustedKey]?
            var rule = both
            var author: String?
            var candidate = try signers.candidate("c", by: signers.release)
            func key(
                from: Int64? = nil, until: Int64? = nil, revoked: Int64? = nil, id: String = "release"
            ) -> TrustedKey {
                TrustedKey(
                    id: id, key: signers.release.publicKey,
                    validFrom: from.map { Instant(seconds: Signers.now.seconds + $0) },
                    validUntil: until.map { Instant(seconds: Signers.now.seconds + $0) },
                    revokedAt: revoked.map { Instant(seconds: Signers.now.seconds + $0) }, reason: "stolen")
            }
            switch self {
            case .knownButNotListed:
                rule = release
                candidate = try signers.candidate("c", by: signers.security, hint: "release")
            case .stranger: candidate = try signers.candidate("c", by: signers.stranger)
            case .changedWithOneKey:
                rule = release
                candidate = try signers.candidate("c", by: signers.release, over: other)
            case .changedClaimingListed:
                candidate = try signers.candidate("c", by: signers.release, hint: "release", over: other)
            case .changedClaimingFingerprint:
                let hint = Base64.encode(signers.security.publicKey.id.bytes)
                candidate = try signers.candidate("c", by: signers.stranger, hint: hint)
            case .changedClaimingNobody: candidate = try signers.candidate("c", by: signers.release, over: other)
            case .strangerClaimingUnlisted:
                candidate = try signers.candidate("c", by: signers.stranger, hint: "somebody")
            case .emptySignature:
                candidate = SignatureCandidate(origin: "c", message: Signers.message, signature: [])
            case .revoked: (rule, keys) = (release, [key(revoked: 0)])
            case .revokedUnderAnotherName: (rule, keys) = (release, [key(), key(revoked: -1, id: "old")])
            case .notYetValid: (rule, keys) = (release, [key(from: 1)])
            case .expired: (rule, keys) = (release, [key(until: -1)])
            case .author: (rule, author) = (notAuthor, "release")
            case .authorUnderAnotherName:
                (rule, keys, author) = (notAuthor, [key(), key(id: "dana")], "dana")
            case .authorUnknown: rule = notAuthor
            }
            return try signers.policy(keys: keys, rules: [rule])
                .judge([candidate], by: rule, at: Signers.now, authors: Set(author.map { [$0] } ?? []))
        }
    }

    @Test("who signed is named when it is known")
    func naming() throws {
        let rule = Signers.rule(signers: ["release"])
        let known = try judge([try signers.candidate("c", by: signers.security)], by: rule)
        #expect(known.rejected.map(\.message) == ["signed by `security`, which rule `rule` does not list"])
        let revoked = TrustedKey(
            id: "release", key: signers.release.publicKey, revokedAt: Instant(seconds: 0), reason: "laptop stolen")
        let stolen = try judge([try signers.candidate("c", by: signers.release)], by: rule, keys: [revoked])
        #expect(
            stolen.rejected.map(\.message)
                == ["signed by `release`, which was revoked at 1970-01-01T00:00:00Z: laptop stolen"])
    }

    @Test("a role stands for the people who have it, and for no key")
    func roles() throws {
        let people = [
            Person(id: "dana", key: TrustedKey(id: "dana", key: signers.stranger.publicKey), roles: ["manager"]),
            Person(id: "eli", key: TrustedKey(id: "eli", key: signers.security.publicKey), roles: ["developer"]),
        ]
        let keys = [TrustedKey(id: "release", key: signers.release.publicKey)]
        let rule = Signers.rule(role: "manager", notAuthor: true)
        let candidates = [
            try signers.candidate("dana's", by: signers.stranger), try signers.candidate("eli's", by: signers.security),
            try signers.candidate("ci's", by: signers.release),
        ]
        let judgement = try judge(candidates, by: rule, keys: keys, people: people, author: "eli")
        #expect(judgement.signers == ["dana"] && judgement.isSatisfied)
        #expect(judgement.rejected.map(\.code) == [.untrustedSigner, .untrustedSigner])
    }

    @Test("an expired entry of a key does not hide its renewed one")
    func renewal() throws {
        let keys = [
            TrustedKey(id: "2025", key: signers.release.publicKey, validUntil: Instant(seconds: 1)),
            TrustedKey(id: "2026", key: signers.release.publicKey),
        ]
        let judgement = try judge(
            [try signers.candidate("c", by: signers.release)], by: Signers.rule(signers: ["2025", "2026"]), keys: keys)
        #expect(judgement.signers == ["2026"])
    }
}
