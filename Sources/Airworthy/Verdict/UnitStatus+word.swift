extension UnitStatus {
    /// The word every report and statement uses.
    public var word: String {
        switch self {
        case .failed: "failed"
        case .undetermined: "undetermined"
        case .warned: "warned"
        case .waived: "waived"
        case .passed: "passed"
        case .notApplicable: "notApplicable"
        }
    }
}
