/// Signers named by a certificate.
extension TrustPolicy {
    /// - Parameter count: who has signed so far, so that one identity is not asked to count twice where two are listed.
    func judge(
        _ signer: EstablishedSigner, from origin: String, by rule: TrustRule, count: SignerCount, at instant: Instant,
        author: String?
    ) -> Result<SignerCount.Signer, Rejection> {
        let listed = identities(of: rule.requirement)
        let matching = listed.filter { $0.matches(signer.identity) }
        guard let identity = matching.first(where: { count.isFree($0.id) }) ?? matching.first else {
            return .failure(stranger(signer, from: origin, by: rule, listed: listed))
        }
        if let objection = objection(to: identity, signer, by: rule, at: instant, author: author) {
            return .failure(Rejection(objection.code, origin: origin, objection.message))
        }
        return .success(
            SignerCount.Signer(
                id: identity.id, mark: .identity(subject: signer.identity.subject, issuer: signer.identity.issuer)))
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

    /// Validity is held against the times the signature is known to have existed at, revocation against the decision:
    /// what was good then stays good, what was stolen does not.
    private func objection(
        to identity: TrustedIdentity, _ signer: EstablishedSigner, by rule: TrustRule, at instant: Instant,
        author: String?
    ) -> (code: Rejection.Code, message: String)? {
        if let revokedAt = identity.revokedAt, instant >= revokedAt {
            let reason = identity.reason.map { ": \($0)" } ?? ""
            return (.keyRevoked, "signed by `\(identity.id)`, which was revoked at \(revokedAt)\(reason)")
        }
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
        guard rule.requirement.notAuthor else { return nil }
        guard let author else {
            return (.authorUnknown, "rule `\(rule.id)` excludes the author, and it is not known who that is")
        }
        return identity.id == author ? (.authorSigned, "signed by `\(identity.id)`, who is also its author") : nil
    }
}
