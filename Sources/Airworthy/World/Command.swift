/// What to run: a program and its arguments, never a line for a shell.
public struct Command: Sendable, Hashable {
    /// An absolute path, a path with a slash relative to the project's root, or a name looked up in `PATH`.
    public var program: String
    public var arguments: [String]
    /// The whole environment of the child.
    public var environment: [String: String]
    /// What the program reads on its standard input, 64 KiB at most. Checks give none.
    public var input: [UInt8]
    /// Bytes kept of each of stdout and stderr; the rest is counted and dropped.
    public var outputLimit: Int

    public init(
        program: String, arguments: [String], environment: [String: String], input: [UInt8] = [], outputLimit: Int
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.outputLimit = outputLimit
    }
}
