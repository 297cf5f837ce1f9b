import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the runs in the ledger, newest first, and whether each is believed.")

    @Option(name: .shortAndLong, help: "Only this environment.")
    var environment: String?

    @Option(help: "At most this many.")
    var limit = 50

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let ledger = workspace.ledger(.reading(absentIsEmpty: false))
            let entries = try await ledger.entries()
            let history = RunHistory(entries, trust: try await workspace.trust(), at: workspace.instant)
            let shown = history.believed.reversed().filter { record in
                environment == nil || record.run.value.environment == environment
            }
            for record in shown.prefix(max(0, limit)) {
                let claim = record.run.value
                Console.out(
                    SafeText.line(
                        "\(record.entry.index)  \(claim.finished)  \(claim.passed ? "PASSED" : "FAILED")  "
                            + "\(claim.phase.rawValue)  \(claim.environment)  \(claim.releaseID)  "
                            + "\(claim.manifest.short)  \(claim.mode.rawValue)  \(record.run.signers.first)"))
            }
            if !history.refused.isEmpty { throw CommandFailure(.blocked, history.refused) }
        }
    }
}
