/// How often an attempt is repeated, and what a pass is worth that took more than one. Every attempt is recorded, and a
/// late pass is reported as flaky.
public struct RetryPolicy: Sendable, Hashable {
    /// At least 1.
    public let attempts: Int
    /// Wait before the second attempt; doubles with each further one, up to ``longestWait``.
    public let backoff: Duration
    /// Whether a pass on a later attempt does not count (`flaky: refuse`).
    public let refusesLatePass: Bool

    public static let longestWait: Duration = .seconds(600)

    public init(attempts: Int, backoff: Duration, refusesLatePass: Bool = false) {
        precondition(attempts >= 1, "a step runs at least once")
        self.attempts = attempts
        self.backoff = backoff
        self.refusesLatePass = refusesLatePass
    }

    public static let once = RetryPolicy(attempts: 1, backoff: .zero)

    /// How long to wait after attempt `number`: the backoff, and up to a quarter more, so that steps that failed
    /// together do not all come back together.
    ///
    /// - Parameter dice: decides the addition; equal dice, equal wait.
    func wait(after number: Int, dice: UInt64) -> Duration {
        let doublings = min(number - 1, 20)
        let wait = min(min(backoff, Self.longestWait) * (1 << doublings), Self.longestWait)
        return wait + wait * Int(dice % 1_000) / 4_000
    }
}
