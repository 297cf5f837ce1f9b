import AirworthyTesting
import Foundation
import Testing

/// What lies below the state directory, damaged, put back and cut short.
@Suite("State of a project")
struct StateTests {
    private static let run = ["run", "first-release", "-r", "previous.yaml", "-k", "private/gate.key.pem", "-q"]

    private func recorded() async throws -> Storefront {
        let storefront = try await Storefront.make()
        let result = try await Storefront.airworthy.run(Self.run, in: storefront.root)
        #expect(result.status == 0, "\(result)")
        return storefront
    }

    @Test("a ledger that was put back to an older copy is told by the journal of a run it lacks")
    func behind() async throws {
        let storefront = try await recorded()
        let (ledger, copy) = (storefront.path(".airworthy/ledger.sqlite"), storefront.path("copy.sqlite"))
        // The whole of it in one file.
        let checkpoint = Program(path: "/usr/bin/env")
        let script = "import sqlite3,sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA wal_checkpoint(TRUNCATE)')"
        #expect(try await checkpoint.run("python3", "-c", script, ledger).status == 0)
        try FileManager.default.copyItem(atPath: ledger, toPath: copy)
        #expect(try await Storefront.airworthy.run(Self.run, in: storefront.root).status == 0)
        #expect(try await storefront.airworthy("ledger", "verify").status == 0)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledger + suffix) }
        try FileManager.default.copyItem(atPath: copy, toPath: ledger)
        let verified = try await storefront.airworthy("ledger", "verify")
        #expect(verified.status == 1 && verified.errors.contains("[ledger-behind]"), "\(verified)")
    }

    @Test("a run that could not even begin leaves nothing, and an empty journal stands in nobody's way")
    func unbegun() async throws {
        let storefront = try await recorded()
        let runs = storefront.path(".airworthy/runs")
        let before = try FileManager.default.contentsOfDirectory(atPath: runs)
        // A device without room, as far as this process can tell: no file may grow.
        let full = try await Program(path: "/bin/sh").run(
            ["-c", "(trap '' XFSZ; ulimit -f 0; exec \"$@\" 2>&1) | cat", "sh", Storefront.airworthy.path] + Self.run,
            in: storefront.root)
        #expect(full.output.contains("[journal-unwritable]"), "\(full)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs) == before)
        try FileManager.default.createDirectory(atPath: "\(runs)/000000000000", withIntermediateDirectories: true)
        try storefront.write("", to: ".airworthy/runs/000000000000/journal.jsonl")
        let verified = try await storefront.airworthy("ledger", "verify")
        #expect(
            verified.status == 0 && verified.output.contains("run 000000000000 ended before it began"), "\(verified)")
        #expect(verified.output.contains("1 journals, the chain of each holds"))
    }

    @Test("a ledger that is a pipe, empty or no database is refused at once, with what to do")
    func strangeLedger() async throws {
        let storefront = try await recorded()
        let ledger = storefront.path(".airworthy/ledger.sqlite")
        func refusal() async throws -> String {
            let result = try await storefront.airworthy("admit", "previous.yaml", "--for", "promote")
            #expect(result.status == 3 && result.errors.contains("[ledger-unreadable]"), "\(result)")
            #expect(result.errors.contains("fix: "), "\(result)")
            return result.errors
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledger + suffix) }
        #expect(mkfifo(ledger, 0o600) == 0)
        #expect(try await refusal().contains("it is a pipe"))
        try FileManager.default.removeItem(atPath: ledger)
        try storefront.write("", to: ".airworthy/ledger.sqlite")
        #expect(try await refusal().contains("is empty"))
        try storefront.write(String(repeating: "not a database ", count: 100), to: ".airworthy/ledger.sqlite")
        #expect(try await refusal().contains("restore it from a copy"))
    }

    @Test("a working directory whose path is no text is named as such")
    func strangePath() async throws {
        let directory = try TemporaryDirectory()
        let result = try await Program(path: "/bin/sh").run(
            ["-c", "d=$(printf 'bad\\377'); mkdir \"$d\" && cd \"$d\" && \"$0\" lint .", Storefront.airworthy.path],
            in: directory.path)
        #expect(result.status == 2 && result.errors.contains("[path-not-utf8]"), "\(result)")
    }

    @Test("a checklist is found by its path, with or without the ending, and by its bare name")
    func checklistPaths() async throws {
        let storefront = try await Storefront.make()
        for name in [
            "pre-release", "Checklists/pre-release", "./Checklists/pre-release", "Checklists/pre-release.yaml",
        ] {
            let plan = try await storefront.airworthy("plan", name, "-r", "release.yaml")
            #expect(plan.status == 0, "\(name): \(plan)")
        }
        for name in ["pre-relaese", "./pre-release", "Checklists/nope"] {
            let plan = try await storefront.airworthy("plan", name, "-r", "release.yaml")
            #expect(plan.status == 2 && plan.errors.contains("[file-missing]"), "\(plan)")
            #expect(plan.errors.contains("one of `first-release`, `game-day`"), "\(plan)")
        }
        let image = try await storefront.airworthy("admit", "registry.example/acme/checkout", "--for", "promote")
        #expect(image.status == 2 && image.errors.contains("[image-not-pinned]"), "\(image)")
    }
}
