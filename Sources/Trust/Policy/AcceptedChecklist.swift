/// A checklist whose runs count at the gate, and of which one must have passed.
public struct AcceptedChecklist: Sendable, Hashable {
    /// A word of the run statement, as `phase` has it.
    public let phase: String
    /// The checklist's own name, not its file's.
    public let name: String
    /// Of the checklist's bytes; nil where any checklist of that name counts.
    public let digest: Digest?
    public let location: Location?

    public init(phase: String, name: String, digest: Digest?, location: Location? = nil) {
        self.phase = phase
        self.name = name
        self.digest = digest
        self.location = location
    }
}
