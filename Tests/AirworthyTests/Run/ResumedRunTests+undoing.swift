import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Resumed runs that were being undone")
struct ResumedUndoingTests {
    /// Everything passes, and a page that says so is always taken down again.
    private static let cleared =
        VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("deploy", undoable: true)
        + VirtualRollout.act("page", ", needs: [deploy]", undoable: true)
        .replacing("compensate: {", with: "compensate: {after: always, ")

    /// The journal of a first part that was killed when undoing had been written down and nothing of it was done.
    private static func killed(_ rollout: VirtualRollout) async throws -> [UInt8] {
        let (_, whole) = try await VirtualRollout(steps(of: rollout)).part()
        let text = try JournalText(whole.bytes)
        let begun = try #require(text.events.firstIndex { if case .undoing = $0 { true } else { false } })
        let (_, journal) = try await rollout.part(capacity: begun + 1)
        #expect(try JournalledRun(JournalText(journal.bytes)).undoing != nil)
        return journal.bytes
    }

    private static func steps(of rollout: VirtualRollout) -> String {
        rollout.plan.units.contains { $0.id == "smoke" } ? undone : cleared
    }

    @Test("under the same inputs it ends as it would have")
    func same() async throws {
        let rollout = try VirtualRollout(Self.cleared)
        let (record, _) = try await rollout.part(after: try await Self.killed(rollout))
        #expect(Verdict(record, of: rollout.plan).isCleared)
        #expect(rollout.deeds.all == ["deploy", "page", "undo page"])
    }

    @Test("under others nothing that was seen counts, and what stays stays")
    func otherInputs() async throws {
        let rollout = try VirtualRollout(Self.cleared)
        let first = try await Self.killed(rollout)
        let (record, second) = try await rollout.part(after: first, because: ["the release was A and is B"])
        let verdict = Verdict(record, of: rollout.plan)
        #expect(verdict.name == "undetermined")
        #expect(Set(verdict.blockers.map(\.code)).isSuperset(of: ["cancelled", "nothing-passed"]))
        #expect(record.units.prefix(3).allSatisfy { $0.attempts.isEmpty && $0.outcome.name == "skipped" })
        #expect(rollout.deeds.all == ["deploy", "page", "undo page"])
        // Nor does it count when that part is broken off too, and the next sees the same inputs.
        let text = try JournalText(second.bytes)
        let resumed = try #require(text.events.firstIndex { if case .resumed = $0 { true } else { false } })
        let lines = second.bytes.split(separator: 10).prefix(resumed + 1).flatMap { $0 + [10] }
        let (third, _) = try await rollout.part(after: Array(lines))
        #expect(!Verdict(third, of: rollout.plan).isCleared)
    }

    /// A check behind the action finds something.
    private static let undone =
        VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("deploy", undoable: true)
        + VirtualRollout.fail("smoke", ", needs: [deploy]")

    @Test("a waiver that comes with the next part does not clear what is undone")
    func waived() async throws {
        let rollout = try VirtualRollout(Self.undone)
        let first = try await Self.killed(rollout)
        let (record, _) = try await rollout.part(after: first)
        #expect(rollout.deeds.all == ["deploy", "undo deploy"])
        let blockers = Verdict(record, of: rollout.plan).blockers
        #expect(blockers.map(\.unit) == ["smoke"])
        let waiver = try WaiverSpecimen.believed(
            step: "smoke", finding: try #require(blockers.first?.code), of: rollout.plan.release)
        let verdict = Verdict(record, of: rollout.plan, waivers: [waiver])
        #expect(verdict == .undetermined(NonEmpty(Blocker(unit: "deploy.undo", code: "undone"))))
        let told = ReportedUnit(unmet: verdict.blockers[0], status: .undetermined)
        #expect(told.title.contains("undid what the run had done"))
    }

    @Test("a pass that came late stays one when what it saw is looked at again")
    func latePass() async throws {
        let steps = "  - {id: alive, uses: command, with: {program: look, proof: exit}, retry: {attempts: 3}}\n"
        let rollout = try VirtualRollout(steps)
        let input = TracedInput(.source, "the network", nil)
        func attempt(_ number: Int, _ outcome: Outcome) -> JournalEvent {
            .result(
                unit: "alive", Attempt(number: number, outcome: outcome, elapsed: .zero), inputs: [input])
        }
        let pass = Outcome.passed(
            summary: "ok", NonEmpty(Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")), warnings: [])
        let inputs = JournalInputs(rollout.plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        var chain = JournalChain()
        let bytes =
            ([
                .began(run: "run", inputs, seed: 1, at: Samples.instant), .intent(unit: "alive", attempt: 1, nil),
                attempt(1, .failed(NonEmpty(Diagnostic("down", "it is down")), [])),
                .intent(unit: "alive", attempt: 2, nil), attempt(2, pass),
            ] as [JournalEvent]).flatMap { chain.add($0) }
        let (record, _) = try await rollout.part(after: bytes)
        #expect(record.units[0].attempts.map(\.outcome.name) == ["failed", "passed", "passed"])
        #expect(record.units[0].isFlaky)
    }
}
