/// What the machine tells the runner to do. The runner performs; it decides nothing.
public enum RunCommand: Sendable, Hashable {
    case start(unit: Int, attempt: Int)
    /// Ask an action's probe whether it was done already, and perform it only if not.
    case reprobe(unit: Int, attempt: Int)
    /// A prepared effect may happen now.
    case proceed(unit: Int, attempt: Int)
    /// Cancel an attempt whose outcome is already settled.
    case stop(unit: Int, attempt: Int)
    /// Another attempt follows after this wait.
    case wait(unit: Int, attempt: Int, Duration)
    /// The steps are done with, and what was done is undone now.
    case undo(Undoing)
    /// A unit's outcome is final.
    case settled(unit: Int)
    /// Every unit has settled.
    case complete
}
