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
                let entries = try await ledger.entries()
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
                try await journals(RunDirectory(state: workspace.state), Set(entries.map(\.hash)))
            }
        }

        /// Whether the chain of every journal holds, and the ledger has every entry that one tells of.
        private func journals(_ runs: RunDirectory, _ entries: Set<Digest>) async throws {
            var whole = 0
            var behind: [Diagnostic] = []
            for name in runs.names() {
                let text: JournalText
                do throws(Obstacle) {
                    text = try await JournalFile.verify(at: runs.journal(of: name))
                } catch {
                    guard error.diagnostic.code == "journal-empty" else { throw error }
                    // Without a first record it has done nothing and recorded nothing.
                    Console.out("note: run \(name) ended before it began: `\(runs.path)/\(name)` can be removed")
                    continue
                }
                whole += 1
                for case .recorded(let entry) in text.events where !entries.contains(entry) {
                    behind.append(
                        Diagnostic(
                            "ledger-behind",
                            "run \(name) was recorded as entry \(entry.short), which the ledger does not have",
                            at: .path(runs.journal(of: name)),
                            remedy: "the ledger was put back to an older copy: restore the newer one"))
                }
            }
            if whole > 0 { Console.out("\(whole) journals, the chain of each holds") }
            if !behind.isEmpty { throw CommandFailure(.blocked, behind) }
        }
    }
}
