/// What one rule says of the signatures it was shown.
public struct Judgement: Sendable, Hashable {
    /// A good signature by a signer the rule lists.
    public struct Acceptance: Sendable, Hashable {
        /// Id of the key or person.
        public let signer: String
        /// The candidate's origin.
        public let origin: String
    }

    public let rule: TrustRule
    public let accepted: [Acceptance]
    /// One for each candidate not accepted, in the order given. Never hidden by an acceptance: a good signature
    /// beside a forged one passes, and the forged one is reported.
    public let rejected: [Rejection]
    /// Ids of the accepted signers, one for each distinct key, in order of appearance.
    public let signers: [String]

    init(rule: TrustRule, accepted: [Acceptance], rejected: [Rejection], signers: [String]) {
        self.rule = rule
        self.accepted = accepted
        self.rejected = rejected
        self.signers = signers
    }

    /// Counts distinct keys: neither a second signature nor a second id for one key adds anything.
    public var isSatisfied: Bool { signers.count >= max(rule.requirement.threshold, 1) }

    /// What is missing; nil when the rule is satisfied.
    public var shortfall: Rejection? {
        guard !isSatisfied else { return nil }
        let required = rule.requirement.threshold
        let found = signers.isEmpty ? "none" : signers.map { "`\($0)`" }.joined(separator: ", ")
        return Rejection(
            .thresholdNotMet, origin: "rule `\(rule.id)`",
            "\(signers.count) of \(required) distinct signers: \(found)")
    }
}
