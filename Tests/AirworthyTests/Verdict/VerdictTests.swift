import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Verdict")
struct VerdictTests {
    private func verdict(_ steps: String, requires: [String] = [], phase: Phase = .preRelease) async throws -> Verdict {
        let release = try Samples.release(services: ["a", "b"], requires: requires)
        let plan = try Samples.plan(steps, phase: phase, for: release)
        let record = await Runner(plan: plan, context: Contexts.empty(release: release), width: 2).run(mode: .live)
        return Verdict(record, of: plan)
    }

    @Test("all passed is cleared")
    func cleared() async throws {
        #expect(try await verdict("  - {id: good, uses: scripted, forEach: images}") == .cleared(waived: []))
    }

    @Test(
        "anything but a pass of a blocking step is never cleared",
        arguments: [("fail", "blocked"), ("inconclusive", "undetermined"), ("error", "undetermined")])
    func blocking(answer: String, expected: String) async throws {
        let verdict = try await verdict(
            """
              - {id: good, uses: scripted}
              - {id: bad, uses: scripted, with: {answer: \(answer)}}
            """)
        #expect(verdict.name == expected)
        #expect(verdict.blockers.map(\.unit) == ["bad"])
    }

    @Test("a finding outweighs an obstacle")
    func order() async throws {
        let verdict = try await verdict(
            """
              - {id: blind, uses: scripted, with: {answer: error}}
              - {id: bad, uses: scripted, with: {answer: fail}}
            """)
        #expect(verdict == .blocked(NonEmpty(Blocker(unit: "bad", code: "scripted"))))
    }

    @Test("a warning does not block, but warnings alone are no pass either")
    func warnings() async throws {
        let verdict = try await verdict("  - {id: soft, uses: scripted, severity: warn, with: {answer: fail}}")
        #expect(verdict.name == "undetermined")
        #expect(verdict.blockers.map(\.code) == ["nothing-passed"])
    }

    @Test("that something was undone is no pass")
    func undoneAlone() async throws {
        let rollout = try VirtualRollout(
            VirtualRollout.look("calm", ", steady: true, when: {environment: [staging]}")
                + VirtualRollout.act("deploy", ", severity: warn", undoable: true)
                .replacing("program: act", with: "program: fail").replacing("program: probe", with: "program: fail"))
        let (record, _) = try await rollout.part()
        #expect(rollout.deeds.all == ["undo deploy"])
        #expect(record.units.contains { $0.id == "deploy.undo" && $0.outcome.name == "passed" })
        let verdict = Verdict(record, of: rollout.plan)
        #expect(verdict.blockers.map(\.code) == ["nothing-passed"])
    }

    @Test(
        "what was not looked at is nothing a waiver accepts",
        arguments: ["ambiguous-action", "action-not-performed", "condition-untold", "output-absent", "other"])
    func unwaivable(code: String) throws {
        let release = try Samples.release()
        let plan = try Samples.plan("  - {id: only, uses: scripted}", for: release)
        let outcome = Outcome.inconclusive(NonEmpty(Diagnostic(code, "nobody knows")), [])
        let record = Samples.record(of: plan, ["only": outcome])
        let waiver = try WaiverSpecimen.believed(step: "only", finding: code, of: release)
        let judgement = try #require(UnitJudgement.judge(record, of: plan, waivers: [waiver]).first)
        #expect(judgement.status == (code == "other" ? .waived : .undetermined))
    }

    @Test("steps that do not apply leave nothing that passed")
    func nothingApplies() async throws {
        let verdict = try await verdict("  - {id: other, uses: scripted, when: {environment: [staging]}}")
        #expect(verdict.blockers.map(\.code) == ["nothing-passed"])
    }

    @Test("a required label whose step warned is not provided")
    func requirement() async throws {
        let steps = """
              - {id: good, uses: scripted}
              - {id: soft, uses: scripted, severity: warn, provides: [security.signed], with: {answer: fail}}
            """
        let verdict = try await verdict(steps, requires: ["security.signed"])
        #expect(verdict.blockers.map(\.code) == ["requirement-unmet:security.signed"])
    }
}
