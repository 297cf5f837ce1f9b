/// What a unit's outcome means once its severity and the waivers are taken into account. Ordered worst first: reports
/// are sorted by it.
public enum UnitStatus: Int, Sendable, Hashable, Comparable, CaseIterable {
    case failed
    /// Inconclusive, errored, or not run for want of something it needs.
    case undetermined
    /// Not cleared, but the step's severity does not block.
    case warned
    /// Not cleared, but every finding is covered by a signed, unexpired waiver.
    case waived
    case passed
    /// The step does not apply to this release.
    case notApplicable

    public static func < (left: UnitStatus, right: UnitStatus) -> Bool { left.rawValue < right.rawValue }
}
