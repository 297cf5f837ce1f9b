public import Airworthy
import Trust

/// Asks the programs that keep passwords for Docker: `docker-credential-<name> get`, the server on standard input, and
/// the answer as JSON on standard output. No shell looks at any of it.
public struct CredentialProgram: Sendable {
    private static let outputLimit = 64 << 10
    private static let limits = JSONLimits(bytes: outputLimit, depth: 4)
    /// A helper that talks to a cloud needs a second or two; one that waits for a person at a desktop waits for ever.
    public static let patience: Duration = .seconds(30)

    private let processes: any ProcessRunner
    private let environment: [String: String]
    private let patience: Duration

    /// - Parameters:
    ///   - environment: what the programs see, `PATH` for finding them included. Helpers of clouds and desktops read who
    ///     the user is there.
    ///   - patience: how long a program may take to answer.
    public init(
        processes: any ProcessRunner, environment: [String: String], patience: Duration = CredentialProgram.patience
    ) {
        self.processes = processes
        self.environment = environment
        self.patience = patience
    }

    /// - Returns: nil when the helper says that it has none.
    /// - Throws: `credential-helper-failed`. What a helper printed is never repeated: it may be the password.
    func login(at server: String, from name: String) async throws(Obstacle) -> RegistryLogin? {
        let program = "docker-credential-\(name)"
        let command = Command(
            program: program, arguments: ["get"], environment: environment, input: Array(server.utf8),
            outputLimit: Self.outputLimit)
        let result: CommandResult
        do throws(Obstacle) {
            result = try await run(command)
        } catch {
            throw failed(program, server, error.diagnostic.message)
        }
        guard result.ending == .exited(0) else {
            if Self.hasNone(result) { return nil }
            throw failed(program, server, "it ended with \(Self.words(result.ending))")
        }
        guard !result.truncated, let root = try? JSONDocument(result.output, name: program, limits: Self.limits).root,
            let user = root["Username"]?.string, let secret = root["Secret"]?.string, !secret.isEmpty
        else { throw failed(program, server, "its answer has no `Username` and `Secret`") }
        let bytes = Secret(Array(secret.utf8))
        return user == "<token>" ? .identityToken(bytes) : .password(user: user, bytes)
    }

    private func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        let (processes, patience) = (processes, patience)
        let result = await withTaskGroup(of: Result<CommandResult, Obstacle>?.self) { group in
            group.addTask {
                do throws(Obstacle) {
                    return .success(try await processes.run(command))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        guard let result else {
            throw Obstacle("command-interrupted", "it did not answer within \(patience.components.seconds) s")
        }
        return try result.get()
    }

    /// The words every helper of Docker's own library has for it (docker-credential-helpers, `credentials/error.go`).
    private static func hasNone(_ result: CommandResult) -> Bool {
        let words = String(decoding: result.output.prefix(200), as: UTF8.self)
        return words.contains("credentials not found")
    }

    private static func words(_ ending: CommandResult.Ending) -> String {
        switch ending {
        case .exited(let code): "status \(code)"
        case .signalled(let signal): "signal \(signal)"
        }
    }

    private func failed(_ program: String, _ server: String, _ fault: String) -> Obstacle {
        Obstacle(
            "credential-helper-failed", "`\(program)` was asked for the password of `\(server)`: \(fault)",
            remedy: "run `echo \(server) | \(program) get` and see what it says, or log in again")
    }
}
