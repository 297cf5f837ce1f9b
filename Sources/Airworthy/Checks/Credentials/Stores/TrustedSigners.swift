import Trust

/// Keys, people and identities of the trust policy as credentials, and what the policy can still have signed while the
/// window lasts.
struct TrustedSigners {
    let policy: TrustPolicy

    /// One signer, whose times the policy holds, judged like any other credential.
    func add(_ id: String, of entry: CredentialEntry, into reading: inout CredentialReading) {
        var credential = Credential(entry)
        if let key = policy.key(id) ?? policy.person(id)?.key {
            credential.fingerprint = key.key.id.description
            credential.notBefore = key.validFrom
            credential.expiry = key.validUntil.map { Expiry(instant: $0, isInclusive: true) }
            credential.revokedAt = Instant.earliest(entry.revokedAt, key.revokedAt)
        } else if let identity = policy.identities.first(where: { $0.id == id }) {
            credential.notBefore = identity.validFrom
            credential.expiry = identity.validUntil.map { Expiry(instant: $0, isInclusive: true) }
            credential.revokedAt = Instant.earliest(entry.revokedAt, identity.revokedAt)
        } else {
            let message = "\(credential.name): the trust policy knows no `\(Excerpt.of(id))`"
            reading.findings.append(Finding(.absent, message, at: entry.location))
            return
        }
        credential.issuedAt = CredentialReading.earlier(entry.rotatedAt, credential.notBefore)
        credential.silence = "has no `validUntil` in the trust policy"
        reading.credentials.append(credential)
    }

    /// Every rule must find as many good signers throughout the window as it asks for, and every trusted root an
    /// authority and a log. One key that ends is no harm where others remain; a rule nobody can satisfy stops the next
    /// step.
    func judge(in window: CredentialWindow) -> [Finding<SecretWindowCode>] {
        let instants = instants(in: window)
        var findings: [Finding<SecretWindowCode>] = []
        if policy.rules.isEmpty {
            findings.append(
                Finding(
                    .nothingRead, "the trust policy has no rules", remedy: "write the rules, or leave `trust` out"))
        }
        for rule in policy.rules {
            guard let instant = instants.first(where: { standing(of: rule, at: $0) < rule.requirement.threshold })
            else {
                continue
            }
            findings.append(
                Finding(
                    .trustEnds,
                    "rule `\(Excerpt.of(rule.id))` asks for \(rule.requirement.threshold) and finds "
                        + "\(standing(of: rule, at: instant)) good at \(instant)",
                    at: rule.location, notes: signers(of: rule).map(Self.life)))
        }
        guard !policy.identities.isEmpty else { return findings }
        for anchor in policy.sigstore.anchors {
            for instant in instants {
                guard let missing = Self.missing(in: anchor.root, at: instant) else { continue }
                findings.append(
                    Finding(
                        .trustEnds, "the trusted root \(anchor.root.digest.short) has no \(missing) good at \(instant)")
                )
                break
            }
        }
        return findings
    }

    /// Both ends of the window, and whatever in it makes somebody good or ends that: what is good at both ends may be
    /// two keys with a gap between them.
    private func instants(in window: CredentialWindow) -> [Instant] {
        let (begin, end) = (window.begin, window.end(for: Set(CredentialRole.allCases)))
        var changes: [Instant?] = []
        for signer in policy.rules.flatMap(signers) {
            changes += [signer.validFrom, Self.after(signer.validUntil), signer.revokedAt]
        }
        for root in policy.sigstore.anchors.map(\.root) {
            let ranges =
                root.certificateAuthorities.map(\.validFor) + root.timestampAuthorities.map(\.validFor)
                + root.logs.map(\.validFor)
            for range in ranges { changes += [range.start, Self.after(range.end)] }
            let chains = root.certificateAuthorities.map(\.chain) + root.timestampAuthorities.map(\.chain)
            for certificate in chains.flatMap(\.array) {
                changes += [certificate.notBefore, Self.after(certificate.notAfter)]
            }
        }
        let between = changes.compactMap { $0 }.filter { begin < $0 && $0 < end }
        return Set([begin, end] + between).sorted()
    }

    /// The first instant at which what lasts through `end` is over.
    private static func after(_ end: Instant?) -> Instant? { end.map { $0 + .nanoseconds(1) } }

    private struct Signer {
        let id: String
        let validFrom: Instant?
        let validUntil: Instant?
        let revokedAt: Instant?

        func isGood(at instant: Instant) -> Bool {
            revokedAt.map { instant < $0 } ?? true && validFrom.map { instant >= $0 } ?? true
                && validUntil.map { instant <= $0 } ?? true
        }
    }

    private func standing(of rule: TrustRule, at instant: Instant) -> Int {
        signers(of: rule).count { $0.isGood(at: instant) }
    }

    private func signers(of rule: TrustRule) -> [Signer] {
        let people = policy.people.filter { person in
            rule.requirement.role.map { person.roles.contains($0) } ?? rule.requirement.signers.contains(person.id)
        }
        let keys =
            people.map(\.key)
            + (rule.requirement.role == nil ? policy.keys : []).filter {
                rule.requirement.signers.contains($0.id)
            }
        let identities = rule.requirement.role == nil ? policy.identities : []
        return keys.map {
            Signer(
                id: $0.id, validFrom: $0.validFrom, validUntil: $0.validUntil, revokedAt: firstRevocation(of: $0.key))
        }
            + identities.filter { rule.requirement.signers.contains($0.id) }.map {
                Signer(id: $0.id, validFrom: $0.validFrom, validUntil: $0.validUntil, revokedAt: $0.revokedAt)
            }
    }

    /// Under whatever name: what is revoked is the key.
    private func firstRevocation(of key: PublicKey) -> Instant? {
        (policy.keys + policy.people.map(\.key)).filter { $0.key == key }.compactMap(\.revokedAt).min()
    }

    private static func life(_ signer: Signer) -> String {
        let parts = [
            signer.validFrom.map { "from \($0)" }, signer.validUntil.map { "until \($0)" },
            signer.revokedAt.map { "revoked from \($0)" },
        ].compactMap { $0 }
        return "`\(Excerpt.of(signer.id))` \(parts.isEmpty ? "without an end" : parts.joined(separator: ", "))"
    }

    /// What a signature made at `instant` would lack to be believed.
    private static func missing(in root: TrustedRoot, at instant: Instant) -> String? {
        let authority = root.certificateAuthorities.contains { authority in
            authority.validFor.contains(instant) && authority.chain.allSatisfy { $0.isValid(at: instant) }
        }
        if !authority { return "certificate authority" }
        if !root.logs.isEmpty, !root.logs.contains(where: { $0.validFor.contains(instant) }) { return "log" }
        if !root.timestampAuthorities.isEmpty,
            !root.timestampAuthorities.contains(where: { authority in
                authority.validFor.contains(instant) && authority.chain.allSatisfy { $0.isValid(at: instant) }
            })
        {
            return "timestamp authority"
        }
        return nil
    }
}
