/// How a program ended and what it said.
public struct CommandResult: Sendable, Hashable {
    public enum Ending: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
    }

    public let ending: Ending
    public let output: [UInt8]
    public let errors: [UInt8]
    /// More was written than kept.
    public let truncated: Bool

    public init(ending: Ending, output: [UInt8], errors: [UInt8], truncated: Bool) {
        self.ending = ending
        self.output = output
        self.errors = errors
        self.truncated = truncated
    }
}
