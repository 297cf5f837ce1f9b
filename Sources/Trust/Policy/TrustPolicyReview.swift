/// Everything in a policy that cannot mean what it says.
struct TrustPolicyReview {
    let policy: TrustPolicy

    func defects() -> [Diagnostic] {
        var defects: [Diagnostic] = []
        if policy.epoch < 0 {
            defects.append(Diagnostic("trust-epoch", "epoch \(policy.epoch) is negative"))
        }
        let names = policy.allSigners.map { ($0.id, $0.key.location) } + policy.identities.map { ($0.id, $0.location) }
        defects += duplicates(names, what: "key, person or identity")
        if let identity = policy.identities.first, policy.sigstore.anchors.isEmpty {
            defects.append(
                Diagnostic(
                    "trust-no-root", "`\(identity.id)` is named by certificates, and no trusted root is given for any",
                    at: identity.location, remedy: "List a `trusted_root.json` under `sigstore.trustedRoots`."))
        }
        let roots = Set(policy.sigstore.anchors.map(\.root.digest))
        for identity in policy.identities {
            guard let root = identity.trustedRoot, !roots.contains(root) else { continue }
            defects.append(
                Diagnostic(
                    "trust-no-root", "`\(identity.id)` is bound to the trusted root \(root), which is not given",
                    at: identity.location, remedy: "List it under `sigstore.trustedRoots`."))
        }
        defects += policy.identities.compactMap { validity($0.validFrom, $0.validUntil, id: $0.id, at: $0.location) }
        defects += policy.allSigners.compactMap {
            validity($0.key.validFrom, $0.key.validUntil, id: $0.id, at: $0.key.location)
        }
        if policy.rules.isEmpty {
            defects.append(
                Diagnostic(
                    "trust-no-rules", "the policy has no rules, so it refuses everything",
                    remedy: "Add a rule for what this policy is to accept."))
        }
        defects += duplicates(policy.rules.map { ($0.id, $0.location) }, what: "rule")
        for rule in policy.rules { defects += self.defects(of: rule) }
        return defects + checklistDefects()
    }

    /// A digest beside the bare name would be no bound at all.
    private func checklistDefects() -> [Diagnostic] {
        var earlier: [AcceptedChecklist] = []
        return policy.checklists.compactMap { entry in
            defer { earlier.append(entry) }
            let clash = earlier.contains { other in
                other.phase == entry.phase && other.name == entry.name
                    && (other.digest == nil || entry.digest == nil || other.digest == entry.digest)
            }
            guard clash || entry.name.isEmpty else { return nil }
            return Diagnostic(
                "trust-ambiguous-checklist", "the checklist `\(entry.name)` of \(entry.phase) is accepted twice",
                at: entry.location,
                remedy: "Keep the entry with its digest; two digests of one checklist may both be listed.")
        }
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

    private func validity(_ from: Instant?, _ until: Instant?, id: String, at location: Location?) -> Diagnostic? {
        guard let from, let until, from > until else { return nil }
        return Diagnostic(
            "trust-validity-empty", "`\(id)` is valid from \(from) until \(until), which is never", at: location)
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
        let identities = policy.identities(of: requirement)
        let unknown = requirement.signers.filter { id in
            !known.contains { $0.id == id } && !identities.contains { $0.id == id }
        }
        if !unknown.isEmpty {
            return unknown.map {
                Diagnostic(
                    "trust-unknown-signer", "rule `\(rule.id)` lists `\($0)`, which is no key, person or identity",
                    at: rule.location, remedy: "Declare it under `keys`, `people` or `identities`, or correct its name."
                )
            }
        }
        let distinct = Set(known.map(\.key.key)).count + identities.count
        guard requirement.threshold >= 1, requirement.threshold <= distinct else {
            return [
                Diagnostic(
                    "trust-threshold-impossible",
                    "rule `\(rule.id)` wants \(requirement.threshold) of \(distinct) distinct signers",
                    at: rule.location, remedy: "Set a threshold from 1 to \(distinct).")
            ]
        }
        return []
    }
}
