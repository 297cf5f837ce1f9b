import Airworthy
import AirworthyTesting
import Testing
import Trust

/// What users of other gates complained of, by the number of the project's list, 1 to 19: each goes our way here, or is
/// tested where ``elsewhere`` says.
@Suite("Complaints about other gates")
struct ComplaintTests {
    static let elsewhere: [Int: String] = [
        12: "RegistryImages: throttled is not unsigned", 13: "WaiverTests: a waiver without an owner is malformed",
        14: "WaiverTests", 15: "WaiverTests", 16: "WaiverTests", 17: "WaiverTests: covered subject by subject",
        18: "WaiverTests: a waiver for anything else clears nothing",
    ]
    static let here: Set<Int> = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19]

    @Test("every complaint is accounted for, once")
    func numbers() {
        #expect(Self.here.union(Self.elsewhere.keys) == Set(1...19))
        #expect(Self.here.isDisjoint(with: Self.elsewhere.keys))
    }

    private func codes(_ steps: String, head: String = "") -> [String] {
        do throws(InputError) {
            _ = try Samples.plan(
                checklist: "checklist: sample\nphase: release\ntitle: A sample\n\(head)steps:\(steps)",
                for: Samples.release())
            return []
        } catch {
            return error.diagnostics.array.map(\.code)
        }
    }

    @Test(
        "1, 2, 3, 8: nothing but a cleared run exits 0",
        arguments: ["fail", "inconclusive", "error", "hang"])
    func exitStatus(answer: String) async throws {
        let plan = try Samples.plan(
            "  - {id: only, uses: scripted, timeout: 1s, with: {answer: \(answer)}}\n  - {id: fine, uses: scripted}",
            for: Samples.release())
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 2).run(mode: .live)
        #expect(ExitStatus(Verdict(record, of: plan)) == (answer == "fail" ? .blocked : .undetermined))
    }

    @Test("4: an action that was not allowed to act has not completed, and what it may have done is undone")
    func refusedAction() async throws {
        let steps =
            VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("before", undoable: true)
            + "  - {id: refused, uses: command, with: {program: absent, proof: exit}, effect: true, needs: [before]}\n"
        let rollout = try VirtualRollout(steps)
        let (record, _) = try await rollout.part()
        #expect(record.units[2].outcome.diagnostics.map(\.code) == ["command-not-found"])
        #expect(rollout.deeds.all == ["before", "undo before"])
        #expect(Verdict(record, of: rollout.plan).name == "undetermined")
    }

    @Test("5: a step over nothing is an error unless it says that nothing is right, and even then nothing passes")
    func overNothing() async throws {
        #expect(codes("\n  - {id: a, uses: scripted, forEach: migrations}") == ["too-few-subjects"])
        let plan = try Samples.plan(
            "  - {id: a, uses: scripted, forEach: migrations, minSubjects: 0}", for: Samples.release())
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 1).run(mode: .live)
        #expect(Verdict(record, of: plan).blockers.map(\.code) == ["nothing-passed"])
    }

    @Test("6: what does not exist is refused: a kind, a need, a requirement's provider")
    func absent() {
        #expect(codes("\n  - {id: a, uses: not-there}") == ["unknown-kind"])
        #expect(codes("\n  - {id: a, uses: scripted, needs: [b]}") == ["unknown-need"])
    }

    @Test("7: an empty checklist is refused")
    func emptyChecklist() {
        #expect(codes(" []") == ["empty-checklist"])
    }

    @Test("9: a program that failed has failed, and one that a signal ended is inconclusive")
    func failedProgram() async throws {
        let processes = MemoryProcesses()
        processes.install("failed", ending: .exited(1))
        processes.install("killed", ending: .signalled(9))
        let release = try Samples.release()
        let plan = try Samples.plan(
            ["failed", "killed"].map { "  - {id: \($0), uses: command, with: {program: \($0), proof: exit}}" }
                .joined(separator: "\n"), for: release)
        var world = World.empty
        world.processes = processes
        let context = CheckContext(release: release, trust: .nobody, instant: Samples.instant, world: world)
        let record = await Runner(plan: plan, context: context, width: 1).run(mode: .live)
        #expect(record.units.map(\.outcome.name) == ["failed", "inconclusive"])
        #expect(!Verdict(record, of: plan).isCleared)
    }

    @Test("10, 11: what was ended early or never begun has not succeeded")
    func endedEarly() throws {
        let plan = try Samples.plan(
            "  - {id: first, uses: scripted}\n  - {id: second, uses: scripted}", for: Samples.release())
        var machine = RunMachine(plan: plan, width: 1)
        _ = machine.receive(.begin, at: .zero)
        _ = machine.receive(.cancel, at: .seconds(1))
        #expect(machine.records?.map(\.outcome.name) == ["errored", "skipped"])
    }

    @Test("19: everything is judged at an instant that is said, and counts until one that is said")
    func instants() throws {
        let plan = try Samples.plan("  - {id: only, uses: scripted}", for: Samples.release())
        let inputs = JournalInputs(plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        #expect(inputs.expires == plan.release.window.end(from: Samples.instant))
        // End-exclusive.
        #expect(inputs.differences(from: inputs, at: inputs.expires).count == 1)
        #expect(inputs.differences(from: inputs, at: inputs.expires - .seconds(1)).isEmpty)
    }
}
