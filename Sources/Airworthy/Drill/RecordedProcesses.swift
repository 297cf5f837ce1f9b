import Synchronization
public import Trust

/// Runs each command once, however often it is asked for, and says the same again: what is tried out on a step must not
/// run its programs anew.
public final class RecordedProcesses: ProcessRunner {
    private let base: any ProcessRunner
    private let results = Mutex<[Command: Result<CommandResult, Obstacle>]>([:])

    public init(_ base: any ProcessRunner) {
        self.base = base
    }

    public func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        if let known = results.withLock({ $0[command] }) { return try known.get() }
        let result: Result<CommandResult, Obstacle>
        do throws(Obstacle) {
            result = .success(try await base.run(command))
        } catch {
            result = .failure(error)
        }
        results.withLock { $0[command] = result }
        return try result.get()
    }
}
