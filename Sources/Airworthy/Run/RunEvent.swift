/// What the runner tells the machine.
public enum RunEvent: Sendable, Hashable {
    case begin
    /// An attempt ended by itself.
    case finished(unit: Int, attempt: Int, Outcome)
    /// Time has passed: deadlines and backoffs are looked at.
    case tick
    /// The person or the whole-run deadline wants it to end.
    case cancel
}
