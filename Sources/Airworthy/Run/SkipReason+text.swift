extension SkipReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notApplicable(let reason): reason
        case .needNotCleared(let need): "`\(need)` did not clear"
        case .awaitingApproval: "it changes something, and the approvals are not complete"
        case .cancelled: "the run was cancelled before it began"
        }
    }
}
