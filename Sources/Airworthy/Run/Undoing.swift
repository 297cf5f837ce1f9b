/// What of a run is undone once its steps are over.
public enum Undoing: Sendable, Hashable {
    /// Everything that was done, for this reason: the run did not clear.
    case everything(because: String)
    /// What is undone whatever the run comes to, and nothing else: the run cleared, and what it did stays.
    case always
}
