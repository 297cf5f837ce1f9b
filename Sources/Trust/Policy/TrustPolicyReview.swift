/// Everything in a policy that cannot mean what it says.
struct TrustPolicyReview {
    let policy: TrustPolicy

    func defects() -> [Diagnostic] {
        var defects: [Diagnostic] = []
        if policy.epoch < 0 {
            defects.append(Diagnostic("trust-epoch", "epoch \(policy.epoch) is negative"))
        }
        defects += duplicates(policy.allSigners.map { ($0.id, $0.key.location) }, what: "key or person")
        defects += policy.allSigners.compactMap { validity(of: $0.key, id: $0.id) }
        if policy.rules.isEmpty {
            defects.append(
                Diagnostic(
                    "trust-no-rules", "the policy has no rules, so it refuses everything",
                    remedy: "Add a rule for what this policy is to accept."))
        }
        defects += duplicates(policy.rules.map { ($0.id, $0.location) }, what: "rule")
        for rule in policy.rules { defects += self.defects(of: rule) }
        return defects
    }

    private func duplicates(_ ids: [(String, Location?)], what: String) -> [Diagnostic] {
        var seen: Set<String> = []
        return ids.compactMap { id, location in
            if id.isEmpty {
                return Diagnostic("trust-duplicate-id", "a \(what) without an id", at: location)
            }
            if seen.insert(id).inserted { return nil }
            return Diagnostic(
                "trust-duplicate-id", "a second \(what) has the id `\(id)`", at: location,
                remedy: "Give each its own id.")
        }
    }

    private func validity(of key: TrustedKey, id: String) -> Diagnostic? {
        guard let from = key.validFrom, let until = key.validUntil, from > until else { return nil }
        return Diagnostic(
            "trust-validity-empty", "`\(id)` is valid from \(from) until \(until), which is never", at: key.location)
    }

    private func defects(of rule: TrustRule) -> [Diagnostic] {
        var defects: [Diagnostic] = []
        let isEmptyScope =
            switch rule.scope {
            case .images(let globs), .blobs(let globs): globs.isEmpty
            case .predicate(let type): type.isEmpty
            }
        if isEmptyScope {
            defects.append(
                Diagnostic(
                    "trust-empty-scope", "rule `\(rule.id)` speaks about nothing", at: rule.location,
                    remedy: "Say which images, blobs or predicate type it is for."))
        }
        if let lifetime = rule.maxLifetime, lifetime <= .zero {
            defects.append(
                Diagnostic("trust-lifetime", "rule `\(rule.id)` lets nothing live at all", at: rule.location))
        }
        return defects + self.defects(of: rule.requirement, in: rule)
    }

    private func defects(of requirement: TrustRule.Requirement, in rule: TrustRule) -> [Diagnostic] {
        if let role = requirement.role {
            if !requirement.signers.isEmpty {
                return [
                    Diagnostic(
                        "trust-ambiguous-signers", "rule `\(rule.id)` names both signers and a role",
                        at: rule.location, remedy: "Name one of the two.")
                ]
            }
            if !policy.people.contains(where: { $0.roles.contains(role) }) {
                return [
                    Diagnostic(
                        "trust-unknown-role", "rule `\(rule.id)` wants the role `\(role)`, which nobody has",
                        at: rule.location, remedy: "Give somebody the role, or correct its name.")
                ]
            }
        } else if requirement.signers.isEmpty {
            return [
                Diagnostic(
                    "trust-no-signers", "rule `\(rule.id)` lists no signers", at: rule.location,
                    remedy: "List at least one key or person.")
            ]
        }
        let known = policy.signers(of: requirement)
        let unknown = requirement.signers.filter { id in !known.contains { $0.id == id } }
        if !unknown.isEmpty {
            return unknown.map {
                Diagnostic(
                    "trust-unknown-signer", "rule `\(rule.id)` lists `\($0)`, which is no key and no person",
                    at: rule.location, remedy: "Declare it under `keys` or `people`, or correct its name.")
            }
        }
        let distinct = Set(known.map(\.key.key)).count
        guard requirement.threshold >= 1, requirement.threshold <= distinct else {
            return [
                Diagnostic(
                    "trust-threshold-impossible",
                    "rule `\(rule.id)` wants \(requirement.threshold) of \(distinct) distinct keys",
                    at: rule.location, remedy: "Set a threshold from 1 to \(distinct).")
            ]
        }
        return []
    }
}
