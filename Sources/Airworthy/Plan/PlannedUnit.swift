/// One piece of work: a step on one of its subjects.
public struct PlannedUnit: Sendable {
    /// The step's id, and the subject's name where the step is repeated: `images-signed/checkout`.
    public let id: String
    public let step: Step
    public let subject: Subject
    public let check: BoundCheck
    /// Positions, in the plan, of every unit of every step this one needs.
    public let needs: [Int]
    /// Why it will not run in this release; nil when it will.
    public let exclusion: String?
}
