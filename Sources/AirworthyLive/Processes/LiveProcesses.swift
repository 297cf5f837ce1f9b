public import Airworthy
import Glibc
import Subprocess
import SystemPackage
public import Trust

/// Runs programs of this machine without a shell.
///
/// The child has exactly the environment given, the project's root as working directory, nothing to read but the
/// command's input, no open file of ours, and a session of its own. When it ends, whatever it left behind in that
/// session's group is killed before the result is handed over: a check leaves nothing running. (A descendant that made a
/// session of its own escapes; holding it takes a cgroup. It cannot delay the result.)
public struct LiveProcesses: ProcessRunner {
    /// Where a bare program name is looked for when the command's environment has no `PATH`: ours is not consulted,
    /// so that the same command means the same program everywhere.
    static let defaultPath = "/usr/local/bin:/usr/bin:/bin"

    private let root: String
    private let grace: Duration

    /// - Parameters:
    ///   - root: the project's directory: working directory of every program.
    ///   - grace: from the TERM that a cancelled command gets to the KILL that follows.
    public init(root: String, grace: Duration = .milliseconds(500)) {
        self.root = root
        self.grace = grace
    }

    public func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)
        ]
        let result: CommandResult
        do {
            let configuration = Configuration(
                executable: .path(try await executable(of: command)),
                arguments: Arguments(executablePathOverride: command.program, remainingValues: command.arguments),
                environment: .custom(Self.environment(of: command)), workingDirectory: FilePath(root),
                platformOptions: options)
            // Most programs get nothing to read: they need no pipe for it.
            result =
                command.input.isEmpty
                ? try await Self.run(configuration, input: .none, limit: command.outputLimit)
                : try await Self.run(
                    configuration,
                    input: .fileDescriptor(
                        try CommandInput.pipe(holding: command.input), closeAfterSpawningProcess: true),
                    limit: command.outputLimit)
        } catch let error as SubprocessError {
            throw obstacle(error, command)
        } catch let obstacle as Obstacle {
            throw obstacle
        } catch {
            throw Obstacle("command-not-started", "cannot run `\(command.program)`: \(error)")
        }
        // A program may end as it likes once it has been told to: an exit status after that answers nothing.
        guard !Task.isCancelled else {
            throw Obstacle(
                "command-interrupted", "`\(command.program)` was stopped before it had ended by itself",
                remedy: "allow it more time")
        }
        return result
    }

    private static func run(
        _ configuration: Configuration, input: some InputProtocol, limit: Int
    ) async throws -> CommandResult {
        let execution = try await Subprocess.run(
            configuration, input: input, output: .sequence, error: .sequence
        ) { execution in
            let exit = ChildExit(execution.processIdentifier)
            async let output = KeptOutput.read(execution.standardOutput, limit: limit, until: exit)
            async let errors = KeptOutput.read(execution.standardError, limit: limit, until: exit)
            await exit.wait()
            return try await (output: output, errors: errors)
        }
        let (output, errors) = execution.closureResult
        return CommandResult(
            ending: ending(execution.terminationStatus), output: output.bytes, errors: errors.bytes,
            truncated: output.truncated || errors.truncated)
    }

    private func executable(of command: Command) async throws -> FilePath {
        guard !command.program.contains("/") else {
            return command.program.hasPrefix("/")
                ? FilePath(command.program) : FilePath(root).appending(command.program)
        }
        let path = command.environment["PATH"] ?? Self.defaultPath
        return try await Executable.name(command.program).resolveExecutablePath(in: .custom(["PATH": path]))
    }

    private func path(of command: Command) -> String {
        command.program.hasPrefix("/") ? command.program : "\(root)/\(command.program)"
    }

    private static func environment(of command: Command) -> [Environment.Key: String] {
        var environment: [Environment.Key: String] = [:]
        for (name, value) in command.environment {
            environment[Environment.Key(stringLiteral: name)] = value
        }
        return environment
    }

    private static func ending(_ status: TerminationStatus) -> CommandResult.Ending {
        switch status {
        case .exited(let code): .exited(code)
        case .signaled(let signal): .signalled(signal)
        }
    }

    private func obstacle(_ error: SubprocessError, _ command: Command) -> Obstacle {
        guard error.code == .executableNotFound else {
            return Obstacle("command-not-started", "cannot run `\(command.program)`: \(error)")
        }
        // A file that is there but may not be executed, or whose interpreter is missing, is reported the same way.
        if command.program.contains("/"), access(path(of: command), F_OK) == 0 {
            return Obstacle(
                "command-not-started", "`\(command.program)` is there, but the system will not execute it",
                remedy: "make it executable, and check the interpreter its first line names")
        }
        return Obstacle(
            "command-not-found", "there is no program `\(command.program)`",
            remedy: "install it, or name it by a path relative to the project's root")
    }
}
