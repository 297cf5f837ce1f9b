import Trust

/// Runs programs with what they need to make a change once, and to be refused when they come too late.
struct EffectProcesses: ProcessRunner {
    let processes: any ProcessRunner
    let environment: [String: String]

    init(_ processes: any ProcessRunner, run: String, key: String, token: FencingToken) {
        self.processes = processes
        environment = [
            Durability.runVariable: run, Durability.keyVariable: key, Durability.tokenVariable: token.description,
        ]
    }

    func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        var command = command
        command.environment.merge(environment) { _, ours in ours }
        return try await processes.run(command)
    }
}
