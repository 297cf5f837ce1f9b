import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Admission")
struct AdmissionTests {
    /// Runs one scripted checklist for each entry and asks for a decision.
    private func codes(
        _ runs: [(Phase, String, RunMode)], for purpose: AdmissionRequest.Purpose = .promote,
        environment: String = "production", epoch: Int = 1, after: Duration = .seconds(60)
    ) async throws -> [String] {
        let gate = try VirtualGate()
        let release = try Samples.release()
        var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
        for (phase, answer, mode) in runs {
            signed.append(try await gate.run(release, phase: phase, answer: answer, mode: mode))
        }
        let now = Samples.instant + after
        let history = RunHistory(gate.ledger(signed), trust: gate.trust, at: now)
        #expect(history.refused.isEmpty)
        let request = AdmissionRequest(
            purpose: purpose, environment: environment, subject: release.manifestDigest, instant: now, epoch: epoch)
        switch AdmissionDecision.decide(request, runs: history.runs(naming: release.manifestDigest)) {
        case .admit: return ["admit"]
        case .refuse(let reasons): return reasons.map(\.code).array
        }
    }

    @Test("a passed live pre-release run of exactly this manifest admits a promotion")
    func admits() async throws {
        #expect(try await codes([(.preRelease, "pass", .live)]) == ["admit"])
    }

    @Test("no run, a run of another phase, a simulated run and a drill admit nothing")
    func noRun() async throws {
        #expect(try await codes([]) == ["no-run"])
        #expect(try await codes([(.release, "pass", .live)]) == ["no-run"])
        #expect(try await codes([(.preRelease, "pass", .simulated)]) == ["no-run"])
        #expect(try await codes([(.preRelease, "pass", .drill)]) == ["no-run"])
        #expect(try await codes([(.preRelease, "pass", .live)], environment: "staging") == ["no-run"])
    }

    @Test("the latest run decides", arguments: ["fail", "inconclusive", "error"])
    func latest(answer: String) async throws {
        #expect(try await codes([(.preRelease, "pass", .live), (.preRelease, answer, .live)]) == ["not-passed"])
        #expect(try await codes([(.preRelease, answer, .live), (.preRelease, "pass", .live)]) == ["admit"])
    }

    @Test("a run admits until its window ends, and not at that instant")
    func expiry() async throws {
        let window: Duration = .seconds(27 * 3_600)
        #expect(try await codes([(.preRelease, "pass", .live)], after: window - .seconds(1)) == ["admit"])
        #expect(try await codes([(.preRelease, "pass", .live)], after: window) == ["expired-run"])
        #expect(try await codes([(.preRelease, "pass", .live)], after: .seconds(-1)) == ["run-from-the-future"])
    }

    @Test("a revocation since the run is felt at once")
    func epoch() async throws {
        #expect(try await codes([(.preRelease, "pass", .live)], epoch: 2) == ["stale-epoch"])
    }

    @Test("what one checklist found is not outvoted by another that passed, and the ground names its checklist")
    func otherChecklists() async throws {
        let gate = try VirtualGate()
        let release = try Samples.release()
        func decide(_ runs: [(checklist: String, answer: String)], after: Duration = .seconds(60)) async throws
            -> AdmissionDecision
        {
            var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
            for (checklist, answer) in runs {
                signed.append(try await gate.run(release, checklist: checklist, answer: answer))
            }
            let now = Samples.instant + after
            return AdmissionDecision.decide(
                AdmissionRequest(
                    purpose: .promote, environment: "production", subject: release.manifestDigest, instant: now,
                    epoch: 1),
                runs: RunHistory(gate.ledger(signed), trust: gate.trust, at: now).runs(naming: release.manifestDigest))
        }
        func reasons(_ decision: AdmissionDecision) -> [String] {
            guard case .refuse(let reasons) = decision else { return [] }
            return reasons.map { "\($0.code): \($0.message)" }.array
        }
        let outvoted = reasons(try await decide([("real", "fail"), ("easy", "pass")]))
        #expect(outvoted == ["not-passed: the latest run of `real` (pre-release) on this manifest did not pass"])
        #expect(reasons(try await decide([("a", "error"), ("b", "fail"), ("easy", "pass")])).count == 2)
        #expect(reasons(try await decide([("easy", "pass"), ("real", "fail")])).count == 1)
        // Mended, it no longer stands in the way; and the pass that counts is the latest, by name.
        guard case .admit(let grounds) = try await decide([("easy", "pass"), ("real", "fail"), ("real", "pass")]) else {
            Issue.record("refused")
            return
        }
        #expect(grounds.map(\.value.checklist).array == ["real"])
    }

    @Test("a rollback needs a rollback run and an earlier clearance here")
    func rollback() async throws {
        #expect(try await codes([(.preRelease, "pass", .live)], for: .rollback) == ["no-run"])
        #expect(try await codes([(.rollback, "pass", .live)], for: .rollback) == ["never-released"])
        #expect(
            try await codes([(.preRelease, "pass", .live), (.rollback, "pass", .live)], for: .rollback) == ["admit"])
        #expect(
            try await codes([(.preRelease, "pass", .live), (.rollback, "fail", .live)], for: .rollback)
                == ["not-passed"])
    }

    @Test("a run signed with a key revoked since is not believed at all")
    func revokedKey() async throws {
        let gate = try VirtualGate()
        let run = try await gate.run(try Samples.release())
        let later = try VirtualGate(key: gate.key, epoch: 2, revokedAt: Samples.instant)
        let history = RunHistory(gate.ledger([run]), trust: later.trust, at: Samples.instant)
        #expect(history.believed.isEmpty)
        #expect(history.refused.map(\.code) == ["untrusted-run"])
    }
}
