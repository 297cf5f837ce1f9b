/// One try at a unit.
public struct Attempt: Sendable, Hashable {
    /// Counts from 1.
    public let number: Int
    public let outcome: Outcome
    /// Monotonic time it took.
    public let elapsed: Duration

    public init(number: Int, outcome: Outcome, elapsed: Duration) {
        self.number = number
        self.outcome = outcome
        self.elapsed = elapsed
    }
}
