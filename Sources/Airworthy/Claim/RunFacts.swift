public import Trust

/// Everything the statements of one run are made from. Built once; every statement is a pure function of it.
public struct RunFacts: Sendable {
    public let plan: Plan
    public let record: RunRecord
    public let judgements: [UnitJudgement]
    public let verdict: Verdict
    public let trust: TrustPolicy
    /// URI of who verifies: the VSA's `verifier.id`, which consumers tie to the signing key.
    public let verifierID: String
    public let toolVersion: String
    /// Digest of the envelope of the run recorded before this one in the same environment.
    public let previousRun: Digest?
    /// What became of each waiver the run was given.
    public let waivers: [WaiverStanding]
    /// Nil where nobody was asked.
    public let approvals: ApprovalTally?
    /// Who began the run, as the trust policy names them; nil where that is not known.
    public let initiator: String?
    private let name: String?

    /// - Parameters:
    ///   - notice: how long before its end a waiver is told to end.
    ///   - name: of a run that had one before it began; nil to derive it from the facts.
    public init(
        plan: Plan, record: RunRecord, trust: TrustPolicy, waivers: [Verified<Waiver>], verifierID: String,
        toolVersion: String, previousRun: Digest?, approvals: ApprovalTally? = nil, initiator: String? = nil,
        notice: Duration = WaiverStanding.defaultNotice, name: String? = nil
    ) {
        self.plan = plan
        self.record = record
        self.trust = trust
        judgements = UnitJudgement.judge(record, of: plan, waivers: waivers)
        verdict = Verdict(judgements, of: plan, approvals: approvals, mode: record.mode, isTimely: record.isTimely)
        self.waivers = WaiverStanding.all(waivers, over: judgements, record, notice: notice)
        self.approvals = approvals
        self.initiator = initiator
        self.verifierID = verifierID
        self.toolVersion = toolVersion
        self.previousRun = previousRun
        self.name = name
    }

    /// Short name of the run. Where the facts alone name it: equal facts, equal name.
    public var runID: String {
        if let name { return name }
        return Self.runID(
            plan: plan.digest, trust: trust.digest, mode: record.mode, effective: record.effective,
            finished: record.finished, previous: previousRun)
    }

    /// The same from what a statement keeps.
    static func runID(
        plan: Digest, trust: Digest, mode: RunMode, effective: Instant, finished: Instant, previous: Digest?
    ) -> String {
        let identity: JSON = [
            "plan": .string(plan.description), "trust": .string(trust.description), "mode": .string(mode.rawValue),
            "effective": .string(effective.rfc3339), "finished": .string(finished.rfc3339),
            "previous": previous.map { .string($0.description) } ?? .null,
        ]
        return String(Digest.of(identity.canonicalBytes()).hex.prefix(12))
    }

    /// First instant at which the claim no longer admits: the end of the window it was judged for.
    public var expires: Instant { plan.release.window.end(from: record.effective) }

    /// Labels whose providing steps passed in full, sorted.
    public var provided: [String] { Verdict.provided(judgements, plan).sorted() }
}
