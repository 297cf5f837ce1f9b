import AirworthyTesting
import Testing
import Trust

@Suite("judging signers named by certificates")
struct IdentityJudgingTests {
    private static let workflows = "https://github.com/acme/checkout/.github/workflows/"
    private static let release = workflows + "release.yml@refs/heads/main"
    private static let releaseOfTag = workflows + "release.yml@refs/tags/v1"
    private static let audit = workflows + "audit.yml@refs/heads/main"

    private let sigstore: VirtualSigstore

    init() throws {
        sigstore = try VirtualSigstore()
    }

    private func identity(
        _ id: String, _ subject: String, boundTo root: Digest? = nil, until: Duration? = nil, revoked: Duration? = nil
    ) throws -> TrustedIdentity {
        TrustedIdentity(
            id: id, subject: try IdentityPattern(subject),
            issuer: try IdentityPattern("https://token.actions.githubusercontent.com"), trustedRoot: root,
            validUntil: until.map { sigstore.instant + $0 }, revokedAt: revoked.map { sigstore.instant + $0 })
    }

    private func anchors(_ roots: [[UInt8]]) throws -> [SigstoreVerifier.Anchor] {
        try roots.map { SigstoreVerifier.Anchor(root: try TrustedRoot($0, name: "trusted_root.json")) }
    }

    /// - Parameter subjects: who signs, one candidate each.
    private func judge(
        _ subjects: [String], as identities: [TrustedIdentity], threshold: Int = 1, listing signers: [String]? = nil,
        notAuthor: Bool = false, authors: Set<String> = []
    ) throws -> Judgement {
        let specimens = try subjects.map { try sigstore.mint(by: $0) }
        return try judge(
            specimens, as: identities, under: anchors([try #require(specimens.first).trustedRoot]),
            by: Signers.rule(threshold: threshold, signers: signers ?? identities.map(\.id), notAuthor: notAuthor),
            authors: authors)
    }

    private func judge(
        _ specimens: [SigstoreSpecimen], as identities: [TrustedIdentity], under anchors: [SigstoreVerifier.Anchor],
        by rule: TrustRule, authors: Set<String> = []
    ) throws -> Judgement {
        let policy = try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: [], people: [], identities: identities,
            sigstore: SigstoreVerifier(anchors: anchors), rules: [rule])
        let candidates = try specimens.map { specimen in
            try SigstoreBundle(specimen.bundle).candidate(
                origin: specimen.expectedSubject, for: .bytes(specimen.artifact))
        }
        return policy.judge(candidates, by: rule, at: sigstore.instant + .seconds(60), authors: authors)
    }

    @Test("one workflow at two refs is one signer, whatever the policy calls it at each")
    func oneWorkflow() throws {
        let identities = [
            try identity("main", Self.release), try identity("tags", Self.workflows + "release.yml@refs/tags/*"),
        ]
        let judgement = try judge([Self.release, Self.releaseOfTag], as: identities, threshold: 2)
        #expect(judgement.accepted.map(\.origin) == [Self.release, Self.releaseOfTag])
        #expect(judgement.signers.count == 1 && judgement.shortfall?.code == .thresholdNotMet)
        #expect(try judge([Self.releaseOfTag], as: identities).signers == ["tags"])
    }

    @Test("of overlapping identities each signer counts as one, whatever the order they come in")
    func overlap() throws {
        let identities = [try identity("any", Self.workflows + "**"), try identity("release", Self.release)]
        for subjects in [[Self.release, Self.audit], [Self.audit, Self.release]] {
            let judgement = try judge(subjects, as: identities, threshold: 2)
            #expect(judgement.isSatisfied)
            #expect(
                Set(judgement.accepted.map { [$0.origin, $0.signer] }) == [
                    [Self.release, "release"], [Self.audit, "any"],
                ])
        }
        // One that answers to both names is still one.
        #expect(
            try judge([Self.release, Self.release], as: identities, threshold: 2).shortfall?.code == .thresholdNotMet)
        #expect(try judge([Self.audit, Self.audit], as: identities, threshold: 2).shortfall?.code == .thresholdNotMet)
    }

    @Test("who is revoked under one name is revoked under all, listed by the rule or not")
    func revoked() throws {
        let identities = [
            try identity("release", Self.release),
            try identity("stolen", Self.workflows + "release.yml@**", revoked: .zero),
        ]
        for listed in [["release"], ["release", "stolen"]] {
            let judgement = try judge([Self.release], as: identities, listing: listed)
            #expect(judgement.rejected.map(\.code) == [.keyRevoked] && !judgement.isSatisfied)
        }
        let later = [identities[0], try identity("stolen", Self.workflows + "**", revoked: .seconds(61))]
        #expect(try judge([Self.release], as: later, listing: ["release"]).isSatisfied)
    }

    @Test("an identity that ended does not hide its renewed entry")
    func renewal() throws {
        let ended = try identity("2025", Self.release, until: .seconds(-60))
        let judgement = try judge([Self.release], as: [ended, try identity("2026", Self.release)])
        #expect(judgement.signers == ["2026"])
        #expect(try judge([Self.release], as: [ended]).rejected.map(\.code) == [.outsideValidity])
    }

    @Test("an identity bound to a trusted root is not believed by another's word, in either order of the two")
    func boundToRoot() throws {
        let (own, other) = (try sigstore.mint(by: Self.release), try VirtualSigstore().mint(by: Self.release))
        let anchors = try anchors([own.trustedRoot, other.trustedRoot])
        let bound = try identity("release", Self.release, boundTo: Digest.of(own.trustedRoot))
        let rule = Signers.rule(signers: ["release"])
        func codes(_ specimen: SigstoreSpecimen, _ anchors: [SigstoreVerifier.Anchor]) throws -> [Rejection.Code] {
            try judge([specimen], as: [bound], under: anchors, by: rule).rejected.map(\.code)
        }
        for anchors in [anchors, anchors.reversed()] {
            #expect(try codes(own, anchors) == [])
            #expect(try codes(other, anchors) == [.untrustedSigner])
        }
        #expect(throws: InputError.self) { try codes(own, [anchors[1]]) }
    }

    @Test("of two roots that both know a signer, either may be the one that is asked for")
    func knownToBoth() throws {
        let specimen = try sigstore.mint(by: Self.release)
        // The same root, as another edition of the file.
        let anchors = try anchors([specimen.trustedRoot, specimen.trustedRoot + Array("\n".utf8)])
        for root in anchors.map(\.root.digest) {
            let bound = try identity("release", Self.release, boundTo: root)
            let judgement = try judge(
                [specimen], as: [bound], under: anchors, by: Signers.rule(signers: ["release"]))
            #expect(judgement.isSatisfied)
        }
    }

    @Test("an author is excluded under every name, and all authors at once")
    func authors() throws {
        let identities = [
            try identity("any", Self.workflows + "**"), try identity("release", Self.release),
            try identity("audit", Self.audit),
        ]
        func codes(_ authors: Set<String>) throws -> [Rejection.Code] {
            try judge(
                [Self.release, Self.audit], as: identities, listing: ["any"], notAuthor: true, authors: authors
            ).rejected.map(\.code)
        }
        #expect(try codes(["release"]) == [.authorSigned])
        #expect(try codes(["release", "audit"]) == [.authorSigned, .authorSigned])
        #expect(try codes([]) == [.authorUnknown, .authorUnknown])
        #expect(try codes(["somebody-else"]) == [])
    }
}
