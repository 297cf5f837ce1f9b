public import Airworthy
public import Trust

/// A gate with a key of its own, made anew for each test, and a policy that believes what it signs about runs.
public struct VirtualGate: Sendable {
    public let key: PrivateKey
    public let trust: TrustPolicy

    public init(epoch: Int = 1, revokedAt: Instant? = nil) throws {
        try self.init(key: PrivateKey.generate(.p256), epoch: epoch, revokedAt: revokedAt)
    }

    /// The same key under another policy.
    public init(
        key: PrivateKey, epoch: Int, revokedAt: Instant? = nil, checklists: [AcceptedChecklist] = []
    ) throws {
        self.key = key
        let trusted = TrustedKey(id: "gate", key: key.publicKey, revokedAt: revokedAt)
        let rules = [PredicateType.checklistRun, PredicateType.waiver].map { type in
            TrustRule(id: "gate: \(type)", scope: .predicate(type), requirement: .init(signers: ["gate"]))
        }
        trust = try TrustPolicy(
            epoch: epoch, digest: .of(Array("gate \(epoch)".utf8)), keys: [trusted], people: [], rules: rules,
            checklists: checklists)
    }

    /// Runs a scripted checklist and signs what it came to.
    public func run(
        _ release: Release, checklist: String = "sample", phase: Phase = .preRelease, answer: String = "pass",
        mode: RunMode = .live, at instant: Instant = Samples.instant
    ) async throws -> (facts: RunFacts, claims: [SignedClaim]) {
        let plan = try Samples.plan(
            "  - {id: only, uses: scripted, with: {answer: \(answer)}}", named: checklist, phase: phase, for: release)
        let context = CheckContext(release: release, trust: trust, instant: instant, world: .empty)
        let seen = await Runner(plan: plan, context: context, width: 1).run(mode: mode)
        let record = RunRecord(
            planDigest: seen.planDigest, mode: mode, effective: instant, started: instant, finished: instant,
            units: seen.units)
        let facts = RunFacts(
            plan: plan, record: record, trust: trust, waivers: [], verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil)
        return (facts, try Claim.sign(facts, with: key))
    }

    /// Entries for runs, chained in order.
    public func ledger(_ runs: [(facts: RunFacts, claims: [SignedClaim])]) -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for run in runs {
            guard let claim = run.claims.first else { preconditionFailure("a signed run has a claim") }
            entries.append(
                LedgerChain.next(
                    after: entries.last, recordedAt: run.facts.record.finished, kind: .run,
                    manifest: run.facts.plan.release.manifestDigest,
                    envelope: claim.envelopeBytes))
        }
        return entries
    }
}
