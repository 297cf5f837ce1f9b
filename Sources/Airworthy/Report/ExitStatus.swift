/// The process's exit codes: stable, documented, the same for every command.
public enum ExitStatus: Int32, Sendable, Hashable {
    case cleared = 0
    /// Blocked by a finding.
    case blocked = 1
    /// Wrong usage or invalid input.
    case invalid = 2
    /// Could not be evaluated.
    case undetermined = 3
    /// Waits for people; resumable.
    case awaiting = 4
    case interrupted = 130

    public init(_ verdict: Verdict) {
        switch verdict {
        case .cleared: self = .cleared
        case .blocked: self = .blocked
        case .undetermined: self = .undetermined
        case .awaiting: self = .awaiting
        }
    }
}
