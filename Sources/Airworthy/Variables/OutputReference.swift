/// An output of a step, as another step names it.
public struct OutputReference: Sendable, Hashable {
    /// The step's id. In a step group without the group's prefix, as the group is written; in a plan in full.
    public let step: String
    public let name: String

    public init(step: String, name: String) {
        self.step = step
        self.name = name
    }

    /// `STEP.NAME`.
    public var text: String { "\(step).\(name)" }
}
