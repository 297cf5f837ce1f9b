extension SkipReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notApplicable(let reason): reason
        case .needNotCleared(let need): "`\(need)` did not clear"
        case .cancelled: "the run was cancelled before it began"
        }
    }
}
