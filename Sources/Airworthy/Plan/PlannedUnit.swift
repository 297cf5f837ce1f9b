/// One piece of work: a step on one of its subjects.
///
/// A class although it never changes, because it is handed on everywhere and has some twenty references to count.
public final class PlannedUnit: Sendable {
    /// The step's id, and the subject's name where the step is repeated: `images-signed/checkout`.
    public let id: String
    public var step: Step { shared.step }
    public let subject: Subject
    public let check: BoundCheck
    /// Positions, in the plan, of every unit of every step this one needs.
    public let needs: [Int]
    /// Why it will not run in this release; nil when it will.
    public let exclusion: String?
    private let shared: SharedStep

    init(id: String, step: SharedStep, subject: Subject, check: BoundCheck, needs: [Int], exclusion: String?) {
        self.id = id
        shared = step
        self.subject = subject
        self.check = check
        self.needs = needs
        self.exclusion = exclusion
    }
}

/// A step, for all of its units together.
final class SharedStep: Sendable {
    let step: Step

    init(_ step: Step) {
        self.step = step
    }
}
