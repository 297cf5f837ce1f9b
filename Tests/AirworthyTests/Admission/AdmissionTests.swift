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

    /// Runs checklists that differ in what they ask, and decides under a policy that accepts these.
    private func decide(
        _ accepted: (Digest) -> [AcceptedChecklist], _ runs: [(checklist: String, phase: Phase, answer: String)],
        for purpose: AdmissionRequest.Purpose = .promote
    ) async throws -> [String] {
        let key = try PrivateKey.generate(.p256)
        let gate = try VirtualGate(key: key, epoch: 1)
        let release = try Samples.release()
        var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
        for run in runs {
            signed.append(try await gate.run(release, checklist: run.checklist, phase: run.phase, answer: run.answer))
        }
        // The answer is an argument of the step, so that another answer is another checklist.
        let digest = signed.first?.facts.plan.checklist.digest ?? release.manifestDigest
        let trust = try VirtualGate(key: key, epoch: 1, checklists: accepted(digest)).trust
        let now = Samples.instant + .seconds(60)
        let decision = AdmissionDecision.decide(
            AdmissionRequest(
                purpose: purpose, environment: "production", subject: release.manifestDigest, instant: now, epoch: 1),
            runs: RunHistory(gate.ledger(signed), trust: trust, at: now).runs(naming: release.manifestDigest),
            trust: trust)
        switch decision {
        case .admit(let grounds): return ["admit"] + grounds.map(\.value.checklist).array
        case .refuse(let reasons): return reasons.map(\.code).array
        }
    }

    private static func accepting(_ name: String, _ digest: Digest? = nil, in phase: Phase = .preRelease)
        -> AcceptedChecklist
    {
        AcceptedChecklist(phase: phase.rawValue, name: name, digest: digest)
    }

    @Test("where the policy names checklists, every one of them must have passed, and no other counts")
    func acceptedNames() async throws {
        func decide(_ names: [String], _ runs: [(String, String)]) async throws -> [String] {
            try await self.decide(
                { _ in names.map { Self.accepting($0) } }, runs.map { ($0.0, .preRelease, $0.1) })
        }
        #expect(try await decide(["real"], [("easy", "pass")]) == ["no-run"])
        #expect(try await decide(["real"], []) == ["no-run"])
        #expect(try await decide(["real"], [("real", "pass"), ("easy", "pass")]) == ["admit", "real"])
        #expect(try await decide(["real"], [("real", "pass"), ("easy", "fail")]) == ["not-passed"])
        #expect(try await decide(["a", "b"], [("a", "pass")]) == ["no-run"])
        #expect(try await decide(["a", "b"], [("b", "pass"), ("a", "pass")]) == ["admit", "a", "b"])
        #expect(try await decide(["a", "b"], [("b", "pass"), ("a", "fail")]) == ["not-passed"])
    }

    @Test("where the policy names a checklist by its digest, other contents of the same name do not count, and fail it")
    func acceptedDigests() async throws {
        let other = Digest.of([1])
        func runs(_ answers: String...) -> [(String, Phase, String)] { answers.map { ("real", .preRelease, $0) } }
        #expect(try await decide({ [Self.accepting("real", $0)] }, runs("pass")) == ["admit", "real"])
        #expect(try await decide({ _ in [Self.accepting("real", other)] }, runs("pass")) == ["other-checklist"])
        // Both, while one takes the other's place.
        #expect(
            try await decide({ [Self.accepting("real", other), Self.accepting("real", $0)] }, runs("pass"))
                == ["admit", "real"])
        #expect(try await decide({ [Self.accepting("real", $0)] }, runs("pass", "fail")) == ["not-passed"])
        #expect(
            try await decide({ _ in [Self.accepting("x", other, in: .rollback)] }, runs("pass")) == ["admit", "real"],
            "what is said of one phase says nothing of another")
    }

    @Test("what a checklist said when a release was cleared long ago is not held against a rollback; its name is")
    func acceptedForRollback() async throws {
        let runs: [(String, Phase, String)] = [("real", .preRelease, "pass"), ("back", .rollback, "pass")]
        let other = Digest.of([1])
        #expect(
            try await decide({ _ in [Self.accepting("real", other)] }, runs, for: .rollback)
                == ["admit", "back", "real"])
        #expect(try await decide({ _ in [Self.accepting("x")] }, runs, for: .rollback) == ["never-released"])
        #expect(
            try await decide({ _ in [Self.accepting("back", other, in: .rollback)] }, runs, for: .rollback)
                == ["other-checklist"])
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

    @Test("what is asked of one thing is answered by its runs; of others not even the signature is looked at")
    func naming() async throws {
        let gate = try VirtualGate()
        let release = try Samples.release()
        let run = try await gate.run(release)
        let unreadable = LedgerChain.next(
            after: nil, recordedAt: Samples.instant, kind: .run, manifest: Digest.of([1]), envelope: Array("{}".utf8))
        let entries = gate.ledger([run]) + [unreadable]
        func history(_ subject: Digest, _ trust: TrustPolicy) -> RunHistory {
            RunHistory(entries, trust: trust, at: Samples.instant, naming: subject)
        }
        let image = try #require(release.services.first?.image.digest)
        for subject in [release.manifestDigest, image] {
            #expect(history(subject, gate.trust).believed.count == 1)
            #expect(history(subject, .nobody).refused.map(\.code).contains("untrusted-run"))
        }
        let other = history(Digest.of([2]), .nobody)
        #expect(other.believed.isEmpty)
        // What cannot be read may be about anything, and is told.
        #expect(other.refused.count == 1)
    }

    @Test("a key's end does not take back what it signed against a release")
    func keyThatEnded() async throws {
        let release = try Samples.release()
        let (first, second) = (try VirtualGate(), try VirtualGate())
        let end = Samples.instant + .seconds(30)
        let rules = [
            TrustRule(
                id: "gate", scope: .predicate(PredicateType.checklistRun), requirement: .init(signers: ["a", "b"]))
        ]
        let trust = try TrustPolicy(
            epoch: 1, digest: .of([1]),
            keys: [
                TrustedKey(id: "a", key: first.key.publicKey),
                TrustedKey(id: "b", key: second.key.publicKey, validUntil: end),
            ], people: [], rules: rules, checklists: [])
        func reasons(
            _ runs: [(gate: VirtualGate, checklist: String, answer: String)], after: Duration
        ) async throws -> [String] {
            var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
            for run in runs {
                signed.append(try await run.gate.run(release, checklist: run.checklist, answer: run.answer))
            }
            let now = Samples.instant + after
            let history = RunHistory(first.ledger(signed), trust: trust, at: now, naming: release.manifestDigest)
            let decision = AdmissionDecision.decide(
                AdmissionRequest(
                    purpose: .promote, environment: "production", subject: release.manifestDigest, instant: now,
                    epoch: 1),
                runs: history.runs(naming: release.manifestDigest),
                doubts: history.doubts(of: .preRelease, in: "production", about: release.manifestDigest))
            guard case .refuse(let reasons) = decision else { return [] }
            return reasons.map(\.code).array
        }
        let against = [(first, "a", "pass"), (second, "a", "fail")]
        #expect(try await reasons(against, after: .seconds(20)) == ["not-passed"])
        #expect(try await reasons(against, after: .seconds(60)) == ["unbelieved-run"])
        #expect(
            try await reasons([(first, "a", "pass"), (second, "b", "fail")], after: .seconds(60)) == ["unbelieved-run"])
        // Settled by the same checklist; another has not looked at it.
        #expect(try await reasons(against + [(first, "a", "pass")], after: .seconds(60)) == [])
        #expect(try await reasons(against + [(first, "b", "pass")], after: .seconds(60)) == ["unbelieved-run"])
        // What it signed for the release neither counts nor stands in the way.
        #expect(try await reasons([(first, "a", "pass"), (second, "a", "pass")], after: .seconds(60)) == [])
        #expect(try await reasons([(second, "a", "pass")], after: .seconds(60)) == ["no-run"])
    }

    @Test("an entry that nobody can read stands against the release until a later run")
    func unreadable() async throws {
        let gate = try VirtualGate()
        let release = try Samples.release()
        let run = try await gate.run(release)
        let entries = gate.ledger([run])
        let torn = LedgerChain.next(
            after: entries.last, recordedAt: Samples.instant, kind: .run, manifest: release.manifestDigest,
            envelope: Array("{}".utf8))
        func doubts(_ entries: [LedgerEntry]) -> [String] {
            RunHistory(entries, trust: gate.trust, at: Samples.instant, naming: release.manifestDigest)
                .doubts(of: .preRelease, in: "production", about: release.manifestDigest).map(\.message)
        }
        #expect(doubts(entries) == [])
        #expect(doubts(entries + [torn]) == ["ledger entry 2 cannot be read, and is not believed"])
        let envelope = try #require(run.claims.first?.envelopeBytes)
        let later = LedgerChain.next(
            after: torn, recordedAt: Samples.instant, kind: .run, manifest: release.manifestDigest, envelope: envelope)
        #expect(doubts(entries + [torn, later]) == [])
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
