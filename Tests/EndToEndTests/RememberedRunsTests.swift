import AirworthyTesting
import Foundation
import Testing

/// What `ledger verify` makes of runs and a ledger that do not go together.
@Suite("Runs beside the ledger")
struct RememberedRunsTests {
    private func verify(_ rollout: Rollout) async throws -> Program.Result {
        try await Storefront.airworthy.run("ledger", "verify", in: rollout.root)
    }

    private func removeLedger(_ rollout: Rollout) {
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: rollout.directory.path(".airworthy/ledger.sqlite\(ending)"))
        }
    }

    @Test("a ledger that is older than its runs is named, and stays named when runs are added to it")
    func behind() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        #expect(try await rollout.run("-q").status == 0)
        let ledger = rollout.directory.path(".airworthy/ledger.sqlite")
        let old = try Data(contentsOf: URL(filePath: ledger))
        #expect(try await rollout.run("-q").status == 0)
        #expect(try await verify(rollout).status == 0)
        removeLedger(rollout)
        try old.write(to: URL(filePath: ledger))
        for _ in 0..<2 {
            let verified = try await verify(rollout)
            #expect(verified.status == 1 && verified.errors.contains("[ledger-behind]"), "\(verified)")
            #expect(try await rollout.run("-q").status == 0)
        }
    }

    @Test("runs that cannot be looked into are not taken for none")
    func closed() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        #expect(try await rollout.run("-q").status == 0)
        try FileManager.default.removeItem(atPath: rollout.runs)
        try rollout.directory.write("", to: ".airworthy/runs")
        let verified = try await verify(rollout)
        #expect(verified.status == 3 && verified.errors.contains("[directory-unreadable]"), "\(verified)")
    }

    @Test("a run that was broken off between its statements and the ledger is told, and is no fault")
    func brokenOff() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        #expect(try await rollout.run("-q").status == 0)
        let run = try rollout.onlyRun()
        // The last record is what a crash would have left out.
        let lines = rollout.journal(of: run).filter { !$0.isEmpty }
        #expect(lines.last?.contains(#""event":"recorded""#) == true)
        try lines.dropLast().map { "\($0)\n" }.joined().write(
            toFile: "\(rollout.runs)/\(run)/journal.jsonl", atomically: true, encoding: .utf8)
        let verified = try await verify(rollout)
        #expect(verified.status == 0 && verified.output.contains("note: run \(run)"), "\(verified)")
        #expect(try await rollout.run("-q", "--resume", run).status == 0)
        let again = try await verify(rollout)
        #expect(again.status == 0 && !again.output.contains("note:"), "\(again)")
    }

    @Test("an empty journal is a note where nothing came of the run, and a fault where something was signed")
    func empty() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        #expect(try await rollout.run("-q").status == 0)
        try rollout.directory.write("", to: ".airworthy/runs/0123456789ab/journal.jsonl")
        let never = try await verify(rollout)
        #expect(never.status == 0 && never.output.contains("note: run 0123456789ab ended before it began"), "\(never)")
        try FileManager.default.removeItem(atPath: rollout.directory.path(".airworthy/runs/0123456789ab"))
        try rollout.directory.write("", to: ".airworthy/runs/\(try rollout.onlyRun())/journal.jsonl")
        let emptied = try await verify(rollout)
        #expect(emptied.status == 3 && emptied.errors.contains("[journal-empty]"), "\(emptied)")
    }

    @Test("a run whose first record cannot be written leaves nothing behind, and says what to do")
    func noRoom() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        let full = try await Program(path: "/bin/sh").run(
            ["-c", "(trap '' XFSZ; ulimit -f 0; \"$@\") 2>&1 | cat", "sh", Storefront.airworthy.path]
                + Rollout.command + ["-q"], in: rollout.root)
        #expect(full.output.contains("[journal-unwritable]") && full.output.contains("fix: "), "\(full)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: rollout.runs).isEmpty)
        #expect(try await rollout.run("-q").status == 0)
        #expect(try await verify(rollout).status == 0)
    }

    @Test("what is no file where the ledger should be is refused without waiting for it", .timeLimit(.minutes(10)))
    func pipe() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        #expect(try await rollout.run("-q").status == 0)
        let ledger = rollout.directory.path(".airworthy/ledger.sqlite")
        for path in [ledger, "\(ledger)-wal", "\(ledger)-shm", "\(ledger)-journal"] {
            try? FileManager.default.removeItem(atPath: path)
            mkfifo(path, 0o600)
            let verified = try await verify(rollout)
            #expect(
                verified.status == 3 && verified.errors.contains("[ledger-unreadable]")
                    && verified.errors.contains("fix: "), "\(verified)")
            try FileManager.default.removeItem(atPath: path)
            if path == ledger { #expect(try await rollout.run("-q").status == 0) }
        }
        try rollout.directory.write("no database at all, and long enough to be one", to: ".airworthy/ledger.sqlite")
        let garbage = try await verify(rollout)
        #expect(
            garbage.status == 3 && garbage.errors.contains("[ledger-unreadable]") && garbage.errors.contains("fix: "),
            "\(garbage)")
    }
}
