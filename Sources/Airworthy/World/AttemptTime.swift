/// How much of its timeout the present attempt at a step has left: for whoever is asked to wait, so that it waits within
/// the step's budget or says at once that it will not.
public enum AttemptTime {
    /// Set by whoever starts an attempt, and counted on a clock that only goes forward.
    @TaskLocal public static var counter: (@Sendable () -> Duration)?

    /// Nil outside an attempt.
    public static var remaining: Duration? { counter?() }
}
