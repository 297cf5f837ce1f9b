import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("RunMachine: actions")
struct RunMachineActionTests {
    private let failure = Outcome.failed(NonEmpty(Diagnostic("scripted", "fails")), [])
    private let pass = Outcome.passed(
        summary: "ok", NonEmpty(Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")), warnings: [])

    private static let with = "uses: command, with: {program: p, proof: exit}"

    private static func action(_ id: String, _ more: String = "", undo: Bool = true, after: String = "failure")
        -> String
    {
        let undo = undo ? ", compensate: {\(with), after: \(after)}" : ""
        return "  - {id: \(id), \(with), effect: true\(undo)\(more)}\n"
    }

    private static let steady = "  - {id: steady, uses: scripted, steady: true}\n"

    private func machine(_ steps: String, width: Int = 4, _ resumption: Resumption = .none) throws -> RunMachine {
        RunMachine(plan: try Samples.plan(steps, for: Samples.release()), width: width, resumption: resumption)
    }

    @Test("an action's time runs from when it holds the lease, and it may act once it is prepared")
    func admission() throws {
        var machine = try machine(Self.action("switch", ", timeout: 5s", undo: false))
        #expect(machine.receive(.begin, at: .zero) == [.start(unit: 0, attempt: 1)])
        #expect(machine.receive(.tick, at: .seconds(600)) == [])
        #expect(machine.receive(.admitted(unit: 0, attempt: 1), at: .seconds(600)) == [])
        #expect(
            machine.receive(.prepared(unit: 0, attempt: 1), at: .seconds(601)) == [.proceed(unit: 0, attempt: 1)])
        #expect(machine.receive(.tick, at: .seconds(604)) == [])
        #expect(machine.receive(.tick, at: .seconds(605)).first == .stop(unit: 0, attempt: 1))
    }

    @Test("a cancelled action that becomes ready is not allowed to act")
    func lateIsRefused() throws {
        var machine = try machine(Self.action("switch") + Self.steady, width: 1)
        _ = machine.receive(.begin, at: .zero)
        _ = machine.receive(.cancel, at: .seconds(1))
        let commands = machine.receive(.prepared(unit: 0, attempt: 1), at: .seconds(2))
        #expect(!commands.contains(.proceed(unit: 0, attempt: 1)))
        // Never prepared, so there is nothing to undo.
        #expect(machine.records?.map(\.outcome.name) == ["errored", "skipped", "skipped", "skipped"])
    }

    /// Begins two actions, one after the other, and lets the first step of all fail or pass last.
    private func two(after: String = "failure", _ last: Outcome) throws -> (RunMachine, [RunCommand]) {
        var machine = try machine(
            Self.action("first", after: after) + Self.action("second", ", needs: [first]", after: after) + Self.steady
                + "  - {id: last, uses: scripted, needs: [second, steady]}\n", width: 1)
        _ = machine.receive(.begin, at: .zero)
        for unit in [0, 2, 1] {
            _ = machine.receive(.prepared(unit: unit, attempt: 1), at: .seconds(1))
            _ = machine.receive(.finished(unit: unit, attempt: 1, pass), at: .seconds(1))
        }
        let commands = machine.receive(.finished(unit: 3, attempt: 1, last), at: .seconds(2))
        return (machine, commands)
    }

    @Test("when the run does not clear, what was done is undone newest first, and the steady state is looked at again")
    func lastInFirstOut() throws {
        var (machine, commands) = try two(failure)
        // Units 4 and 5 undo units 0 and 1; unit 6 is the second look.
        #expect(
            commands == [
                .settled(unit: 3), .undo(.everything(because: "the run did not clear")), .start(unit: 5, attempt: 1),
            ])
        _ = machine.receive(.prepared(unit: 5, attempt: 1), at: .seconds(3))
        #expect(
            machine.receive(.finished(unit: 5, attempt: 1, pass), at: .seconds(3))
                == [.settled(unit: 5), .start(unit: 4, attempt: 1)])
        #expect(
            machine.receive(.finished(unit: 4, attempt: 1, pass), at: .seconds(4))
                == [.settled(unit: 4), .start(unit: 6, attempt: 1)])
        #expect(
            machine.receive(.finished(unit: 6, attempt: 1, failure), at: .seconds(5)) == [.settled(unit: 6), .complete])
        #expect(machine.records?.map(\.outcome.name).suffix(3) == ["passed", "passed", "failed"])
    }

    @Test("a compensation that fails is tried again, then left, and does not keep the older ones from running")
    func compensationFails() throws {
        var (machine, _) = try two(failure)
        for attempt in 1...3 {
            _ = machine.receive(.finished(unit: 5, attempt: attempt, failure), at: .seconds(attempt * 100))
            let commands = machine.receive(.tick, at: .seconds(attempt * 100 + 50))
            if attempt < 3 { #expect(commands == [.start(unit: 5, attempt: attempt + 1)]) }
        }
        #expect(machine.record(of: 5)?.outcome.name == "failed")
        #expect(
            machine.receive(.finished(unit: 4, attempt: 1, pass), at: .seconds(500)).contains(.settled(unit: 4)))
    }

    @Test("a run that clears undoes nothing, unless it always does")
    func cleared() throws {
        let (machine, commands) = try two(pass)
        #expect(commands.last == .complete)
        #expect(machine.record(of: 4)?.outcome == .skipped(.notApplicable("the run cleared")))
        #expect(machine.record(of: 6)?.outcome == .skipped(.notApplicable("nothing was undone")))
        let (_, always) = try two(after: "always", pass)
        #expect(always.contains(.start(unit: 5, attempt: 1)))
    }

    @Test("cancelling undoes what was done, and is not undone itself by a second cancel")
    func cancelUndoes() throws {
        var machine = try machine(Self.action("switch") + Self.steady, width: 1)
        _ = machine.receive(.begin, at: .zero)
        _ = machine.receive(.prepared(unit: 0, attempt: 1), at: .seconds(1))
        let commands = machine.receive(.cancel, at: .seconds(2))
        #expect(commands.contains(.stop(unit: 0, attempt: 1)))
        #expect(commands.last == .start(unit: 2, attempt: 1))
        #expect(machine.receive(.cancel, at: .seconds(3)) == [])
        #expect(
            machine.receive(.finished(unit: 2, attempt: 1, pass), at: .seconds(4))
                == [.settled(unit: 2), .start(unit: 3, attempt: 1)])
        #expect(machine.receive(.finished(unit: 3, attempt: 1, pass), at: .seconds(5)).last == .complete)
        #expect(machine.records?.map(\.outcome.name) == ["errored", "skipped", "passed", "passed"])
    }

    @Test("an action that timed out is asked about before it is tried again")
    func retryAsks() throws {
        var machine = try machine(
            Self.action("switch", ", probe: {\(Self.with)}, retry: {attempts: 2, backoff: 1s}", undo: false))
        _ = machine.receive(.begin, at: .zero)
        _ = machine.receive(.finished(unit: 0, attempt: 1, failure), at: .seconds(1))
        #expect(machine.receive(.tick, at: .seconds(9)) == [.reprobe(unit: 0, attempt: 2)])
    }

    @Test("an action of which nobody knows whether it was done is asked about, or blocks by name")
    func ambiguous() throws {
        let unclear = Resumption(units: [0: .ambiguous("its end is not on record", attempts: [])])
        var asked = try machine(Self.action("switch", ", probe: {\(Self.with)}", undo: false), unclear)
        #expect(asked.receive(.begin, at: .zero) == [.reprobe(unit: 0, attempt: 1)])
        var blocked = try machine(Self.action("switch", undo: false), unclear)
        #expect(blocked.receive(.begin, at: .zero) == [.settled(unit: 0), .complete])
        #expect(blocked.records?[0].outcome.name == "inconclusive")
        #expect(blocked.records?[0].outcome.diagnostics.map(\.code) == ["ambiguous-action"])
    }

    @Test("what an earlier part of the run did is undone too")
    func registeredBefore() throws {
        let done = UnitRecord(
            id: "switch", attempts: [Attempt(number: 1, outcome: pass, elapsed: .zero)], outcome: pass)
        var machine = try machine(
            Self.action("switch") + Self.steady, Resumption(units: [0: .reuse(done)], registered: [0]))
        #expect(machine.receive(.begin, at: .zero) == [.settled(unit: 0), .start(unit: 1, attempt: 1)])
        #expect(
            machine.receive(.finished(unit: 1, attempt: 1, failure), at: .seconds(1)).last
                == .start(unit: 2, attempt: 1))
    }

    @Test("a run broken off while it was being undone has no further steps: it goes on undoing")
    func undoingGoesOn() throws {
        let done = UnitRecord(id: "first", attempts: [Attempt(number: 1, outcome: pass, elapsed: .zero)], outcome: pass)
        var machine = try machine(
            Self.action("first") + Self.action("second") + Self.steady,
            Resumption(
                units: [0: .reuse(done)], registered: [0], undoing: .everything(because: "the run did not clear")))
        let commands = machine.receive(.begin, at: .zero)
        #expect(!commands.contains(.start(unit: 1, attempt: 1)))
        #expect(commands.last == .start(unit: 3, attempt: 1))
        #expect(machine.record(of: 1)?.outcome == .skipped(.cancelled))
    }

    @Test("a run that cleared and was broken off while it undid what is always undone keeps the rest")
    func undoingWhatIsAlwaysUndone() throws {
        func done(_ id: String) -> UnitRecord {
            UnitRecord(id: id, attempts: [Attempt(number: 1, outcome: pass, elapsed: .zero)], outcome: pass)
        }
        var machine = try machine(
            Self.action("deploy") + Self.action("silence", after: "always") + Self.steady,
            Resumption(
                units: [
                    0: .reuse(done("deploy")), 1: .reuse(done("silence")), 2: .reuse(done("steady")),
                ], registered: [0, 1], undoing: .always))
        // Units 3 and 4 undo units 0 and 1; unit 5 is the second look.
        let commands = machine.receive(.begin, at: .zero)
        #expect(commands.contains(.undo(.always)))
        #expect(commands.last == .start(unit: 4, attempt: 1))
        _ = machine.receive(.prepared(unit: 4, attempt: 1), at: .seconds(1))
        _ = machine.receive(.finished(unit: 4, attempt: 1, pass), at: .seconds(1))
        _ = machine.receive(.finished(unit: 5, attempt: 1, pass), at: .seconds(2))
        #expect(machine.record(of: 3)?.outcome == .skipped(.notApplicable("the run cleared")))
        #expect(
            machine.records?.map(\.outcome.name) == ["passed", "passed", "passed", "skipped", "passed", "passed"])
    }
}
