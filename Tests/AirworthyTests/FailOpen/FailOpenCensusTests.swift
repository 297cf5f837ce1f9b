import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Where other gates open because they saw nothing, by the row of the project's census: each row goes our way here, or
/// is the business of the check named in ``elsewhere``.
@Suite("Fail-open census")
struct FailOpenTests {
    /// Rows that are about one kind of evidence and not about the engine.
    static let elsewhere: [Int: String] = [
        4: "metrics: no data is never a condition's default", 7: "metrics", 8: "metrics", 9: "metrics", 10: "metrics",
        12: "metrics", 13: "contracts", 14: "contracts", 15: "migrations", 16: "drift", 17: "drift", 18: "drift",
        19: "drift", 21: "image-signature",
    ]
    static let here: Set<Int> = [1, 2, 3, 5, 6, 11, 20, 22, 23]

    @Test("every row is accounted for, once")
    func rows() {
        #expect(Self.here.union(Self.elsewhere.keys) == Set(1...23))
        #expect(Self.here.isDisjoint(with: Self.elsewhere.keys))
    }

    private func plan(_ steps: String, requires: [String] = [], phase: Phase = .preRelease) throws -> Plan {
        try Samples.plan(steps, phase: phase, for: Samples.release(requires: requires))
    }

    private func run(_ plan: Plan) async -> Verdict {
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 2).run(mode: .live)
        return Verdict(record, of: plan)
    }

    private func verdict(_ plan: Plan, _ machine: RunMachine) throws -> Verdict {
        let record = RunRecord(
            planDigest: plan.digest, mode: .live, effective: Samples.instant, started: Samples.instant,
            finished: Samples.instant, units: try #require(machine.records))
        return Verdict(record, of: plan)
    }

    private func codes(_ body: () throws(InputError) -> Plan) -> [String] {
        do throws(InputError) {
            _ = try body()
            return []
        } catch {
            return error.diagnostics.array.map(\.code)
        }
    }

    @Test("row 1: a step without a condition is refused before anything runs")
    func noCondition() {
        let steps = "  - {id: a, uses: command, with: {program: p}}"
        #expect(codes { () throws(InputError) in try Samples.plan(steps, for: Samples.release()) } == ["no-proof"])
    }

    @Test("row 2: what was cancelled before it had seen anything is undetermined")
    func cancelledEarly() throws {
        let plan = try plan("  - {id: only, uses: scripted}")
        var machine = RunMachine(plan: plan, width: 1)
        _ = machine.receive(.cancel, at: .zero)
        _ = machine.receive(.begin, at: .zero)
        #expect(try verdict(plan, machine).name == "undetermined")
    }

    @Test("row 3: what another step's failure kept from running is undetermined, and named")
    func siblings() async throws {
        let plan = try plan(
            "  - {id: first, uses: scripted, with: {answer: fail}, severity: warn}\n"
                + "  - {id: second, uses: scripted, needs: [first]}\n  - {id: third, uses: scripted}")
        #expect(await run(plan).blockers == [Blocker(unit: "second", code: "need-not-cleared")])
    }

    @Test("row 5: a step all of whose attempts errored has not passed")
    func allErrored() async throws {
        let plan = try plan(
            "  - {id: only, uses: scripted, with: {answer: error}, retry: {attempts: 3, backoff: 0s}}")
        let record = await Runner(plan: plan, context: Contexts.empty(release: plan.release), width: 2).run(mode: .live)
        #expect(record.units[0].attempts.map(\.outcome.name) == ["errored", "errored", "errored"])
        #expect(Verdict(record, of: plan).name == "undetermined")
    }

    @Test(
        "row 6: time running out is never success, of a step or of the run",
        arguments: [(5, "timed-out"), (60, "run-timed-out")])
    func timeRunsOut(seconds: Int, code: String) throws {
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
    func onlyWarns() async throws {
        let warned = try plan(
            "  - {id: a, uses: scripted, with: {answer: fail}, severity: warn, provides: [perf.ok]}\n"
                + "  - {id: b, uses: scripted}", requires: ["perf.ok"])
        #expect(await run(warned).blockers.map(\.code) == ["requirement-unmet:perf.ok"])
        let alone = try plan("  - {id: a, uses: scripted, with: {answer: fail}, severity: warn}")
        #expect(await run(alone).blockers.map(\.code) == ["nothing-passed"])
    }

    @Test("row 20: every step ends by itself without being told to")
    func finiteDefaults() throws {
        let plan = try plan("  - {id: only, uses: scripted}")
        #expect(plan.units[0].step.timeout == .seconds(30))
        #expect(plan.units[0].step.retry.attempts == 1)
    }

    @Test("row 22: after a revocation no earlier result stands")
    func revocation() throws {
        let earlier = JournalInputs.sample()
        let revoked = try VirtualGate(epoch: 2)
        let later = JournalInputs.sample(trust: revoked.trust, at: Samples.instant + .seconds(1))
        #expect(later.differences(from: earlier, at: Samples.instant + .seconds(1)).contains { $0.contains("epoch") })
    }

    @Test("row 23: a step that does not apply here provides nothing: what requires it blocks")
    func skippedProvider() async throws {
        let plan = try plan(
            "  - {id: migrate, uses: scripted, when: {environment: [staging]}, provides: [schema.ready]}\n"
                + "  - {id: other, uses: scripted}", requires: ["schema.ready"])
        #expect(await run(plan).blockers.map(\.code) == ["requirement-unmet:schema.ready"])
    }
}
