/// One thing that stands between a release and `cleared`.
public struct Blocker: Sendable, Hashable {
    /// The unit's id in the plan, or `requires` for a label nobody provided.
    public let unit: String
    /// The finding or obstacle code.
    public let code: String

    public init(unit: String, code: String) {
        self.unit = unit
        self.code = code
    }
}
