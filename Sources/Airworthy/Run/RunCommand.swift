/// What the machine tells the runner to do. The runner performs; it decides nothing.
public enum RunCommand: Sendable, Hashable {
    case start(unit: Int, attempt: Int)
    /// Cancel an attempt whose outcome is already settled.
    case stop(unit: Int, attempt: Int)
    /// A unit's outcome is final.
    case settled(unit: Int)
    /// Every unit has settled.
    case complete
}
