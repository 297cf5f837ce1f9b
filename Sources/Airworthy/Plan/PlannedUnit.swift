/// One piece of work: a step on one of its subjects.
///
/// A class although it never changes, because it is handed on everywhere and has some twenty references to count.
public final class PlannedUnit: Sendable {
    /// The step's id, and the subject's name where the step is repeated: `images-signed/checkout`.
    public let id: String
    public let role: UnitRole
    public var step: Step { shared.step }
    public let subject: Subject
    public let check: BoundCheck
    /// Of an action: asks whether it was done already.
    public let probe: BoundCheck?
    /// Positions, in the plan, of every unit of every step this one needs.
    public let needs: [Int]
    /// For each output it uses, as its step names it: the position of the unit that says it.
    let sources: [OutputReference: Int]
    /// Why it will not run in this release; nil when it will.
    public let exclusion: String?
    private let shared: SharedStep

    init(
        id: String, role: UnitRole, step: SharedStep, subject: Subject, check: BoundCheck, probe: BoundCheck?,
        needs: [Int], sources: [OutputReference: Int], exclusion: String?
    ) {
        self.id = id
        self.role = role
        shared = step
        self.subject = subject
        self.check = check
        self.probe = probe
        self.needs = needs
        self.sources = sources
        self.exclusion = exclusion
    }

    /// The same, after other units.
    func needing(_ needs: [Int]) -> PlannedUnit {
        PlannedUnit(
            id: id, role: role, step: shared, subject: subject, check: check, probe: probe, needs: needs,
            sources: sources, exclusion: exclusion)
    }

    /// Whether `other` is a unit of the very same step.
    func isSibling(of other: PlannedUnit) -> Bool { shared === other.shared }
}

/// A step, for all of its units together.
final class SharedStep: Sendable {
    let step: Step

    init(_ step: Step) {
        self.step = step
    }
}
