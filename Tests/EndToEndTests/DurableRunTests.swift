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

    /// Every record with `AIRWORTHY_EXHAUSTIVE=1`, which takes some minutes; every eleventh without.
    private static let stride = ProcessInfo.processInfo.environment["AIRWORTHY_EXHAUSTIVE"] == "1" ? 1 : 11

    @Test(
        "killed at any record of sixty steps, a run resumes to the same end with nothing done twice",
        .timeLimit(.minutes(60)))
    func killedAtEveryRecord() async throws {
        let rollout = try await Rollout.make(Self.sixty)
        let whole = try await rollout.run("-q")
        #expect(whole.status == 0, "\(whole)")
        #expect(try rollout.done().sorted() == Self.actions.sorted())
        let count = rollout.journal(of: try rollout.onlyRun()).count - 1
        #expect(count >= 2 + 2 * 60)

        let killer = try await Executioner.make(in: rollout.directory)
        for record in Swift.stride(from: 1, to: count, by: Self.stride) {
            try rollout.reset()
            // Every other one is torn: its first half is in the file.
            let isTorn = record.isMultiple(of: 2)
            let killed = try await killer.run(
                Rollout.command + ["-q"], in: rollout.root, atRecord: record, torn: isTorn)
            #expect(killed.status == -SIGKILL, "record \(record): \(killed)")
            let run = try rollout.onlyRun()
            let lines = rollout.journal(of: run)
            #expect(lines.count == (isTorn ? record : record + 1) && lines.last?.isEmpty == !isTorn, "record \(record)")

            let resumed = try await rollout.run("-q", "--resume", run)
            #expect(resumed.status == 0, "killed at record \(record): \(resumed)")
            #expect(try rollout.done().sorted() == Self.actions.sorted(), "killed at record \(record)")
            let verified = try await Storefront.airworthy.run("ledger", "verify", in: rollout.root)
            #expect(verified.status == 0 && verified.output.contains("1 journals"), "\(verified)")
        }
    }

    @Test(
        "kill -9 while the journal grows, again and again in one run: the end is the same, nothing is done twice",
        .timeLimit(.minutes(10)))
    func killedAgainAndAgain() async throws {
        let rollout = try await Rollout.make(Self.sixty)
        var arguments = Rollout.command + ["-q"]
        var kills = 0
        while true {
            let process = try Storefront.airworthy.started(arguments, in: rollout.root)
            let before = ((try? rollout.onlyRun()).map { rollout.journal(of: $0).count } ?? 0) + 16
            let number = process.processIdentifier
            // On a thread of its own: other tests keep the tasks' threads busy for longer than the run takes.
            await withCheckedContinuation { done in
                Thread.detachNewThread {
                    func length() -> Int { (try? rollout.onlyRun()).map { rollout.journal(of: $0).count } ?? 0 }
                    while kill(number, 0) == 0, length() < before { usleep(500) }
                    kill(number, SIGKILL)
                    done.resume()
                }
            }
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
        try rollout.checklist(
            "  - {id: switch, uses: command, with: {program: bin/act-slowly, args: [switch, \"30\"], proof: exit}, "
                + "effect: true, timeout: 60s}"
        )
        try await rollout.changing().killed()
        let resumed = try await rollout.run("--resume", "last")
        #expect(resumed.status == 3, "\(resumed)")
        #expect(resumed.output.contains("[ambiguous-action]"), "\(resumed)")
        let next = "next: airworthy \(Rollout.command.joined(separator: " ")) --resume \(try rollout.onlyRun())\n"
        #expect(resumed.output.contains(next), "\(resumed)")
        #expect(try rollout.done() == [])
    }

    @Test("a resumed run waits for what a killed one started before it asks whether it was done")
    func survivor() async throws {
        let rollout = try await Rollout.make(
            "  - {id: switch, uses: command, with: {program: bin/act-slowly, args: [switch, \"50\"], "
                + "expect: {output: {contains: [did]}}}, effect: true, timeout: 60s, probe: {uses: command, timeout: 60s, "
                + "with: {program: bin/probe, args: [switch], expect: {output: {contains: [is]}}}}}")
        try await rollout.changing().killed()
        async let resuming = rollout.run("--resume", "last")
        try await Task.sleep(for: .milliseconds(500))
        try rollout.letGo()
        let resumed = try await resuming
        #expect(resumed.status == 0, "\(resumed)")
        #expect(resumed.output.contains("done before"), "\(resumed)")
        #expect(try rollout.done() == ["switch"])
    }
}
