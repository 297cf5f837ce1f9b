import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

/// This same test program, started a second time with ``victimVariable`` set, is the process that gets killed.
@Suite("a process killed while it adds to the ledger", .timeLimit(.minutes(10)))
struct LedgerKillTests {
    static let victimVariable = "AIRWORTHY_TEST_KILLED_LEDGER"
    static let victimDirectory = ProcessInfo.processInfo.environment[victimVariable]

    private func ledger(in directory: String) -> SQLiteLedger {
        SQLiteLedger(path: "\(directory)/ledger.sqlite", access: .appending(createIfAbsent: true))
    }

    @Test("the one to be killed adds entries until then", .enabled(if: victimDirectory != nil, "run by the other test"))
    func victim() async throws {
        let directory = try #require(Self.victimDirectory)
        let receipts = try #require(fopen("\(directory)/receipts", "a"))
        let ledger = ledger(in: directory)
        // Not for ever: nobody may be there to kill it.
        for _ in 0..<20_000 {
            let entry = try await ledger.append(
                .run, manifest: Array("release".utf8), envelope: [UInt8](repeating: 65, count: 3_000),
                at: Instant(seconds: 1_800_000_000))
            fputs("\(entry.index) \(entry.hash)\n", receipts)
            fflush(receipts)
        }
    }

    @Test(
        "every entry whose receipt was handed out is there, the chain holds, and the next one goes on",
        .enabled(if: victimDirectory == nil))
    func killed() async throws {
        let directory = try TemporaryDirectory()
        var recorded = 0
        for round in 0..<6 {
            try directory.write("", to: "receipts")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = ["--testing-library", "swift-testing", "--filter", "LedgerKillTests/victim"]
            process.environment = [Self.victimVariable: directory.path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
            let began = ContinuousClock.now
            while receipts(directory).isEmpty, ContinuousClock.now - began < .seconds(90) {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await Task.sleep(for: .milliseconds(7 * round))
            kill(process.processIdentifier, SIGKILL)
            while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }

            let receipts = receipts(directory)
            let entries = try await ledger(in: directory.path).entries()
            try #require(!receipts.isEmpty)
            // One may have been on the device before its receipt was written down.
            #expect((recorded + receipts.count...recorded + receipts.count + 1).contains(entries.count))
            let kept = entries.dropFirst(recorded).prefix(receipts.count).map { "\($0.index) \($0.hash)" }
            #expect(kept == receipts)
            recorded = entries.count
        }
        let next = try await ledger(in: directory.path).append(
            .run, manifest: [], envelope: [], at: Instant(seconds: 1_800_000_000))
        #expect(next.index == recorded + 1)
    }

    private func receipts(_ directory: TemporaryDirectory) -> [String] {
        let text = FileManager.default.contents(atPath: directory.path("receipts")) ?? Data()
        // The last line may have been cut off by the kill.
        return String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }
}
