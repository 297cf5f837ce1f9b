/// What a run's result may be used for. Only ``live`` ever satisfies admission.
public enum RunMode: String, Sendable, Hashable, CaseIterable {
    case live
    /// Judged at another instant than now (`--at`): a forecast or a time machine, never a clearance.
    case simulated
    /// A game day: faults were injected on purpose.
    case drill
}
