/// Signers named by a certificate.
extension TrustPolicy {
    func judge(
        _ signer: EstablishedSigner, of signature: ExaminedSignature, by rule: TrustRule, at instant: Instant,
        authors: Set<String>
    ) -> Result<SignerCount.Signer, Rejection> {
        let origin = signature.candidate.origin
        func refusal(_ objection: Objection) -> Result<SignerCount.Signer, Rejection> {
            .failure(Rejection(objection.code, origin: origin, objection.message))
        }
        let listed = identities(of: rule.requirement)
        let matching = listed.filter { $0.matches(signer.identity) }
        if !matching.isEmpty, let revocation = revocation(of: signer, at: instant) { return refusal(revocation) }
        var ids: [String] = []
        var lapses: [Objection] = []
        for identity in matching {
            guard let vouched = signature.established(by: identity.trustedRoot) else {
                lapses.append(Self.otherRoot(identity, signer))
                continue
            }
            if let lapse = lapse(of: identity, vouched) { lapses.append(lapse) } else { ids.append(identity.id) }
        }
        // One that ended takes nothing from another that is open: an entry is often renewed beside the old one.
        guard let ids = NonEmpty(ids) else {
            return lapses.first.map(refusal) ?? .failure(stranger(signer, from: origin, by: rule, listed: listed))
        }
        func isAuthor() -> Bool { identities.contains { authors.contains($0.id) && $0.matches(signer.identity) } }
        if let objection = objection(to: ids.first, by: rule, authors: authors, isAuthor: isAuthor) {
            return refusal(objection)
        }
        return .success(SignerCount.Signer(ids: ids, mark: .of(signer.identity)))
    }

    private func stranger(
        _ signer: EstablishedSigner, from origin: String, by rule: TrustRule, listed: [TrustedIdentity]
    ) -> Rejection {
        if let other = identities.first(where: { $0.matches(signer.identity) }) {
            return Rejection(
                .untrustedSigner, origin: origin, "signed by `\(other.id)`, which rule `\(rule.id)` does not list")
        }
        let reasons = listed.prefix(8).map { identity in
            "not `\(identity.id)`: \(identity.differences(from: signer.identity).joined(separator: ", "))"
        }
        let reason = reasons.isEmpty ? "and rule `\(rule.id)` lists no identity" : reasons.joined(separator: "; ")
        return Rejection(.untrustedSigner, origin: origin, "signed by \(signer.identity), \(reason)")
    }

    /// An identity is revoked under all its names as soon as it is under one, listed by the rule or not, whenever it
    /// signed: as keys are.
    private func revocation(of signer: EstablishedSigner, at instant: Instant) -> Objection? {
        for identity in identities {
            guard let revokedAt = identity.revokedAt, instant >= revokedAt, identity.matches(signer.identity) else {
                continue
            }
            let reason = identity.reason.map { ": \($0)" } ?? ""
            return (.keyRevoked, "signed by `\(identity.id)`, which was revoked at \(revokedAt)\(reason)")
        }
        return nil
    }

    /// Validity is held against the times the signature is known to have existed at, revocation against the decision:
    /// what was good then stays good, what was stolen does not.
    private func lapse(of identity: TrustedIdentity, _ signer: EstablishedSigner) -> Objection? {
        for time in signer.times {
            if let from = identity.validFrom, time.instant < from {
                return (
                    .outsideValidity, "signed at \(time.instant) by `\(identity.id)`, which is believed from \(from)"
                )
            }
            if let until = identity.validUntil, time.instant > until {
                return (
                    .outsideValidity, "signed at \(time.instant) by `\(identity.id)`, which is believed to \(until)"
                )
            }
        }
        return nil
    }

    private static func otherRoot(_ identity: TrustedIdentity, _ signer: EstablishedSigner) -> Objection {
        (
            .untrustedSigner,
            "named like `\(identity.id)` by the trusted root \(signer.trustedRoot), which is not the one it is bound to"
        )
    }
}
