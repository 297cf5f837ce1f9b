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

    @Test("a retry waits twice as long each time, and a late pass is flaky with every attempt on record")
    func retry() throws {
        var machine = RunMachine(
            plan: try plan("  - {id: shaky, uses: scripted, retry: {attempts: 3, backoff: 2s}}"), width: 1)
        _ = machine.receive(.begin, at: .zero)
        #expect(machine.receive(.finished(unit: 0, attempt: 1, failure), at: .seconds(1)) == [])
        #expect(machine.receive(.tick, at: .seconds(2)) == [])
        #expect(machine.receive(.tick, at: .seconds(3)) == [.start(unit: 0, attempt: 2)])
        #expect(machine.receive(.finished(unit: 0, attempt: 2, failure), at: .seconds(4)) == [])
        #expect(machine.receive(.tick, at: .seconds(7)) == [])
        #expect(machine.receive(.tick, at: .seconds(8)) == [.start(unit: 0, attempt: 3)])
        _ = machine.receive(.finished(unit: 0, attempt: 3, pass), at: .seconds(9))
        let record = try #require(machine.records?.first)
        #expect(record.attempts.map(\.outcome.name) == ["failed", "failed", "passed"])
        #expect(record.isFlaky)
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
