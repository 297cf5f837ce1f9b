import Airworthy
import CLinux
import Glibc

/// Starts one program, and hands over what is to be watched of it.
struct ProgramLaunch {
    /// Absolute.
    let path: String
    let command: Command
    /// Working directory.
    let directory: String

    /// How often a program that is being written is asked for, with ``pause`` in between.
    private static let attempts = 50
    private static let pause: useconds_t = 10_000

    /// Waits for half a second at most, so that it belongs where waiting is allowed.
    ///
    /// - Throws: what the system says. `ENOENT` also stands for an interpreter, or the directory, that is not there.
    func start() throws(SystemError) -> RunningProgram {
        let arguments = [command.program] + command.arguments
        let variables = command.environment.map { "\($0.key)=\($0.value)" }.sorted()
        // A NUL would silently cut the text short.
        guard !([path, directory] + arguments + variables).contains(where: { $0.utf8.contains(0) }) else {
            throw SystemError(code: EINVAL)
        }
        let input = try Self.input(command.input)
        let output = try Pipe()
        let errors = try Pipe()
        var process: pid_t = 0
        var status: Int32 = 0
        for attempt in 1...Self.attempts {
            status = Self.withStrings(arguments) { arguments in
                Self.withStrings(variables) { variables in
                    airworthy_spawn(
                        &process, path, arguments, variables, directory, input.raw, output.writing.raw,
                        errors.writing.raw)
                }
            }
            // Whoever wrote the program has closed it, but a child begun meanwhile, by us or by them, has every open file
            // until it executes something itself (execve(2), ETXTBSY). That takes a moment, no more.
            guard status == ETXTBSY, attempt < Self.attempts else { break }
            usleep(Self.pause)
        }
        guard status == 0 else { throw SystemError(code: status) }
        let descriptor = airworthy_pidfd_open(process)
        guard descriptor >= 0 else {
            let error = SystemError()
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
            throw error
        }
        return RunningProgram(
            process, ending: FileDescriptor(taking: descriptor),
            output: KeptOutput(from: output.watchedEnd(), limit: command.outputLimit),
            errors: KeptOutput(from: errors.watchedEnd(), limit: command.outputLimit))
    }

    private static func input(_ bytes: [UInt8]) throws(SystemError) -> FileDescriptor {
        guard bytes.isEmpty else { return try Pipe.holding(bytes) }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard nothing >= 0 else { throw SystemError() }
        return FileDescriptor(taking: nothing)
    }

    private static func withStrings<Value>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) -> Value {
        let strings = texts.map { strdup($0) } + [nil]
        defer { strings.forEach { free($0) } }
        return strings.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("there is always the end") }
            return body(base)
        }
    }
}
