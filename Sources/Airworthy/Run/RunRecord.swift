public import Trust

/// What a run saw: one record a unit, in the plan's order.
public struct RunRecord: Sendable, Hashable {
    public let planDigest: Digest
    public let mode: RunMode
    /// The instant everything was judged at.
    public let effective: Instant
    public let started: Instant
    public let finished: Instant
    public let units: [UnitRecord]

    /// Whether its instants follow each other. A live run during which the clock was set back was judged at an instant
    /// that was not the present one, and nobody can say by how much.
    public var isTimely: Bool { mode != .live || (effective <= started && started <= finished) }

    public init(
        planDigest: Digest, mode: RunMode, effective: Instant, started: Instant, finished: Instant,
        units: [UnitRecord]
    ) {
        self.planDigest = planDigest
        self.mode = mode
        self.effective = effective
        self.started = started
        self.finished = finished
        self.units = units
    }
}
