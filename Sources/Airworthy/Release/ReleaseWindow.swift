public import Trust

/// When the release happens and how long its consequences must stay reversible.
public struct ReleaseWindow: Sendable, Hashable {
    public let start: Instant
    /// Worst-case time of the rollout itself.
    public let budget: Duration
    /// Observation after the rollout.
    public let bake: Duration
    /// How long after the bake a rollback must still be possible.
    public let rollbackHorizon: Duration

    public init(start: Instant, budget: Duration, bake: Duration, rollbackHorizon: Duration) {
        self.start = start
        self.budget = budget
        self.bake = bake
        self.rollbackHorizon = rollbackHorizon
    }

    /// The last instant at which a credential used for rollback may still be needed, counted from the later of the
    /// declared start and `now`: a release that starts late ends late.
    public func end(from now: Instant) -> Instant {
        max(now, start) + budget + bake + rollbackHorizon
    }
}
