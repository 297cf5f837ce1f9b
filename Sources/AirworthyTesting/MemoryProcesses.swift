public import Airworthy
import Synchronization
public import Trust

/// Programs that exist only as answers. A program nobody arranged is not found, as on an empty machine.
public final class MemoryProcesses: ProcessRunner {
    public typealias Program = @Sendable (Command) async throws(Obstacle) -> CommandResult

    private struct State {
        var programs: [String: Program] = [:]
        var runs: [Command] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Every later run of `program` is answered by `body`.
    public func install(_ program: String, _ body: @escaping Program) {
        state.withLock { $0.programs[program] = body }
    }

    /// Every later run of `program` ends the same way. Output past the command's limit is cut, as the real one does.
    public func install(
        _ program: String, ending: CommandResult.Ending = .exited(0), output: String = "", errors: String = ""
    ) {
        install(program) { (command: Command) throws(Obstacle) in
            CommandResult(
                ending: ending, output: Array(output.utf8.prefix(command.outputLimit)),
                errors: Array(errors.utf8.prefix(command.outputLimit)),
                truncated: output.utf8.count > command.outputLimit || errors.utf8.count > command.outputLimit)
        }
    }

    /// Every later run of `program` throws `obstacle`.
    public func obstruct(_ program: String, with obstacle: Obstacle) {
        install(program) { (_: Command) throws(Obstacle) in throw obstacle }
    }

    /// Every command that was asked for, in order.
    public var runs: [Command] { state.withLock { $0.runs } }

    public func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        let program = state.withLock { state in
            state.runs.append(command)
            return state.programs[command.program]
        }
        guard let program else {
            throw Obstacle("command-not-found", "there is no program `\(command.program)`")
        }
        return try await program(command)
    }
}
