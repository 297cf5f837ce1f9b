import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite("the ledger in an SQLite file", .timeLimit(.minutes(10)))
struct SQLiteLedgerTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("ledger.sqlite")
    }

    private func writer() -> SQLiteLedger { SQLiteLedger(path: path, access: .appending(createIfAbsent: true)) }
    private func reader() -> SQLiteLedger { SQLiteLedger(path: path, access: .reading(absentIsEmpty: false)) }

    private func instant(_ number: Int) -> Instant { Instant(seconds: 1_800_000_000 + Int64(number), nanoseconds: 5) }

    @discardableResult
    private func append(_ count: Int, to ledger: SQLiteLedger) async throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for number in 0..<count {
            entries.append(
                try await ledger.append(
                    .run, manifest: Array("release \(number % 3)".utf8), envelope: Array("envelope \(number)".utf8),
                    at: instant(number)))
        }
        return entries
    }

    /// Runs SQL on the file, as whoever can write to it might.
    private func tamper(_ sql: String) throws {
        try Intruder(path: path).execute(sql)
    }

    private static let withoutTriggers = """
        DROP TRIGGER entries_in_order; DROP TRIGGER entries_keep; DROP TRIGGER entries_stay;
        DROP TRIGGER manifests_once; DROP TRIGGER manifests_keep; DROP TRIGGER manifests_stay;
        """

    private func code(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let obstacle as Obstacle {
            return obstacle.diagnostic.code
        } catch {
            return "\(error)"
        }
    }

    @Test("what was recorded is read back, in order and chained")
    func roundTrip() async throws {
        let recorded = try await append(5, to: writer())
        let read = try await reader().entries()
        #expect(read == recorded)
        #expect(read.map(\.index) == [1, 2, 3, 4, 5])
        #expect(read.first?.previous == LedgerChain.origin)
        #expect(read.dropFirst().map(\.previous) == read.dropLast().map(\.hash))
        #expect(read.map(\.recordedAt) == (0..<5).map(instant))
    }

    @Test("entries are found by manifest, and the manifest's bytes by digest")
    func byManifest() async throws {
        try await append(7, to: writer())
        let manifest = Digest.of(Array("release 1".utf8))
        #expect(try await reader().entries(manifest: manifest).map(\.index) == [2, 5])
        #expect(try await reader().manifest(manifest) == Array("release 1".utf8))
        #expect(try await reader().manifest(Digest.of([])) == nil)
        #expect(try await reader().entries(manifest: Digest.of([])).isEmpty)
    }

    @Test("reading never makes a file: absent is empty only where the caller says so")
    func absent() async throws {
        let lenient = SQLiteLedger(path: path, access: .reading(absentIsEmpty: true))
        #expect(try await lenient.entries().isEmpty)
        #expect(try await lenient.manifest(Digest.of([])) == nil)
        #expect(await code { _ = try await reader().entries() } == "ledger-unreadable")
        let careful = SQLiteLedger(path: path, access: .appending(createIfAbsent: false))
        #expect(await code { try await append(1, to: careful) } == "ledger-unreadable")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }

    @Test("an absent ledger that appears is seen by a reader that already looked")
    func appears() async throws {
        let lenient = SQLiteLedger(path: path, access: .reading(absentIsEmpty: true))
        #expect(try await lenient.entries().isEmpty)
        try await append(2, to: writer())
        #expect(try await lenient.entries().count == 2)
    }

    @Test(
        "what is not a ledger of ours is neither read nor written to",
        arguments: ["text", "empty", "foreign", "newer", "directory"])
    func foreign(content: String) async throws {
        switch content {
        case "text": try directory.write("this is not a database, by any measure at all", to: "ledger.sqlite")
        case "empty": try directory.write("", to: "ledger.sqlite")
        case "foreign": try tamper("CREATE TABLE entries (position INTEGER)")
        case "directory": try directory.makeDirectory("ledger.sqlite")
        default:
            try await append(1, to: writer())
            try tamper("PRAGMA user_version = 2")
        }
        #expect(await code { _ = try await reader().entries() } == "ledger-unreadable")
        guard content != "empty" else { return }
        let code = await code { try await append(1, to: writer()) }
        #expect(code == "ledger-unreadable")
        guard content == "foreign" else { return }
        #expect(try Intruder(path: path).execute("PRAGMA journal_mode") == ["delete"])
    }

    @Test("an empty file left by a process killed at birth becomes a ledger")
    func killedAtBirth() async throws {
        try directory.write("", to: "ledger.sqlite")
        try await append(1, to: writer())
        #expect(try await reader().entries().count == 1)
    }

    @Test(
        "rows are refused to change, to go, and to come anywhere but at the end",
        arguments: [
            "UPDATE entries SET envelope = x'00' WHERE position = 2", "DELETE FROM entries",
            "DELETE FROM entries WHERE position = 3", "UPDATE manifests SET bytes = x'00'", "DELETE FROM manifests",
            "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE position = 2",
            "REPLACE INTO entries SELECT 9, recorded_at, kind, manifest, envelope, previous, hash FROM entries LIMIT 1",
            "REPLACE INTO manifests SELECT digest, x'00' FROM manifests LIMIT 1",
        ])
    func appendOnly(sql: String) async throws {
        let recorded = try await append(3, to: writer())
        #expect(throws: Intruder.Refusal.self) { try tamper(sql) }
        #expect(try await reader().entries() == recorded)
    }

    @Test(
        "tampering past the triggers is found, and named by entry and field",
        arguments: [
            ("UPDATE entries SET recorded_at = '2026-01-01T00:00:00Z' WHERE position = 2", "entry 2", "hash"),
            ("UPDATE entries SET recorded_at = 'yesterday' WHERE position = 2", "entry 2", "recorded_at"),
            ("UPDATE entries SET kind = 'waiver' WHERE position = 3", "entry 3", "kind"),
            ("UPDATE entries SET manifest = previous WHERE position = 2", "entry 2", "hash"),
            ("UPDATE entries SET manifest = 'sha256:XY' WHERE position = 2", "entry 2", "manifest"),
            ("UPDATE entries SET envelope = CAST('envelope X' AS BLOB) WHERE position = 4", "entry 4", "hash"),
            ("UPDATE entries SET previous = manifest WHERE position = 2", "entry 2", "previous"),
            ("UPDATE entries SET hash = manifest WHERE position = 2", "entry 2", "hash"),
            ("DELETE FROM entries WHERE position = 1", "entry 1", "index"),
            ("DELETE FROM entries WHERE position = 3", "entry 3", "index"),
            ("UPDATE entries SET position = 6 WHERE position = 5", "entry 5", "index"),
            ("UPDATE entries SET position = -2 WHERE position = 2", "entry 1", "index"),
        ])
    func tampering(sql: String, entry: String, field: String) async throws {
        try await append(5, to: writer())
        try tamper(Self.withoutTriggers + sql)
        let obstacle = await #expect(throws: Obstacle.self) { try await reader().entries() }
        #expect(obstacle?.diagnostic.code == "ledger-broken")
        #expect(obstacle?.diagnostic.message.contains(entry) == true)
        #expect(obstacle?.diagnostic.message.contains("`\(field)`") == true)
        // Asking for one manifest walks the same chain.
        #expect(await code { _ = try await reader().entries(manifest: Digest.of([])) } == "ledger-broken")
        // So does whoever looks back for what is not there.
        #expect(await code { _ = try await reader().newest { _ in false } } == "ledger-broken")
    }

    @Test("the newest that is wanted is found from the end, and what lies before it is not read")
    func newest() async throws {
        let recorded = try await append(5, to: writer())
        #expect(try await reader().newest { _ in true } == recorded[4])
        #expect(try await reader().newest { $0.manifest == recorded[1].manifest } == recorded[4])
        #expect(try await reader().newest { $0.index == 2 } == recorded[1])
        #expect(try await reader().newest { _ in false } == nil)
        let absent = SQLiteLedger(path: directory.path("none.sqlite"), access: .reading(absentIsEmpty: true))
        #expect(try await absent.newest { _ in true } == nil)
        try tamper(
            Self.withoutTriggers + "UPDATE entries SET envelope = CAST('envelope X' AS BLOB) WHERE position = 3")
        #expect(try await reader().newest { $0.index == 4 } == recorded[3])
        #expect(await code { _ = try await reader().newest { $0.index == 3 } } == "ledger-broken")
        #expect(await code { _ = try await reader().newest { $0.index == 2 } } == "ledger-broken")
    }

    @Test("two entries that changed places are found")
    func swapped() async throws {
        try await append(3, to: writer())
        try tamper(
            Self.withoutTriggers
                + """
                UPDATE entries SET position = 99 WHERE position = 1;
                UPDATE entries SET position = 1 WHERE position = 2;
                UPDATE entries SET position = 2 WHERE position = 99;
                """)
        #expect(await code { _ = try await reader().entries() } == "ledger-broken")
    }

    @Test("manifest bytes that no longer have their digest are refused")
    func manifestTampered() async throws {
        try await append(1, to: writer())
        try tamper(Self.withoutTriggers + "UPDATE manifests SET bytes = x'00'")
        let digest = Digest.of(Array("release 0".utf8))
        #expect(await code { _ = try await reader().manifest(digest) } == "ledger-broken")
    }

    @Test("nothing is added after an entry that does not hold")
    func brokenHead() async throws {
        try await append(2, to: writer())
        try tamper(Self.withoutTriggers + "UPDATE entries SET envelope = x'00' WHERE position = 2")
        #expect(await code { try await append(1, to: writer()) } == "ledger-broken")
    }

    @Test("many writers at once make one chain, and lose nothing")
    func concurrent() async throws {
        let (path, instant) = (path, instant(0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask {
                    // A connection of its own, as another process would have.
                    let ledger = SQLiteLedger(path: path, access: .appending(createIfAbsent: true))
                    for number in 0..<20 {
                        _ = try await ledger.append(
                            .run, manifest: Array("release".utf8), envelope: Array("\(writer).\(number)".utf8),
                            at: instant)
                    }
                }
            }
            try await group.waitForAll()
        }
        let entries = try await reader().entries()
        #expect(entries.map(\.index) == Array(1...120))
        #expect(Set(entries.map { String(decoding: $0.envelope, as: UTF8.self) }).count == 120)
    }

    /// What a process killed while it adds the fourth entry leaves behind, before and after it began to change the file.
    private func interruption() async throws -> (recorded: [LedgerEntry], before: Data, during: Data, journal: Data) {
        let recorded = try await append(3, to: writer())
        let before = try #require(FileManager.default.contents(atPath: path))
        let large = String(repeating: "ab", count: 40_000)
        let killed = try SQLiteConnection(path: path, .writing, patience: .seconds(10))
        // With no room in memory the file is written to before the end.
        try killed.execute("PRAGMA cache_size = 2; BEGIN IMMEDIATE")
        try killed.execute(
            "INSERT INTO entries SELECT 4, recorded_at, kind, manifest, x'\(large)', previous, hash FROM entries LIMIT 1"
        )
        let during = try #require(FileManager.default.contents(atPath: path))
        let journal = try #require(FileManager.default.contents(atPath: "\(path)-journal"))
        try killed.execute("ROLLBACK")
        return (recorded, before, during, journal)
    }

    @Test("a write broken off anywhere leaves the chain as it was, and whoever comes next, even to read, undoes it")
    func interrupted() async throws {
        let (recorded, before, during, journal) = try await interruption()
        try #require(before != during && !journal.isEmpty)
        // The journal is whole on the device before the file changes.
        let journalCuts = stride(from: 0, through: journal.count, by: 211).map { (before, journal.prefix($0)) }
        let fileCuts = stride(from: 0, through: during.count, by: 4_096).map { cut in
            (during.prefix(cut) + before.dropFirst(cut), journal)
        }
        for (number, (file, journal)) in (journalCuts + fileCuts).enumerated() {
            let copy = directory.path("cut-\(number).sqlite")
            try file.write(to: URL(fileURLWithPath: copy))
            try journal.write(to: URL(fileURLWithPath: "\(copy)-journal"))
            #expect(try await SQLiteLedger(path: copy, access: .reading(absentIsEmpty: false)).entries() == recorded)
            let ledger = SQLiteLedger(path: copy, access: .appending(createIfAbsent: false))
            let next = try await ledger.append(.run, manifest: [], envelope: [1], at: instant(9))
            #expect(next.index == 4)
        }
    }

    @Test("a ledger of a version that kept a write-ahead log is read, and added to")
    func writeAheadLog() async throws {
        let recorded = try await append(2, to: writer())
        try tamper("PRAGMA journal_mode = WAL")
        #expect(try await reader().entries() == recorded)
        #expect(try await append(1, to: writer()).map(\.index) == [3])
        #expect(try await reader().entries().count == 3)
    }

    @Test("one bit flipped anywhere in the file is found, or changes nothing that was recorded")
    func flipped() async throws {
        let recorded = try await append(3, to: writer())
        let file = try #require(FileManager.default.contents(atPath: path))
        let copy = directory.path("flipped.sqlite")
        var found: [String: Int] = [:]
        // The header has a meaning in every byte.
        for offset in Array(0..<100) + Array(stride(from: 100, to: file.count, by: 3)) {
            var flipped = file
            flipped[offset] ^= 1 << (offset % 8)
            try flipped.write(to: URL(fileURLWithPath: copy))
            let ledger = SQLiteLedger(path: copy, access: .reading(absentIsEmpty: false))
            let code = await code {
                try await ledger.inspect()
                #expect(try await ledger.entries() == recorded, "a bit of byte \(offset)")
            }
            found[code ?? "nothing", default: 0] += 1
        }
        #expect(Set(found.keys) == ["ledger-broken", "ledger-unreadable", "nothing"], "\(found)")
        #expect(found["ledger-broken", default: 0] > 300, "\(found)")
    }

    @Test("a cut-off end is what the chain alone cannot tell")
    func cutOff() async throws {
        let recorded = try await append(3, to: writer())
        try tamper(Self.withoutTriggers + "DELETE FROM entries WHERE position = 3")
        #expect(try await reader().entries() == Array(recorded.prefix(2)))
    }

    @Test("the hash is the one its documentation describes")
    func chainHash() {
        // From Python: sha256 of the seven strings, each after `struct.pack(">Q", len(it))`.
        let entry = LedgerChain.next(
            after: nil, recordedAt: Instant(seconds: 0), kind: .run, manifest: LedgerChain.origin, envelope: [])
        #expect(entry.hash.hex == "71e7124958a669ed194713aede4d5a5c1fbc359f6aa2cde618fe47feb884ca95")
    }
}
