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

    @Test("an entry about the manifest that nobody can read stands against it until the phase has run again")
    func unbelieved() async throws {
        let gate = try VirtualGate()
        let release = try Samples.release()
        let world = MemoryWorld(trust: gate.trust, at: Samples.instant + .seconds(60), release: release)
        let entries = gate.ledger([try await gate.run(release)])
        for entry in entries { world.ledger.append(entry) }
        #expect(try await world.ask(LedgerCheck.self, with: "{phase: pre-release}", about: .release).word == "passed")
        world.ledger.append(
            LedgerChain.next(
                after: entries.last, recordedAt: Samples.instant, kind: .run, manifest: release.manifestDigest,
                envelope: Array("{}".utf8)))
        let answer = try await world.ask(LedgerCheck.self, with: "{phase: pre-release}", about: .release)
        #expect(answer.codes == [.unbelievedRun])
        let ever = try await world.ask(LedgerCheck.self, with: "{phase: pre-release, ever: true}", about: .release)
        #expect(ever.word == "passed")
    }

    /// Runs of named checklists, the first of which the policy may accept by its digest.
    private func answer(
        ofChecklists runs: [(String, String)], accepting: (Digest) -> [AcceptedChecklist],
        arguments: String = "{phase: pre-release}", after: Duration = .seconds(60)
    ) async throws -> Answer<LedgerCheck.Code> {
        let key = try PrivateKey.generate(.p256)
        let gate = try VirtualGate(key: key, epoch: 1)
        let release = try Samples.release()
        var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
        for (checklist, answer) in runs {
            signed.append(try await gate.run(release, checklist: checklist, answer: answer))
        }
        let accepted = accepting(signed[0].facts.plan.checklist.digest)
        let trust = try VirtualGate(key: key, epoch: 1, checklists: accepted).trust
        let world = MemoryWorld(trust: trust, at: Samples.instant + after, release: release)
        for entry in gate.ledger(signed) { world.ledger.append(entry) }
        return try await world.ask(LedgerCheck.self, with: arguments, about: .release)
    }

    @Test("what one checklist of the phase found is not outvoted by another that passed")
    func otherChecklists() async throws {
        let outvoted = try await answer(ofChecklists: [("real", "fail"), ("easy", "pass")], accepting: { _ in [] })
        #expect(outvoted.codes == [.notPassed])
        #expect(outvoted.findings.first?.message.contains("`real`") == true)
        let mended = [("real", "fail"), ("easy", "pass"), ("real", "pass")]
        #expect(try await answer(ofChecklists: mended, accepting: { _ in [] }).word == "passed")
    }

    @Test("the checklists that the policy names must have passed, with the contents it names")
    func acceptedChecklists() async throws {
        func named(_ name: String, _ digest: Digest? = nil) -> AcceptedChecklist {
            AcceptedChecklist(phase: "pre-release", name: name, digest: digest)
        }
        let run = [("real", "pass")]
        #expect(try await answer(ofChecklists: run, accepting: { [named("real", $0)] }).word == "passed")
        #expect(try await answer(ofChecklists: run, accepting: { _ in [named("other")] }).codes == [.noRun])
        let other = Digest.of([1])
        #expect(
            try await answer(ofChecklists: run, accepting: { _ in [named("real", other)] }).codes == [.otherChecklist])
        let ever = "{phase: pre-release, ever: true}"
        #expect(
            try await answer(ofChecklists: run, accepting: { _ in [named("real", other)] }, arguments: ever).word
                == "passed")
        #expect(
            try await answer(ofChecklists: run, accepting: { _ in [named("other")] }, arguments: ever).codes == [.noRun]
        )
    }

    @Test("a run whose waiver has ended since does not count")
    func waiverEnded() async throws {
        let office = try VirtualOffice()
        let release = try Samples.release()
        let plan = try Samples.plan(
            "  - {id: only, uses: scripted, with: {answer: fail}}\n  - {id: other, uses: scripted}",
            phase: .preRelease, for: release)
        let waiver = try office.signed(
            PredicateType.waiver,
            [
                "step": "only", "finding": "scripted", "environment": "production", "owner": "sam", "ticket": "OPS-1",
                "reason": "known", "expires": .string((Samples.instant + .seconds(3_600)).rfc3339),
            ], over: release.manifestDigest, by: ["lee"])
        let waivers = [
            try WaiverLoader.load(
                waiver, source: "w.json", trust: office.trust, at: Samples.instant, initiator: "dana")
        ]
        let context = CheckContext(release: release, trust: office.trust, instant: Samples.instant, world: .empty)
        let record = await Runner(plan: plan, context: context, width: 1, waivers: waivers).run(mode: .live)
        let facts = RunFacts(
            plan: plan,
            record: RunRecord(
                planDigest: record.planDigest, mode: .live, effective: Samples.instant, started: Samples.instant,
                finished: Samples.instant, units: record.units),
            trust: office.trust, waivers: waivers, verifierID: "https://gate.example", toolVersion: "test",
            previousRun: nil, initiator: "dana")
        let claim = try #require(try Claim.sign(facts, with: office.gate).first)
        for (after, codes) in [(60, []), (3_600, [LedgerCheck.Code.notPermitted])] as [(Int, [LedgerCheck.Code])] {
            let world = MemoryWorld(trust: office.trust, at: Samples.instant + .seconds(after), release: release)
            world.ledger.append(
                LedgerChain.next(
                    after: nil, recordedAt: Samples.instant, kind: .run, manifest: release.manifestDigest,
                    envelope: claim.envelopeBytes))
            let answer = try await world.ask(LedgerCheck.self, with: "{phase: pre-release}", about: .release)
            #expect(answer.codes == codes && answer.word == (codes.isEmpty ? "passed" : "failed"))
        }
    }

    @Test("a run that is still to come does not count")
    func future() async throws {
        #expect(try await answer([(.preRelease, "pass", .live)], after: .seconds(-1)).codes == [.runFromTheFuture])
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
