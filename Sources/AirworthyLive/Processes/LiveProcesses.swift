public import Airworthy
import Glibc
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
        guard !Task.isCancelled else { throw interrupted(command) }
        let program = try await BlockingWork.run { (_) throws(Obstacle) in try start(command) }
        let result = await program.result(grace: grace)
        // A program may end as it likes once it has been told to: an exit status after that answers nothing.
        guard !Task.isCancelled else { throw interrupted(command) }
        guard let result else {
            throw Obstacle(
                "command-not-seen", "`\(command.program)` ended, and nobody can tell how",
                remedy: "run it where nothing else waits for this program's children")
        }
        return result
    }

    private func interrupted(_ command: Command) -> Obstacle {
        Obstacle(
            "command-interrupted", "`\(command.program)` was stopped before it had ended by itself",
            remedy: "allow it more time")
    }

    private func start(_ command: Command) throws(Obstacle) -> RunningProgram {
        guard let path = path(of: command) else { throw notFound(command) }
        do {
            return try ProgramLaunch(path: path, command: command, directory: root).start()
        } catch {
            throw obstacle(error, command, path)
        }
    }

    /// Nil for a name that is in no directory looked in.
    private func path(of command: Command) -> String? {
        guard !command.program.contains("/") else {
            return command.program.hasPrefix("/") ? command.program : "\(root)/\(command.program)"
        }
        let directories = (command.environment["PATH"] ?? Self.defaultPath).split(separator: ":")
        return directories.map { $0.hasPrefix("/") ? "\($0)/\(command.program)" : "\(root)/\($0)/\(command.program)" }
            .first { candidate in
                var status = stat()
                return stat(candidate, &status) == 0 && status.isRegular && access(candidate, X_OK) == 0
            }
    }

    private func obstacle(_ error: SystemError, _ command: Command, _ path: String) -> Obstacle {
        guard error.meansAbsent || error.code == EACCES else {
            return Obstacle(
                "command-not-started", "cannot run `\(command.program)`: \(error.text)", remedy: error.remedy)
        }
        // Of a file that is there but may not be executed, or whose interpreter is missing, the system says the same.
        guard access(path, F_OK) == 0 else { return notFound(command) }
        return Obstacle(
            "command-not-started", "`\(command.program)` is there, but the system will not execute it",
            remedy: "make it executable, and check the interpreter its first line names")
    }

    private func notFound(_ command: Command) -> Obstacle {
        Obstacle(
            "command-not-found", "there is no program `\(command.program)`",
            remedy: "install it, or name it by a path relative to the project's root")
    }
}
