public import Trust

/// One run as every format tells it: made from what a run came to, or read back from what it signed.
///
/// Every format is a function of this value and of nothing else, so that no two of them can disagree.
public struct RunReport: Sendable, Hashable {
    /// Short name of the run, see ``RunFacts/runID``.
    public var run: String
    /// The checklist's name.
    public let checklist: String
    public let phase: Phase
    /// The release's id.
    public let release: String
    public let sequence: Int
    public let environment: String
    public let manifest: Digest
    public let plan: Digest
    public let trust: Digest
    public let trustEpoch: Int
    public let mode: RunMode
    /// The instant everything was judged at.
    public let effective: Instant
    public let started: Instant
    public let finished: Instant
    /// First instant at which the run no longer admits.
    public let expires: Instant
    /// Version of the tool that ran it.
    public let tool: String
    public let verdict: Verdict
    /// Files the run was made from, by the names they were read under.
    public let inputs: [String: Digest]
    /// In the plan's order.
    public let units: [ReportedUnit]
    /// What blocks the release and is about no unit: a label nobody provides, or that nothing passed at all. A format that
    /// lists units lists these too, or its readers would see a blocked run without a failure in it.
    public let unmet: [ReportedUnit]
    /// What there is to say of waivers and approvals and blocks nothing: a waiver that covered nothing or ends soon, an
    /// approval that counts for nothing.
    public let remarks: [ReportedUnit]
    /// Who began the run, where that is known.
    public let initiator: String?
    /// Where signed statements were written, the run's bundle first; empty when nothing was signed.
    public var files: [String] = []
    /// The command that takes the run up again; nil where that is not what to do now, or nobody could.
    public var next: String?

    public init(_ facts: RunFacts) {
        let release = facts.plan.release
        let endingSoon = Set(
            facts.waivers.filter { $0.remarks.contains { $0.code == WaiverStanding.endsSoonCode } }
                .map(\.waiver.value.digest))
        let units = zip(facts.plan.units, zip(facts.record.units, facts.judgements)).map { unit, seen in
            ReportedUnit(unit, seen.0, seen.1, isTimed: facts.record.mode == .live, endingSoon: endingSoon)
        }
        run = facts.runID
        checklist = facts.plan.checklist.name
        phase = facts.plan.checklist.phase
        self.release = release.id
        sequence = release.sequence
        environment = release.environment
        manifest = release.manifestDigest
        plan = facts.plan.digest
        trust = facts.trust.digest
        trustEpoch = facts.trust.epoch
        mode = facts.record.mode
        effective = facts.record.effective
        started = facts.record.started
        finished = facts.record.finished
        expires = facts.expires
        tool = facts.toolVersion
        verdict = facts.verdict
        let listed = facts.plan.checklist
        inputs = Dictionary(
            [(release.source, release.manifestDigest), (listed.source, listed.digest)]
                + listed.included.map { ($0.source, $0.digest) }
        ) { first, _ in first }
        self.units = units
        initiator = facts.initiator
        remarks = Self.remarks(
            facts.waivers.map { ($0.waiver.value.digest, $0.remarks) }, facts.approvals?.rejected ?? [])
        unmet = Self.unmet(
            facts.verdict, beside: units,
            approvals: (facts.approvals?.missing ?? []).map { Self.asking($0, facts.runID) })
    }

    init(_ predicate: PredicateReader, _ value: JSONValue) throws(Diagnostic) {
        let release = try predicate.object("release")
        let trust = try predicate.object("trust")
        checklist = try predicate.object("checklist").string("name")
        phase = try predicate.choice("phase")
        self.release = try release.string("id")
        sequence = try release.integer("sequence")
        manifest = try release.digest("manifestDigest")
        environment = try predicate.string("environment")
        plan = try predicate.object("plan").digest("digest")
        self.trust = try trust.digest("digest")
        trustEpoch = try trust.integer("epoch")
        mode = try predicate.choice("mode")
        effective = try predicate.instant("effectiveTime")
        started = try predicate.instant("startedOn")
        finished = try predicate.instant("finishedOn")
        expires = try predicate.instant("expiresOn")
        tool = try predicate.object("tool").string("version")
        inputs = try Self.inputs(value)
        let blockers = try Self.blockers(value)
        units = try Self.units(value, blockers)
        verdict = try Self.verdict(try predicate.string("verdict"), blockers, units, at: value.location)
        var previous: Digest?
        if value["previousRun"] != nil { previous = try predicate.object("previousRun").digest("digest") }
        let known = try Self.name(value)
        run =
            known
            ?? RunFacts.runID(
                plan: plan, trust: self.trust, mode: mode, effective: effective, finished: finished, previous: previous)
        initiator = value["initiator"]?.string
        remarks = Self.remarks(try Self.waivers(value), try ReportedUnit.findings(value["approval"]?["rejected"]))
        unmet = Self.unmet(
            verdict, beside: units,
            approvals: try ReportedUnit.findings(value["approval"]?["missing"]).map {
                Self.asking($0, known ?? "RUN")
            })
    }

    private static func unmet(
        _ verdict: Verdict, beside units: [ReportedUnit], approvals: [Diagnostic]
    ) -> [ReportedUnit] {
        let known = Set(units.lazy.flatMap { unit in unit.findings.map { "\(unit.id) \($0.code)" } })
        let status: UnitStatus = if case .blocked = verdict { .failed } else { .undetermined }
        if case .awaiting = verdict, !approvals.isEmpty {
            return approvals.map {
                ReportedUnit(unmet: Blocker(unit: ApprovalTally.unit, code: $0.code), status: status, told: $0)
            }
        }
        return verdict.blockers.filter { !known.contains("\($0.unit) \($0.code)") }.map {
            ReportedUnit(unmet: $0, status: status)
        }
    }

    /// What is missing, with the commands that add it and go on.
    ///
    /// - Parameter run: the name it was kept under. A statement does not say, and a name made from its facts is another.
    private static func asking(_ missing: Diagnostic, _ run: String) -> Diagnostic {
        var missing = missing
        missing.notes += [
            "airworthy approve \(run) --until INSTANT --key THEIR.key.pem",
            "then the same `airworthy run` with `--resume \(run) --approval FILE`",
        ]
        return missing
    }

    private static func remarks(
        _ waivers: [(digest: Digest, remarks: [Diagnostic])], _ approvals: [Diagnostic]
    ) -> [ReportedUnit] {
        waivers.flatMap { waiver in
            waiver.remarks.map { ReportedUnit(remark: $0, about: String(waiver.digest.hex.prefix(12)), of: "waiver") }
        }
            + approvals.enumerated().map {
                ReportedUnit(remark: $0.element, about: String($0.offset + 1), of: "approval")
            }
    }
}

extension RunReport {
    /// Everything there is a line about, worst first, the plan's order kept among equals.
    public var worstFirst: [ReportedUnit] {
        let all = unmet + remarks + units
        return UnitStatus.allCases.flatMap { status in all.filter { $0.status == status } }
    }

    /// How many units came to `status`; what is ``unmet`` is no unit.
    public func count(_ status: UnitStatus) -> Int { units.count { $0.status == status } }

    /// `9 passed · 1 warned · 1 failed`: what there is any of, the worst last, where the eye ends.
    public var counts: String {
        UnitStatus.allCases.reversed().compactMap { status in
            let count = count(status)
            return count > 0 ? "\(count) \(status.phrase)" : nil
        }.joined(separator: " · ")
    }

    /// Whether going on with it is what to do now: it waits for people, or an action of it is done or not, and nobody knows.
    public var isToBeResumed: Bool {
        if case .awaiting = verdict { return true }
        return units.contains { unit in unit.findings.contains { $0.code == Ambiguity.code } }
    }

    public var isLive: Bool { mode == .live }

    /// `pre-release · 2026.11.21-3 · production`: which run, in every heading.
    public var heading: String { "\(checklist) · \(release) · \(environment)" }

    /// ` · simulated at 2026-11-21T12:00:00Z` for what admits nothing; empty for a live run.
    var modeNote: String { isLive ? "" : " · \(mode.rawValue) at \(effective)" }
}
