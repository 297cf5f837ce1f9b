import Airworthy
import AirworthyLive
import Trust

/// What the journals of a project's runs say, held against its ledger.
///
/// A run is written in the order evidence, statements, ledger, and its journal takes down the ledger's entry last. So a
/// journal that names an entry the ledger lacks shows an older ledger put in the newer one's place; statements without such
/// a record are what a crash just before the entry leaves, and no fault.
struct RememberedRuns {
    /// Journals whose chain holds.
    private(set) var count = 0
    /// Entries that the ledger once had.
    private(set) var lacking: [Diagnostic] = []
    private(set) var notes: [String] = []

    /// - Throws: `journal-broken`, `journal-unreadable`; `journal-empty` of a run that has statements.
    static func read(_ runs: RunDirectory, against entries: [LedgerEntry]) async throws(Obstacle) -> RememberedRuns {
        let known = Set(entries.map(\.hash))
        var read = RememberedRuns()
        for name in try runs.names() {
            let path = runs.journal(of: name)
            // Statements are written when all is over.
            let isSigned = try Directory.change(of: runs.statement(of: name)) != nil
            let text: JournalText
            do throws(Obstacle) {
                text = try await JournalFile.verify(at: path)
            } catch {
                guard error.diagnostic.code == "journal-empty" else { throw error }
                guard !isSigned else { throw emptied(path) }
                read.notes.append("run \(name) ended before it began; its directory can be removed")
                continue
            }
            read.count += 1
            let run = try JournalledRun(text)
            if let entry = run.entries.first(where: { !known.contains($0) }) {
                read.lacking.append(behind(name, entry, path))
            } else if isSigned, run.hasEnded, !run.isRecorded {
                read.notes.append(
                    "run \(name) was signed, and was broken off before its journal named an entry of the ledger; take it up "
                        + "again with `--resume \(name)`, or run again")
            }
        }
        return read
    }

    private static func behind(_ name: String, _ entry: Digest, _ path: String) -> Diagnostic {
        Diagnostic(
            "ledger-behind",
            "the ledger lacks the entry \(entry.short) that run \(name) was given: it is older than its runs",
            at: .path(path),
            remedy: "restore the newest copy of the ledger, and find out who put an older one in its place",
            notes: ["a crash does not leave this: the journal names an entry only when the ledger has it"])
    }

    private static func emptied(_ path: String) -> Obstacle {
        Obstacle(
            "journal-empty", "the journal has no whole record, and its run has been signed", at: .path(path),
            remedy: "restore the journal from a copy; find out who could write to it")
    }
}
