import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Where other gates open because they saw nothing: the rows of `Docs/fail-open.md`, one named test each. Rows about the
/// engine are here, rows about one kind of evidence in the extension.
@Suite("Fail-open census")
struct FailOpenCensusTests {
    func plan(_ steps: String, requires: [String] = [], phase: Phase = .preRelease) throws -> Plan {
        try Samples.plan(steps, phase: phase, for: Samples.release(requires: requires))
    }

    func run(_ plan: Plan) async -> Verdict {
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 2).run(mode: .live)
        return Verdict(record, of: plan)
    }

    private func verdict(_ plan: Plan, _ machine: RunMachine) throws -> Verdict {
        let record = RunRecord(
            planDigest: plan.digest, mode: .live, effective: Samples.instant, started: Samples.instant,
            finished: Samples.instant, units: try #require(machine.records))
        return Verdict(record, of: plan)
    }

    func codes(_ body: () throws(InputError) -> Plan) -> [String] {
        do throws(InputError) {
            _ = try body()
            return []
        } catch {
            return error.diagnostics.array.map(\.code)
        }
    }

    @Test("row 1: a step without a condition is refused before anything runs")
    func row1() {
        let steps = "  - {id: a, uses: command, with: {program: p}}"
        #expect(codes { () throws(InputError) in try Samples.plan(steps, for: Samples.release()) } == ["no-proof"])
    }

    @Test("row 2: what was cancelled before it had seen anything is undetermined")
    func row2() throws {
        let plan = try plan("  - {id: only, uses: scripted}")
        var machine = RunMachine(plan: plan, width: 1)
        _ = machine.receive(.cancel, at: .zero)
        _ = machine.receive(.begin, at: .zero)
        #expect(try verdict(plan, machine).name == "undetermined")
    }

    @Test("row 3: what another step's failure kept from running is undetermined, and named")
    func row3() async throws {
        let plan = try plan(
            "  - {id: first, uses: scripted, with: {answer: fail}, severity: warn}\n"
                + "  - {id: second, uses: scripted, needs: [first]}\n  - {id: third, uses: scripted}")
        #expect(await run(plan).blockers == [Blocker(unit: "second", code: "need-not-cleared")])
    }

    @Test("row 5: a step all of whose attempts errored has not passed")
    func row5() async throws {
        let plan = try plan(
            "  - {id: only, uses: scripted, with: {answer: error}, retry: {attempts: 3, backoff: 0s}}")
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 2).run(mode: .live)
        #expect(record.units[0].attempts.map(\.outcome.name) == ["errored", "errored", "errored"])
        #expect(Verdict(record, of: plan).name == "undetermined")
    }

    @Test(
        "row 6: time running out is never success, of a step or of the run",
        arguments: [(5, "timed-out"), (60, "run-timed-out")])
    func row6(seconds: Int, code: String) throws {
        let text =
            "checklist: sample\nphase: release\ntitle: A sample\nlimits: {timeout: 10s}\nsteps:\n"
            + "  - {id: only, uses: scripted, timeout: \(seconds)s}"
        let plan = try Samples.plan(checklist: text, for: Samples.release())
        var machine = RunMachine(plan: plan, width: 1)
        _ = machine.receive(.begin, at: .zero)
        _ = machine.receive(.tick, at: .seconds(min(seconds, 10)))
        #expect(machine.records?[0].outcome.diagnostics.map(\.code) == [code])
        #expect(try verdict(plan, machine).name == "undetermined")
    }

    @Test("row 11: a step that only warns provides nothing, and warnings alone are no pass")
    func row11() async throws {
        let warned = try plan(
            "  - {id: a, uses: scripted, with: {answer: fail}, severity: warn, provides: [perf.ok]}\n"
                + "  - {id: b, uses: scripted}", requires: ["perf.ok"])
        #expect(await run(warned).blockers.map(\.code) == ["requirement-unmet:perf.ok"])
        let alone = try plan("  - {id: a, uses: scripted, with: {answer: fail}, severity: warn}")
        #expect(await run(alone).blockers.map(\.code) == ["nothing-passed"])
    }

    @Test("row 8: a group none of which was looked at is no pass of the group")
    func row8() async throws {
        let plan = try plan("  - {id: only, uses: scripted, when: {environment: [staging]}}")
        #expect(await run(plan).blockers == [Blocker(unit: "sample", code: "nothing-passed")])
    }

    @Test("row 9: where everything errored nothing has passed, and each is named")
    func row9() async throws {
        let steps = ["a", "b", "c"].map { "  - {id: \($0), uses: scripted, with: {answer: error}}" }
        let verdict = await run(try plan(steps.joined(separator: "\n")))
        #expect(verdict.name == "undetermined")
        #expect(verdict.blockers.map(\.code) == Array(repeating: "scripted-obstacle", count: 3) + ["nothing-passed"])
    }

    @Test("row 13: what a release requires is not provided by a step that had nothing to look at")
    func row13() async throws {
        let plan = try plan(
            "  - {id: contracts, uses: scripted, forEach: migrations, minSubjects: 0, provides: [contracts.ok]}\n"
                + "  - {id: other, uses: scripted}", requires: ["contracts.ok"])
        #expect(await run(plan).blockers.map(\.code) == ["requirement-unmet:contracts.ok"])
    }

    @Test("row 20: every step ends by itself without being told to, and approval turns no failure into a pass")
    func row20() async throws {
        let plan = try plan("  - {id: only, uses: scripted, with: {answer: fail}}")
        #expect(plan.units[0].step.timeout == .seconds(30))
        #expect(plan.units[0].step.retry.attempts == 1)
        let office = try VirtualOffice()
        let approvals = ApprovalTally(
            [try office.approval(of: plan, by: ["lee"]), try office.approval(of: plan, by: ["kim"])],
            of: ApprovalScope(plan), under: office.trust, initiator: "dana", at: Samples.instant)
        #expect(approvals.isSatisfied)
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 1).run(mode: .live)
        #expect(Verdict(record, of: plan, approvals: approvals).blockers.map(\.code) == ["scripted"])
    }

    @Test("row 22: after a revocation no earlier result stands")
    func row22() throws {
        let earlier = JournalInputs.sample()
        let revoked = try VirtualGate(epoch: 2)
        let later = JournalInputs.sample(trust: revoked.trust, at: Samples.instant + .seconds(1))
        #expect(later.differences(from: earlier, at: Samples.instant + .seconds(1)).contains { $0.contains("epoch") })
    }

    @Test("row 23: a step that does not apply here provides nothing: what requires it blocks")
    func row23() async throws {
        let plan = try plan(
            "  - {id: migrate, uses: scripted, when: {environment: [staging]}, provides: [schema.ready]}\n"
                + "  - {id: other, uses: scripted}", requires: ["schema.ready"])
        #expect(await run(plan).blockers.map(\.code) == ["requirement-unmet:schema.ready"])
    }
}
