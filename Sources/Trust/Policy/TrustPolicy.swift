/// Who may sign what, at which time. Pure data and pure functions; the file is read by the loader in `Airworthy`.
///
/// Silence trusts nobody: a thing no rule speaks about is refused. Where several rules speak, all must hold.
public struct TrustPolicy: Sendable, Hashable {
    /// Raised on every revocation; part of every cache key.
    public let epoch: Int
    /// Of the policy file's bytes.
    public let digest: Digest
    public let keys: [TrustedKey]
    public let people: [Person]
    /// Signers without a key of their own, and what their certificates rest on.
    public let identities: [TrustedIdentity]
    public let sigstore: SigstoreVerifier
    public let rules: [TrustRule]
    /// Of which checklists the runs of a phase must be; a phase none is named for has no say in it.
    public let checklists: [AcceptedChecklist]

    /// Throws everything that is wrong at once: a policy that cannot mean what it says is not loaded in part.
    ///
    /// Codes: `trust-epoch`, `trust-duplicate-id`, `trust-validity-empty`, `trust-no-rules`, `trust-empty-scope`,
    /// `trust-no-signers`, `trust-ambiguous-signers`, `trust-unknown-signer`, `trust-unknown-role`,
    /// `trust-threshold-impossible`, `trust-lifetime`, `trust-no-root`, `trust-ambiguous-checklist`.
    public init(
        epoch: Int, digest: Digest, keys: [TrustedKey], people: [Person], identities: [TrustedIdentity] = [],
        sigstore: SigstoreVerifier = SigstoreVerifier(anchors: []), rules: [TrustRule],
        checklists: [AcceptedChecklist] = []
    ) throws(InputError) {
        self.init(
            unchecked: epoch, digest: digest, keys: keys, people: people, identities: identities, sigstore: sigstore,
            rules: rules, checklists: checklists)
        if let defects = NonEmpty(TrustPolicyReview(policy: self).defects()) { throw InputError(defects) }
    }

    private init(
        unchecked epoch: Int, digest: Digest, keys: [TrustedKey], people: [Person], identities: [TrustedIdentity],
        sigstore: SigstoreVerifier, rules: [TrustRule], checklists: [AcceptedChecklist]
    ) {
        self.epoch = epoch
        self.digest = digest
        self.keys = keys
        self.people = people
        self.identities = identities
        self.sigstore = sigstore
        self.rules = rules
        self.checklists = checklists
    }

    /// Believes nobody: what holds where no policy was given. Every verification under it answers `no-rule`.
    public static let nobody = TrustPolicy(
        unchecked: 0, digest: Digest.of([]), keys: [], people: [], identities: [],
        sigstore: SigstoreVerifier(anchors: []),
        rules: [], checklists: [])
}

extension TrustPolicy {
    public func key(_ id: String) -> TrustedKey? { keys.first { $0.id == id } }
    public func person(_ id: String) -> Person? { people.first { $0.id == id } }
    public func rule(_ id: String) -> TrustRule? { rules.first { $0.id == id } }

    /// Every rule that speaks about the repository, which must be fully qualified: `docker.io/library/nginx`, not
    /// `nginx`.
    public func rules(forImage repository: String) -> [TrustRule] {
        rules.filter { rule in
            guard case .images(let globs) = rule.scope else { return false }
            return globs.contains { $0.matches(repository) }
        }
    }

    public func rules(forBlob path: String) -> [TrustRule] {
        rules.filter { rule in
            guard case .blobs(let globs) = rule.scope else { return false }
            return globs.contains { $0.matches(path) }
        }
    }

    /// Type URIs are compared as exact, case-sensitive text (in-toto attestation specification, field types).
    public func rules(forPredicate type: String) -> [TrustRule] {
        rules.filter { rule in
            guard case .predicate(let wanted) = rule.scope else { return false }
            return wanted.isExactly(type)
        }
    }

    /// The shortest lifetime any rule allows claims of that type; nil when none sets one.
    public func maximumLifetime(forPredicate type: String) -> Duration? {
        rules(forPredicate: type).compactMap(\.maxLifetime).min()
    }

    /// Keys and people as signers: the id rules use, and the key behind it.
    var allSigners: [(id: String, key: TrustedKey)] {
        keys.map { ($0.id, $0) } + people.map { ($0.id, $0.key) }
    }

    /// The identities a requirement lists. A role is of people, who have keys.
    func identities(of requirement: TrustRule.Requirement) -> [TrustedIdentity] {
        requirement.role == nil ? identities.filter { requirement.signers.contains($0.id) } : []
    }

    /// The signers with keys that a requirement lists or whose role it names.
    func signers(of requirement: TrustRule.Requirement) -> [(id: String, key: TrustedKey)] {
        if let role = requirement.role {
            return people.filter { $0.roles.contains(role) }.map { ($0.id, $0.key) }
        }
        return allSigners.filter { requirement.signers.contains($0.id) }
    }
}
