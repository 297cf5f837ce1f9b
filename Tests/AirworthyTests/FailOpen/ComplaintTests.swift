import Airworthy
import AirworthyTesting
import Testing
import Trust

/// What users of other gates complained of, by the number of `Docs/fail-open.md`, 1 to 19: one named test each.
@Suite("Complaints about other gates")
struct ComplaintTests {
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

    /// The exit status of a run in which one step answers so and another passes.
    private func status(_ answer: String, severity: String = "block") async throws -> Airworthy.ExitStatus {
        let plan = try Samples.plan(
            "  - {id: only, uses: scripted, timeout: 1s, severity: \(severity), with: {answer: \(answer)}}\n"
                + "  - {id: fine, uses: scripted}", for: Samples.release())
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 2).run(mode: .live)
        return ExitStatus(Verdict(record, of: plan))
    }

    @Test("1: a check that failed never exits 0")
    func complaint1() async throws {
        #expect(try await status("pass") == .cleared)
        #expect(try await status("fail") == .blocked)
    }

    @Test("2: a preflight whose analysis could not tell never exits 0", arguments: ["inconclusive", "hang"])
    func complaint2(answer: String) async throws {
        #expect(try await status(answer) == .undetermined)
    }

    @Test("3: an experiment that broke off never exits 0")
    func complaint3() async throws {
        #expect(try await status("error") == .undetermined)
        #expect(try await status("error", severity: "warn") == .cleared, "what only warns says so in the checklist")
    }

    @Test("8: a release that is not as required is refused at the gate")
    func complaint8() async throws {
        let gate = try VirtualGate()
        let release = try Samples.release()
        let run = try await gate.run(release, answer: "fail")
        let now = Samples.instant + .seconds(1)
        let request = AdmissionRequest(
            purpose: .promote, environment: "production", subject: release.manifestDigest, instant: now, epoch: 1)
        let runs = RunHistory(gate.ledger([run]), trust: gate.trust, at: now).runs(naming: release.manifestDigest)
        guard case .refuse(let reasons) = AdmissionDecision.decide(request, runs: runs) else {
            Issue.record("admitted")
            return
        }
        #expect(reasons.map(\.code).array == ["not-passed"])
    }

    @Test("4: an action that was not allowed to act has not completed, and what it may have done is undone")
    func complaint4() async throws {
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
    func complaint5() async throws {
        #expect(codes("\n  - {id: a, uses: scripted, forEach: migrations}") == ["too-few-subjects"])
        let plan = try Samples.plan(
            "  - {id: a, uses: scripted, forEach: migrations, minSubjects: 0}", for: Samples.release())
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 1).run(mode: .live)
        #expect(Verdict(record, of: plan).blockers.map(\.code) == ["nothing-passed"])
    }

    @Test("6: what does not exist is refused: a kind, a need, a requirement's provider")
    func complaint6() {
        #expect(codes("\n  - {id: a, uses: not-there}") == ["unknown-kind"])
        #expect(codes("\n  - {id: a, uses: scripted, needs: [b]}") == ["unknown-need"])
    }

    @Test("7: an empty checklist is refused")
    func complaint7() {
        #expect(codes(" []") == ["empty-checklist"])
    }

    @Test("9: a program that failed has failed, and one that a signal ended is inconclusive")
    func complaint9() async throws {
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

    @Test("10: what was ended early has not succeeded")
    func complaint10() throws {
        #expect(try endedEarly()[0].name == "errored")
    }

    @Test("11: what was never begun has not succeeded")
    func complaint11() throws {
        #expect(try endedEarly()[1].name == "skipped")
    }

    /// Of two steps one after the other, when the run is cancelled during the first.
    private func endedEarly() throws -> [Outcome] {
        let plan = try Samples.plan(
            "  - {id: first, uses: scripted}\n  - {id: second, uses: scripted}", for: Samples.release())
        var machine = RunMachine(plan: plan, width: 1)
        _ = machine.receive(.begin, at: .zero)
        _ = machine.receive(.cancel, at: .seconds(1))
        return try #require(machine.records).map(\.outcome)
    }

    @Test("12: a registry that is too busy to list signatures has not said that there are none")
    func complaint12() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.images.obstruct(
            .referrers(image.digest), in: world.repository, with: Obstacle("registry-busy", "429: too many requests"))
        let outcome = await BoundCheck(try ImageSignatureCheck.reading("{}")).examine(
            .image(world.repository.pinned(to: image.digest), of: nil), in: world.memory.context)
        #expect(outcome.name == "errored")
        #expect(outcome.diagnostics.map(\.code) == ["registry-busy"])
    }

    @Test("19: everything is judged at an instant that is said, and counts until one that is said")
    func complaint19() throws {
        let plan = try Samples.plan("  - {id: only, uses: scripted}", for: Samples.release())
        let inputs = JournalInputs(plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        #expect(inputs.expires == plan.release.window.end(from: Samples.instant))
        // End-exclusive.
        #expect(inputs.differences(from: inputs, at: inputs.expires).count == 1)
        #expect(inputs.differences(from: inputs, at: inputs.expires - .seconds(1)).isEmpty)
    }
}
