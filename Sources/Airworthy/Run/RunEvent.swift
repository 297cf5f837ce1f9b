/// What the runner tells the machine.
public enum RunEvent: Sendable, Hashable {
    case begin
    /// An effect's attempt holds the lease: its time runs from here.
    case admitted(unit: Int, attempt: Int)
    /// An effect is about to happen, and its intent is on the device: whatever comes now, it is undone if the run is.
    case prepared(unit: Int, attempt: Int)
    /// An attempt ended by itself.
    case finished(unit: Int, attempt: Int, Outcome)
    /// Time has passed: deadlines and backoffs are looked at.
    case tick
    /// The person wants it to end.
    case cancel
}
