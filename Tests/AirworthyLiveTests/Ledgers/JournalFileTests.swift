import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("The journal's file")
struct JournalFileTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("journal.jsonl") }

    init() throws { directory = try TemporaryDirectory() }

    private func begin(_ events: Int = 3) async throws -> JournalFile {
        let journal = try await JournalFile.begin(at: path)
        let plan = try Samples.plan("  - {id: look, uses: scripted}", for: Samples.release())
        let inputs = JournalInputs(plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        try journal.append(.began(run: "5f21", inputs, seed: 1, at: Samples.instant))
        for number in 1..<events { try journal.append(.intent(unit: "look", attempt: number, nil)) }
        try await journal.synchronize()
        return journal
    }

    private func code(_ body: () async throws -> Void) async throws -> String? {
        do {
            try await body()
            return nil
        } catch let obstacle as Obstacle {
            return obstacle.diagnostic.code
        }
    }

    @Test("another process may read the records, but not write any")
    func onlyWriter() async throws {
        let journal = try await begin()
        try journal.flush()
        #expect(try await JournalFile.verify(at: path).events.count == 3)
        #expect(try await code { _ = try await JournalFile.begin(at: path) } == "journal-unwritable")
        #expect(try await code { _ = try await JournalFile.resume(at: path) } == "journal-busy")
        try journal.append(.intent(unit: "look", attempt: 3, nil))
        try journal.flush()
        #expect(try await JournalFile.verify(at: path).events.count == 4)
    }

    @Test("a torn record is cut off, and the chain goes on after the last whole one")
    func torn() async throws {
        do { _ = try await begin() }
        var bytes = try Data(contentsOf: URL(filePath: path))
        let whole = bytes.count
        bytes += Data(#"{"event":{"attempt":3,"ev"#.utf8)
        try bytes.write(to: URL(filePath: path))
        do {
            let (journal, text) = try await JournalFile.resume(at: path)
            #expect(text.torn == bytes.count - whole && text.events.count == 3)
            try journal.append(.intent(unit: "look", attempt: 3, nil))
        }
        let text = try await JournalFile.verify(at: path)
        #expect(text.events.count == 4 && text.torn == 0)
    }

    @Test("records are in the file once flushed, once they are many, and once the journal is given up")
    func waiting() async throws {
        func count() async throws -> Int { try await JournalFile.verify(at: path).events.count }
        do {
            let journal = try await begin(1)
            try journal.flush()
            let begun = try await count()
            try journal.append(.intent(unit: "look", attempt: 1, nil))
            #expect(try await count() == begun)
            try journal.flush()
            #expect(try await count() == begun + 1)
            for number in 0..<1_000 { try journal.append(.intent(unit: "look", attempt: number, nil)) }
            let many = try await count()
            #expect(many > begun + 500 && many < begun + 1_001)
            try await journal.synchronize()
            #expect(try await count() == begun + 1_001)
            try journal.append(.intent(unit: "last", attempt: 1, nil))
        }
        #expect(try await JournalFile.verify(at: path).events.last == .intent(unit: "last", attempt: 1, nil))
    }

    @Test("one bit of the file flipped is found, and nothing is added after it")
    func flipped() async throws {
        do { _ = try await begin() }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 4
        try bytes.write(to: URL(filePath: path))
        #expect(try await code { _ = try await JournalFile.resume(at: path) } == "journal-broken")
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }

    @Test("a journal that is not there is missing, not empty")
    func missing() async throws {
        #expect(try await code { _ = try await JournalFile.resume(at: path) } == "journal-missing")
        #expect(try await code { _ = try await JournalFile.verify(at: path) } == "journal-missing")
    }

    @Test("records added at once from many tasks are one chain, each there once")
    func together() async throws {
        do {
            let journal = try await begin(1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try journal.append(.intent(unit: "unit-\(number)", attempt: 1, nil))
                        if number.isMultiple(of: 10) { try await journal.synchronize() }
                    }
                }
                try await group.waitForAll()
            }
        }
        let units = try await JournalFile.verify(at: path).events.compactMap { event -> String? in
            guard case .intent(let unit, _, _) = event else { return nil }
            return unit
        }
        #expect(units.count == 200 && Set(units).count == 200)
    }

    @Test("once a record could not be written, nothing follows it")
    func full() async throws {
        // Every write to this device fails: No space left on device.
        let link = directory.path("full.jsonl")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
        #expect(try await code { _ = try await JournalFile.begin(at: link) } == "journal-unwritable")
    }

    /// Opt-in, because what a device does in a given moment says nothing about the code.
    @Test(
        "a durable record costs little more than the fsync(2) it takes",
        .enabled(if: ProcessInfo.processInfo.environment["AIRWORTHY_MEASURE"] == "1"))
    func againstRawSynchronisation() async throws {
        let rounds = 300
        let journal = try await begin()
        let raw = try #require(FileHandle(forWritingAtPath: try directory.write("", to: "raw")))
        let line = Data(repeating: 0x78, count: 300)
        var ours: [Duration] = []
        var theirs: [Duration] = []
        for number in 0..<rounds {
            let began = ContinuousClock.now
            try journal.append(.intent(unit: "look", attempt: number, nil))
            try await journal.synchronize()
            let between = ContinuousClock.now
            try raw.write(contentsOf: line)
            try raw.synchronize()
            theirs.append(between.duration(to: .now))
            ours.append(began.duration(to: between))
        }
        let ratio = ours.sorted()[rounds / 2] / theirs.sorted()[rounds / 2]
        #expect(ratio <= 1.3, "\(ratio) times a raw write and fsync: \(ours.sorted()[rounds / 2])")
    }
}
