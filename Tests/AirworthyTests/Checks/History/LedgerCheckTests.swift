import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("ledger")
struct LedgerCheckTests {
    private func answer(
        _ runs: [(Phase, String, RunMode)], arguments: String = "{phase: pre-release}", epoch: Int = 1,
        after: Duration = .seconds(60)
    ) async throws -> Answer<LedgerCheck.Code> {
        let gate = try VirtualGate()
        let release = try Samples.release()
        var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
        for (phase, answer, mode) in runs {
            signed.append(try await gate.run(release, phase: phase, answer: answer, mode: mode))
        }
        let trust = try VirtualGate(key: gate.key, epoch: epoch).trust
        let world = MemoryWorld(trust: trust, at: Samples.instant + after, release: release)
        for entry in gate.ledger(signed) { world.ledger.append(entry) }
        return try await world.ask(LedgerCheck.self, with: arguments, about: .release)
    }

    @Test("the latest live run of the phase decides")
    func latest() async throws {
        #expect(try await answer([(.preRelease, "pass", .live)]).word == "passed")
        #expect(
            try await answer([(.preRelease, "pass", .live), (.preRelease, "fail", .live)]).codes == [.notPassed])
    }

    @Test("no run, another phase, a drill and a simulation are no run")
    func noRun() async throws {
        #expect(try await answer([]).codes == [.noRun])
        #expect(try await answer([(.release, "pass", .live)]).codes == [.noRun])
        #expect(try await answer([(.preRelease, "pass", .drill)]).codes == [.noRun])
        #expect(try await answer([(.preRelease, "pass", .simulated)]).codes == [.noRun])
    }

    @Test("a run that ended, grew old or trusted an older epoch does not count")
    func age() async throws {
        let run = [(Phase.preRelease, "pass", RunMode.live)]
        #expect(try await answer(run, after: .seconds(27 * 3_600)).codes == [.expiredRun])
        #expect(
            try await answer(run, arguments: "{phase: pre-release, maxAge: 1h}", after: .seconds(3_601)).codes
                == [.staleRun])
        #expect(try await answer(run, epoch: 2).codes == [.staleEpoch])
    }

    @Test("with `ever`, one pass at any time counts, and nothing else does")
    func ever() async throws {
        let arguments = "{phase: pre-release, ever: true}"
        let old = Duration.seconds(400 * 86_400)
        let runs = [(Phase.preRelease, "pass", RunMode.live), (.preRelease, "fail", .live)]
        #expect(try await answer(runs, arguments: arguments, epoch: 2, after: old).word == "passed")
        #expect(try await answer([runs[1]], arguments: arguments).codes == [.noRun])
        #expect(try await answer([(.preRelease, "pass", .drill)], arguments: arguments).codes == [.noRun])
    }

    @Test("a ledger that cannot be read is an obstacle")
    func obstacle() async throws {
        let world = MemoryWorld(trust: .nobody, at: Samples.instant, release: try Samples.release())
        world.ledger.obstruct(with: Obstacle("ledger-broken", "entry 3 does not hold"))
        let obstacle = await #expect(throws: Obstacle.self) {
            try await world.ask(LedgerCheck.self, with: "{phase: pre-release}", about: .release)
        }
        #expect(obstacle?.diagnostic.code == "ledger-broken")
    }

    @Test("the check keeps the contract")
    func contract() async throws {
        let contract = CheckContract(
            LedgerCheck.self, arguments: "{phase: pre-release}", subject: .release,
            context: Contexts.empty(release: try Samples.release()))
        #expect(await contract.verify() == [])
    }
}
