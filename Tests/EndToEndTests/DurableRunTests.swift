import AirworthyTesting
import Foundation
import Testing

/// The real program, killed and taken up again.
@Suite("Durable runs")
struct DurableRunTests {
    /// Sixty steps: every other one changes something, most wait for the one before.
    private static let sixty = (0..<60).map { number in
        let needs = number % 5 == 0 || number == 0 ? "" : ", needs: [step-\(number - 1)]"
        if number.isMultiple(of: 2) {
            return Rollout.look("step-\(number)", needs + (number == 0 ? ", steady: true" : ""))
        }
        return number % 4 == 1 ? Rollout.undoable("step-\(number)", needs) : Rollout.act("step-\(number)", needs)
    }.joined(separator: "\n")

    private static let actions = (0..<60).filter { $0 % 2 == 1 }.map { "step-\($0)" }

    /// The kernel itself ends the process (SIGXFSZ, which cannot be handled late) when its journal is as long as it may be:
    /// after exactly so many records, with the next one begun.
    private func killed(_ rollout: Rollout, journalOf bytes: Int) async throws -> Program.Result {
        try await Program(path: "/usr/bin/env").run(
            // Somebody above may ignore the signal, and that is inherited.
            ["--default-signal=XFSZ", "prlimit", "--fsize=\(bytes)", "--core=0", Storefront.airworthy.path]
                + Rollout.command + ["-q"], in: rollout.root)
    }

    /// Every record with `AIRWORTHY_EXHAUSTIVE=1`, which takes some minutes; every eleventh without.
    private static let stride = ProcessInfo.processInfo.environment["AIRWORTHY_EXHAUSTIVE"] == "1" ? 1 : 11

    @Test(
        "killed after any record of sixty steps, a run resumes to the same end with nothing done twice",
        .timeLimit(.minutes(60)))
    func killedAfterEveryRecord() async throws {
        let rollout = try await Rollout.make(Self.sixty)
        let whole = try await rollout.run("-q")
        #expect(whole.status == 0, "\(whole)")
        #expect(try rollout.done().sorted() == Self.actions.sorted())
        let lines = rollout.journal(of: try rollout.onlyRun()).dropLast()
        #expect(lines.count >= 2 + 2 * 60)

        var killedAt: Set<Int> = []
        var offset = 0
        for (index, line) in lines.enumerated() {
            offset += line.utf8.count + 1
            guard index % Self.stride == 0, index < lines.count - 1 else { continue }
            try rollout.reset()
            // A little into the next record: that one is torn.
            let result = try await killed(rollout, journalOf: offset + 80)
            #expect(result.status == -SIGXFSZ, "record \(index + 1): \(result)")
            let run = try rollout.onlyRun()
            let kept = rollout.journal(of: run)
            killedAt.insert(kept.count - 1)

            let resumed = try await rollout.run("-q", "--resume", run)
            #expect(resumed.status == 0, "killed after record \(kept.count - 1): \(resumed)")
            #expect(try rollout.done().sorted() == Self.actions.sorted(), "killed after record \(kept.count - 1)")
        }
        // Times are printed with one digit more or less, so a record may be missed; most must be hit.
        let wanted = lines.count / Self.stride
        #expect(killedAt.count >= wanted * 9 / 10, "only \(killedAt.count) of \(wanted)")
        let verified = try await Storefront.airworthy.run("ledger", "verify", in: rollout.root)
        #expect(verified.status == 0 && verified.output.contains("1 journals"), "\(verified)")
    }

    @Test(
        "kill -9 while the journal grows, again and again in one run: the end is the same, nothing is done twice",
        .timeLimit(.minutes(10)))
    func killedAgainAndAgain() async throws {
        let rollout = try await Rollout.make(Self.sixty)
        var arguments = Rollout.command + ["-q"]
        var kills = 0
        while true {
            let process = Process()
            process.executableURL = URL(filePath: Storefront.airworthy.path)
            process.arguments = arguments
            process.currentDirectoryURL = URL(filePath: rollout.root)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            let before = ((try? rollout.onlyRun()).map { rollout.journal(of: $0).count } ?? 0) + 16
            while process.isRunning, ((try? rollout.onlyRun()).map { rollout.journal(of: $0).count } ?? 0) < before {
                try await Task.sleep(for: .milliseconds(1))
            }
            kill(process.processIdentifier, SIGKILL)
            while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
            guard process.terminationReason == .uncaughtSignal else {
                #expect(process.terminationStatus == 0)
                break
            }
            kills += 1
            #expect(kills < 200)
            arguments = Rollout.command + ["-q", "--resume", try rollout.onlyRun()]
        }
        #expect(kills >= 3, "\(kills) kills")
        #expect(try rollout.done().sorted() == Self.actions.sorted())
        let verified = try await Storefront.airworthy.run("ledger", "verify", in: rollout.root)
        #expect(verified.status == 0, "\(verified)")
    }

    @Test("an action without a probe whose end is not on record is not repeated: it blocks by name")
    func ambiguousWithoutProbe() async throws {
        let rollout = try await Rollout.make(Rollout.act("switch", probe: false))
        let process = Process()
        process.executableURL = URL(filePath: Storefront.airworthy.path)
        try rollout.checklist(
            "  - {id: switch, uses: command, with: {program: bin/act-slowly, args: [switch, \"30\"], proof: exit}, effect: true, timeout: 60s}"
        )
        process.arguments = Rollout.command
        process.currentDirectoryURL = URL(filePath: rollout.root)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while !FileManager.default.fileExists(atPath: rollout.directory.path("world/switch.began")) {
            try await Task.sleep(for: .milliseconds(5))
        }
        kill(process.processIdentifier, SIGKILL)
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        let resumed = try await rollout.run("--resume", "last")
        #expect(resumed.status == 3, "\(resumed)")
        #expect(resumed.output.contains("[ambiguous-action]"), "\(resumed)")
        #expect(try rollout.done() == [])
    }

    @Test("a resumed run waits for what a killed one started before it asks whether it was done")
    func survivor() async throws {
        let rollout = try await Rollout.make(
            "  - {id: switch, uses: command, with: {program: bin/act-slowly, args: [switch, \"3\"], "
                + "expect: {output: {contains: [did]}}}, effect: true, timeout: 60s, probe: {uses: command, timeout: 60s, "
                + "with: {program: bin/probe, args: [switch], expect: {output: {contains: [is]}}}}}")
        let process = Process()
        process.executableURL = URL(filePath: Storefront.airworthy.path)
        process.arguments = Rollout.command
        process.currentDirectoryURL = URL(filePath: rollout.root)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while !FileManager.default.fileExists(atPath: rollout.directory.path("world/switch.began")) {
            try await Task.sleep(for: .milliseconds(5))
        }
        kill(process.processIdentifier, SIGKILL)
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        let resumed = try await rollout.run("--resume", "last")
        #expect(resumed.status == 0, "\(resumed)")
        #expect(resumed.output.contains("done before"), "\(resumed)")
        #expect(try rollout.done() == ["switch"])
    }
}
