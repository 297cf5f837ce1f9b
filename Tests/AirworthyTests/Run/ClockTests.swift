import Airworthy
import AirworthyTesting
import Synchronization
import Testing
import Trust

/// The wall clock is set while a run is under way, and between a run and the gate. Time that is waited for is monotonic;
/// see ``RunMachineTests``.
@Suite("A clock that is set")
struct ClockTests {
    /// Says one instant after the other; the last one stays.
    private final class JumpingClock: WallClock {
        private let instants: Mutex<[Instant]>

        init(_ offsets: [Int64]) {
            instants = Mutex(offsets.map { Samples.instant + .seconds($0) })
        }

        func now() -> Instant {
            instants.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        }
    }

    /// The facts of a run of one step that passes, begun and ended at these offsets from the instant it is judged at.
    private func facts(
        _ gate: VirtualGate, began: Int64, ended: Int64, mode: RunMode = .live
    ) async throws -> RunFacts {
        let release = try Samples.release()
        let plan = try Samples.plan("  - {id: only, uses: scripted}", for: release)
        var world = World.empty
        world.clock = JumpingClock([began, ended])
        let context = CheckContext(release: release, trust: gate.trust, instant: Samples.instant, world: world)
        let record = await Runner(plan: plan, context: context, width: 1).run(mode: mode)
        #expect(record.started == Samples.instant + .seconds(began))
        #expect(record.finished == Samples.instant + .seconds(ended))
        return RunFacts(
            plan: plan, record: record, trust: gate.trust, waivers: [], verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil)
    }

    @Test(
        "set back within a run: it was judged at no known instant, and that is no pass", arguments: [(5, 4), (-1, 3)])
    func back(began: Int64, ended: Int64) async throws {
        let facts = try await facts(VirtualGate(), began: began, ended: ended)
        #expect(facts.verdict == .undetermined(NonEmpty(Blocker(unit: "sample", code: "clock-set-back"))))
        #expect(Verdict(facts.record, of: facts.plan) == facts.verdict)
        let report = RunReport(facts)
        #expect(report.unmet.flatMap { $0.findings.map(\.code) } == ["clock-set-back"])
        #expect(TextReport.lines(report).contains { $0.contains("[clock-set-back]") })
    }

    @Test("what is simulated stands still, whatever the clock does")
    func simulated() async throws {
        let facts = try await facts(VirtualGate(), began: 5, ended: 4, mode: .simulated)
        #expect(facts.verdict.isCleared)
    }

    /// Of the gate, so many seconds after the instant the run was judged at.
    private func decision(_ facts: RunFacts, _ gate: VirtualGate, after seconds: Int64) throws -> [String] {
        let claims = try Claim.sign(facts, with: gate.key)
        let now = Samples.instant + .seconds(seconds)
        let runs = RunHistory(gate.ledger([(facts, claims)]), trust: gate.trust, at: now)
        let request = AdmissionRequest(
            purpose: .promote, environment: "production", subject: facts.plan.release.manifestDigest, instant: now,
            epoch: 1)
        switch AdmissionDecision.decide(request, runs: runs.runs(naming: request.subject)) {
        case .admit: return ["admit"]
        case .refuse(let reasons): return reasons.map(\.code).array
        }
    }

    @Test("set forward within a run: its window still ends where it was judged to, and past it nothing is admitted")
    func forward() async throws {
        let gate = try VirtualGate()
        let days: Int64 = 30 * 86_400
        let facts = try await facts(gate, began: 0, ended: days)
        #expect(facts.verdict.isCleared)
        #expect(facts.expires == facts.plan.release.window.end(from: Samples.instant))
        #expect(try decision(facts, gate, after: days) == ["expired-run"])
        // Set right again, the run ended at an instant that is still to come.
        #expect(try decision(facts, gate, after: 60) == ["run-from-the-future"])
    }

    @Test("set back after a run: what was judged at an instant still to come admits nothing until then")
    func backAfterwards() async throws {
        let gate = try VirtualGate()
        let facts = try await facts(gate, began: 0, ended: 10)
        #expect(try decision(facts, gate, after: 9) == ["run-from-the-future"])
        #expect(try decision(facts, gate, after: 10) == ["admit"])
        let wrong = try await self.facts(gate, began: -3_600, ended: -3_590)
        #expect(try decision(wrong, gate, after: -3_000) == ["not-passed", "run-from-the-future"])
    }
}
