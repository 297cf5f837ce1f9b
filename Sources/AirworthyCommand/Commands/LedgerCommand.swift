import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Look after the memory of runs.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Recompute the hash chains of ledger and journals, and verify every statement.")

        @OptionGroup var project: ProjectOptions

        func run() async throws {
            try await reporting {
                let workspace = try await Workspace(project)
                let ledger = workspace.ledger(.reading(absentIsEmpty: false))
                try await ledger.inspect()
                let entries = try await ledger.entries()
                let runs = try await RememberedRuns.read(RunDirectory(state: workspace.state), against: entries)
                if !runs.lacking.isEmpty { throw CommandFailure(.blocked, runs.lacking) }
                guard let head = entries.last else {
                    throw Obstacle(
                        "ledger-empty", "the ledger has no entries, so there is nothing to verify",
                        remedy: "run a checklist first")
                }
                // At the instant each entry was recorded: a key revoked since made it honestly then.
                let trust = try await workspace.trust()
                let refused = entries.flatMap { RunHistory([$0], trust: trust, at: $0.recordedAt).refused }
                if !refused.isEmpty { throw CommandFailure(.blocked, refused) }
                Console.out("\(entries.count) entries, the chain holds, every statement is signed as it must be")
                Console.out("head \(head.hash)")
                if runs.count > 0 { Console.out("\(runs.count) journals, the chain of each holds") }
                for note in runs.notes { Console.out("note: \(SafeText.line(note))") }
            }
        }
    }
}
