public import Trust

/// Runs one program without a shell, in its own process group, with exactly the environment given.
public protocol ProcessRunner: Sendable {
    /// Returns when the program has ended or been killed; cancellation kills its whole group.
    /// - Throws: `command-not-found`, `command-not-started`.
    func run(_ command: Command) async throws(Obstacle) -> CommandResult
}
