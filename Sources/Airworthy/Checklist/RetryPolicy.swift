/// How often an attempt is repeated. Every attempt is recorded, and a late pass is reported as flaky.
public struct RetryPolicy: Sendable, Hashable {
    /// At least 1.
    public let attempts: Int
    /// Wait before the second attempt; doubles with each further one.
    public let backoff: Duration

    public init(attempts: Int, backoff: Duration) {
        precondition(attempts >= 1, "a step runs at least once")
        self.attempts = attempts
        self.backoff = backoff
    }

    public static let once = RetryPolicy(attempts: 1, backoff: .zero)
}
