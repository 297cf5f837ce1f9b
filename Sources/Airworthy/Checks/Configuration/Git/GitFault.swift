import Trust

/// Why a repository cannot be judged any further.
enum GitFault: Error {
    /// The repository is not as required.
    case failed(Finding<DriftGitCode>)
    /// It was looked at, and what was seen does not decide.
    case undecided(Finding<DriftGitCode>)
    case obstacle(Obstacle)

    /// Looks; what prevents it is a fault like the others.
    static func looking<Value>(
        _ look: () async throws(Obstacle) -> Value
    ) async throws(GitFault) -> Value {
        do throws(Obstacle) {
            return try await look()
        } catch {
            throw .obstacle(error)
        }
    }
}
