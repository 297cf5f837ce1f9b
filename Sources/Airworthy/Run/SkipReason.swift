/// Why a unit did not run. Only the first is innocent.
public enum SkipReason: Sendable, Hashable {
    /// The step's `when` excludes this release.
    case notApplicable(String)
    /// A step it needs did not clear: this one was never looked at, so it cannot count as anything.
    case needNotCleared(String)
    /// It would change something, and people have not yet approved.
    case awaitingApproval
    /// The run was cancelled before it began.
    case cancelled
}
