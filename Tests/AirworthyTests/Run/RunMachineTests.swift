import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("RunMachine")
struct RunMachineTests {
    private let failure = Outcome.failed(NonEmpty(Diagnostic("scripted", "fails")), [])
    private let pass = Outcome.passed(
        summary: "ok", NonEmpty(Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")), warnings: [])

    private func plan(_ steps: String) throws -> Plan {
        try Samples.plan(steps, for: Samples.release(services: ["a", "b", "c"]))
    }

    @Test("units start in plan order and never more than the width at once")
    func width() throws {
        var machine = RunMachine(plan: try plan("  - {id: all, uses: scripted, forEach: images}"), width: 2)
        #expect(machine.receive(.begin, at: .zero) == [.start(unit: 0, attempt: 1), .start(unit: 1, attempt: 1)])
        #expect(
            machine.receive(.finished(unit: 0, attempt: 1, pass), at: .seconds(1))
                == [.settled(unit: 0), .start(unit: 2, attempt: 1)])
        #expect(machine.receive(.finished(unit: 1, attempt: 1, pass), at: .seconds(2)) == [.settled(unit: 1)])
        #expect(machine.records == nil)
        #expect(
            machine.receive(.finished(unit: 2, attempt: 1, pass), at: .seconds(3)) == [.settled(unit: 2), .complete])
        #expect(machine.records?.map(\.outcome.name) == ["passed", "passed", "passed"])
    }

    @Test("a unit whose need failed is skipped with the reason, and so is whatever needs it")
    func needs() throws {
        var machine = RunMachine(
            plan: try plan(
                """
                  - {id: first, uses: scripted}
                  - {id: second, uses: scripted, needs: [first]}
                  - {id: third, uses: scripted, needs: [second]}
                """), width: 4)
        #expect(machine.receive(.begin, at: .zero) == [.start(unit: 0, attempt: 1)])
        #expect(
            machine.receive(.finished(unit: 0, attempt: 1, failure), at: .seconds(1))
                == [.settled(unit: 0), .settled(unit: 1), .settled(unit: 2), .complete])
        #expect(machine.records?[1].outcome == .skipped(.needNotCleared("first")))
        #expect(machine.records?[2].outcome == .skipped(.needNotCleared("second")))
    }

    @Test("a timeout is an obstacle, stops the attempt, and a late answer changes nothing")
    func timeout() throws {
        var machine = RunMachine(plan: try plan("  - {id: slow, uses: scripted, timeout: 5s}"), width: 1)
        _ = machine.receive(.begin, at: .zero)
        #expect(machine.receive(.tick, at: .seconds(4)) == [])
        #expect(
            machine.receive(.tick, at: .seconds(5)) == [.stop(unit: 0, attempt: 1), .settled(unit: 0), .complete])
        _ = machine.receive(.finished(unit: 0, attempt: 1, pass), at: .seconds(6))
        #expect(machine.records?[0].outcome.diagnostics.map(\.code) == ["timed-out"])
    }

    @Test("a retry waits twice as long each time and up to a quarter more, and a late pass is flaky, all on record")
    func retry() throws {
        var machine = RunMachine(
            plan: try plan("  - {id: shaky, uses: scripted, retry: {attempts: 3, backoff: 4s}}"), width: 1, seed: 7)
        _ = machine.receive(.begin, at: .zero)
        let first = try #require(wait(machine.receive(.finished(unit: 0, attempt: 1, failure), at: .seconds(1)), 1))
        #expect(first >= .seconds(4) && first <= .seconds(5))
        #expect(machine.receive(.tick, at: .seconds(1) + first - .milliseconds(1)) == [])
        #expect(machine.receive(.tick, at: .seconds(1) + first) == [.start(unit: 0, attempt: 2)])
        let second = try #require(wait(machine.receive(.finished(unit: 0, attempt: 2, failure), at: .seconds(10)), 2))
        #expect(second >= .seconds(8) && second <= .seconds(10))
        #expect(machine.receive(.tick, at: .seconds(10) + second) == [.start(unit: 0, attempt: 3)])
        _ = machine.receive(.finished(unit: 0, attempt: 3, pass), at: .seconds(30))
        let record = try #require(machine.records?.first)
        #expect(record.attempts.map(\.outcome.name) == ["failed", "failed", "passed"])
        #expect(record.isFlaky)
    }

    @Test("waits are drawn from the seed: the same for the same seed, others for another")
    func jitter() throws {
        let waits = try ([7, 7, 8] as [UInt64]).map { seed in
            var machine = RunMachine(
                plan: try plan("  - {id: shaky, uses: scripted, retry: {attempts: 2, backoff: 60s}}"), width: 1,
                seed: seed)
            _ = machine.receive(.begin, at: .zero)
            return wait(machine.receive(.finished(unit: 0, attempt: 1, failure), at: .seconds(1)), 1)
        }
        #expect(waits[0] == waits[1])
        #expect(waits[0] != waits[2])
    }

    /// The wait that was commanded after `attempt` of unit 0, when nothing else was.
    private func wait(_ commands: [RunCommand], _ attempt: Int) -> Duration? {
        guard commands.count == 1, case .wait(0, attempt, let wait)? = commands.first else { return nil }
        return wait
    }

    @Test("retries are rationed over the whole run, and the one that goes without says so")
    func retryBudget() throws {
        let text = """
            checklist: sample
            phase: pre-release
            title: A sample
            limits: {retries: 1}
            steps:
              - {id: first, uses: scripted, retry: {attempts: 3, backoff: 1s}}
              - {id: second, uses: scripted, retry: {attempts: 3, backoff: 1s}}
            """
        var machine = RunMachine(plan: try Samples.plan(checklist: text, for: Samples.release()), width: 2)
        _ = machine.receive(.begin, at: .zero)
        #expect(wait(machine.receive(.finished(unit: 0, attempt: 1, failure), at: .seconds(1)), 1) != nil)
        #expect(machine.receive(.finished(unit: 1, attempt: 1, failure), at: .seconds(1)) == [.settled(unit: 1)])
        let notes = machine.record(of: 1)?.outcome.diagnostics.first?.notes
        #expect(notes == ["not tried again: the run's retries are used up"])
    }

    @Test("the whole run has a time-out: what is under way is errored, what waits was never looked at, nothing passed")
    func runTimeout() throws {
        let text = """
            checklist: sample
            phase: pre-release
            title: A sample
            limits: {timeout: 10s}
            steps:
              - {id: slow, uses: scripted, timeout: 60s}
              - {id: next, uses: scripted}
            """
        var machine = RunMachine(plan: try Samples.plan(checklist: text, for: Samples.release()), width: 1)
        _ = machine.receive(.begin, at: .zero)
        #expect(machine.receive(.tick, at: .seconds(9)) == [])
        #expect(machine.receive(.tick, at: .seconds(10)).first == .stop(unit: 0, attempt: 1))
        #expect(machine.records?[0].outcome.diagnostics.map(\.code) == ["run-timed-out"])
        #expect(machine.records?[1].outcome == .skipped(.cancelled))
    }

    @Test("cancelling settles every unit: the running ones as cancelled, the waiting ones as never begun")
    func cancel() throws {
        var machine = RunMachine(plan: try plan("  - {id: all, uses: scripted, forEach: images}"), width: 1)
        _ = machine.receive(.begin, at: .zero)
        let commands = machine.receive(.cancel, at: .seconds(1))
        #expect(commands.first == .stop(unit: 0, attempt: 1))
        #expect(commands.last == .complete)
        let outcomes = try #require(machine.records).map(\.outcome)
        #expect(outcomes[0].diagnostics.map(\.code) == ["cancelled"])
        #expect(outcomes[1] == .skipped(.cancelled))
        #expect(outcomes[2] == .skipped(.cancelled))
    }

    @Test("a step for another environment is not applicable and stands in nobody's way")
    func notApplicable() throws {
        var machine = RunMachine(
            plan: try plan(
                """
                  - {id: only-staging, uses: scripted, when: {environment: [staging]}}
                  - {id: after, uses: scripted, needs: [only-staging]}
                """), width: 1)
        #expect(machine.receive(.begin, at: .zero) == [.settled(unit: 0), .start(unit: 1, attempt: 1)])
    }
}
