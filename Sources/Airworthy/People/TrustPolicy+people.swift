public import Trust

extension TrustPolicy {
    /// Whether a name is somebody's under this policy. A rule with `notAuthor` is asked about no other name: one that
    /// nobody has would exclude nobody.
    public func knows(_ id: String) -> Bool {
        key(id) != nil || person(id) != nil || identities.contains { $0.id == id }
    }

    /// Who could still sign for `rule`: listed, in good standing, not the author where the rule excludes that one, and
    /// not among those who have.
    func candidates(for rule: TrustRule, besides signers: [String], author: String?, at instant: Instant) -> [String] {
        let requirement = rule.requirement
        let people = people.map { (id: $0.id, key: $0.key, roles: $0.roles) }
        let keys = keys.map { (id: $0.id, key: $0, roles: [String]()) }
        let authorKey = author.flatMap { key($0)?.key ?? person($0)?.key.key }
        return (people + keys).filter { signer in
            let isListed = requirement.role.map { signer.roles.contains($0) } ?? requirement.signers.contains(signer.id)
            let isAuthor = signer.id == author || (authorKey != nil && signer.key.key == authorKey)
            return isListed && signer.key.standing(at: instant) == .good && !signers.contains(signer.id)
                && !(requirement.notAuthor && isAuthor)
        }.map(\.id)
    }
}
