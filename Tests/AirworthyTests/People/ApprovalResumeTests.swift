import Airworthy
import AirworthyTesting
import Testing
import Trust

/// What becomes of changes made with approval when a later part of the run is without it.
@Suite("Resuming without the approvals")
struct ApprovalResumeTests {
    private func plan(_ more: String = "") throws -> Plan {
        try Samples.plan(
            checklist: """
                checklist: sample
                phase: release
                title: A sample
                approval: required
                steps:
                  - {id: calm, uses: scripted, steady: true, when: {environment: [staging]}}
                  - id: act
                    uses: command
                    with: {program: act, expect: {output: {contains: [did]}}}
                    effect: true
                    compensate: {uses: command, with: {program: undo, expect: {output: {contains: [undone]}}}}
                \(more)
                """, for: try Samples.release())
    }

    /// The action was done in an earlier part of the run; this part has no approvals.
    private func resumed(_ plan: Plan) -> (machine: RunMachine, commands: [RunCommand]) {
        let seen = Evidence(uri: "act", digest: .of([]), mediaType: "text/plain")
        let passed = Outcome.passed(summary: "did", NonEmpty(seen), warnings: [])
        let record = UnitRecord(
            id: "act", attempts: [Attempt(number: 1, outcome: passed, elapsed: .zero)], outcome: passed)
        var machine = RunMachine(
            plan: plan, width: 1, resumption: Resumption(units: [1: .reuse(record)], registered: [1]))
        let commands = machine.receive(.begin, at: .zero)
        return (machine, commands)
    }

    @Test("what was done with approval is not undone because it is missing now")
    func notUndone() throws {
        let (machine, commands) = resumed(try plan())
        #expect(!commands.contains { if case .undo = $0 { true } else { false } })
        let records = try #require(machine.records)
        #expect(records[1].outcome.name == "passed")
        #expect(records[2].outcome == .skipped(.notApplicable("the run waits for approvals")))
    }

    @Test("a further action waits, and what blocks undoes all the same")
    func undone() throws {
        let waiting =
            "  - {id: more, uses: command, effect: true, with: {program: more, expect: {output: {contains: [did]}}}}"
        let (machine, commands) = resumed(try plan(waiting))
        #expect(machine.record(of: 2)?.outcome == .skipped(.awaitingApproval))
        #expect(!commands.contains { if case .undo = $0 { true } else { false } })

        var (failing, started) = resumed(try plan("  - {id: look, uses: scripted, with: {answer: fail}}"))
        #expect(started.contains(.start(unit: 2, attempt: 1)))
        let finding = Outcome.failed(NonEmpty(Diagnostic("scripted", "the script fails")), [])
        started = failing.receive(.finished(unit: 2, attempt: 1, finding), at: .zero)
        #expect(started.contains { if case .undo = $0 { true } else { false } })
    }
}
