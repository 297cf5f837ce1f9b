/// Everything that happened to one unit.
public struct UnitRecord: Sendable, Hashable {
    /// The unit's id in the plan.
    public let id: String
    /// Empty for a unit that was skipped.
    public let attempts: [Attempt]
    public let outcome: Outcome

    public init(id: String, attempts: [Attempt], outcome: Outcome) {
        self.id = id
        self.attempts = attempts
        self.outcome = outcome
    }

    /// Passed, but not at the first attempt.
    public var isFlaky: Bool {
        guard case .passed = outcome else { return false }
        return attempts.count > 1
    }

    public var elapsed: Duration { attempts.reduce(.zero) { $0 + $1.elapsed } }
}
