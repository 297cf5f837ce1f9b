import Airworthy
import Trust

/// Runs nothing. What a program does now says nothing of a later day, and it may do more than look.
struct NoProcesses: ProcessRunner {
    static let code = "not-forecast"

    func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        throw Obstacle(
            Self.code, "programs are not run for a forecast", remedy: "say `--programs` if running them now is harmless"
        )
    }
}
