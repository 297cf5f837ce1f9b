/// How much of its timeout the present attempt at a step has left: for whoever is asked to wait, so that it waits within
/// the step's budget or says at once that it will not.
public struct AttemptTime: Sendable {
    /// Counted on a clock that only goes forward.
    public let remaining: @Sendable () -> Duration

    public init(_ remaining: @escaping @Sendable () -> Duration) {
        self.remaining = remaining
    }
}
