import Trust

/// What one rule says of the claims for one subject. Signatures are judged first, by the trust policy; only what holds
/// is read, and what turns out to be about something else is taken away before signers are counted again.
struct SignatureRuling: Sendable {
    let rule: TrustRule
    let accepted: [Judgement.Acceptance]
    /// Distinct signers, in order of appearance.
    let signers: [String]
    let rejected: [RejectedClaim]
    /// Enough distinct signers of the rule signed the subject.
    let isSatisfied: Bool
    /// What is missing although somebody signed; nil when satisfied, or when nobody signed at all.
    let shortfall: String?

    init(
        _ claims: [(claim: SignatureClaim, signature: ExaminedSignature)], by rule: TrustRule,
        expecting expectation: SignatureExpectation, trust: TrustPolicy, at instant: Instant
    ) {
        let signed = trust.judge(claims.map(\.signature), by: rule, at: instant)
        let holding = Set(signed.accepted.map(\.origin))
        var rejected = signed.rejected.map { rejection in
            RejectedClaim(
                fault: SignatureFault(rejection.code), origin: rejection.origin, message: rejection.explanation,
                isOtherStatement: claims.first { $0.claim.origin == rejection.origin }?.claim.announcesOther ?? false)
        }
        var sound: [ExaminedSignature] = []
        for (claim, signature) in claims where holding.contains(claim.origin) {
            if let objection = expectation.objection(to: claim) {
                rejected.append(objection)
            } else {
                sound.append(signature)
            }
        }
        let counted = trust.judge(sound, by: rule, at: instant)
        self.rule = rule
        self.rejected = rejected
        accepted = counted.accepted
        signers = counted.signers
        // Two ways of saying no: an empty judgement can never be a satisfied one.
        isSatisfied = counted.isSatisfied && !counted.accepted.isEmpty
        shortfall =
            counted.accepted.isEmpty
            ? nil : counted.shortfall.map { "rule `\(rule.id)` is not satisfied: \($0.message)" }
    }
}
