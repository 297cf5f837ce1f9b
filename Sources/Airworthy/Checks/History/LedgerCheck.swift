public import Trust

/// The named phase passed, live, for exactly this manifest in this environment.
public struct LedgerCheck: Check {
    public enum Code: String, FindingCode {
        case noRun = "no-run"
        case notPassed = "not-passed"
        case expiredRun = "expired-run"
        case staleRun = "stale-run"
        case staleEpoch = "stale-epoch"
        case runFromTheFuture = "run-from-the-future"
        case notPermitted = "not-permitted"
        case otherChecklist = "other-checklist"
        case unbelievedRun = "unbelieved-run"

        public var meaning: String {
            switch self {
            case .noRun: "no believed live run of the phase is on record for this manifest and environment"
            case .notPassed: "the latest run of the phase did not pass"
            case .expiredRun: "the latest run holds no longer"
            case .staleRun: "the latest run is older than `maxAge`"
            case .staleEpoch: "keys have been revoked since the run"
            case .runFromTheFuture: "the run was judged or finished later than it is now"
            case .notPermitted: "a waiver or approval the run rests on does not count any more"
            case .otherChecklist: "the runs are of other contents of the checklist than the trust policy accepts"
            case .unbelievedRun:
                "a run that did not pass, or cannot be read, is on record, and is not believed any more"
            }
        }

        public var remedy: String {
            switch self {
            case .noRun: "run the phase's checklist on this manifest"
            case .notPassed: "resolve what the run found, then run it again"
            case .expiredRun, .staleRun, .staleEpoch: "run the phase's checklist again"
            case .runFromTheFuture: "set the clock right"
            case .notPermitted: "resolve what was waived, or have it waived or approved anew, then run it again"
            case .otherChecklist: "run the checklist that the trust policy names by its digest"
            case .unbelievedRun: "run the phase's checklist again"
            }
        }
    }

    public static let kind = CheckKind(
        id: "ledger", summary: "did the named phase pass for exactly this manifest?", capabilities: [.ledger],
        parameters: [
            .required("phase", .choice, "the phase that must have passed: `pre-release`, `release`, `promote`, …"),
            Parameter("maxAge", .duration, default: "none", "how old the run may be"),
            Parameter(
                "ever", .bool, default: "false",
                "a run that passed at any time counts, however old: for asking whether this release was once good here"),
        ],
        subjects: [.release])

    private let phase: Phase
    private let maxAge: Duration?
    private let ever: Bool

    public init(from arguments: inout FieldReader) throws(InputError) {
        guard let phase = try arguments.optionalChoice("phase", of: Phase.self) else {
            throw arguments.missing("phase")
        }
        self.phase = phase
        maxAge = try arguments.optionalDuration("maxAge")
        ever = try arguments.optionalBool("ever") ?? false
        if ever, maxAge != nil {
            throw InputError(
                "contradiction", "`ever` accepts a run of any age, and `maxAge` does not",
                at: arguments.place(of: "maxAge"), remedy: "keep one of them")
        }
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let release = try context.requireRelease()
        let entries = try await context.world.ledger.entries(manifest: release.manifestDigest)
        let history = RunHistory(entries, trust: context.trust, at: context.instant)
        let runs = history.believed.map(\.run).filter { run in
            run.value.phase == phase && run.value.manifest == release.manifestDigest
                && run.value.environment == release.environment && run.value.mode == .live
        }
        let standing =
            ever
            ? PhaseStanding(of: runs.filter { $0.value.passed && $0.value.isNamed(by: context.trust) }, accepting: [])
            : PhaseStanding(of: runs, accepting: context.trust.checklists(of: phase))
        var findings = standing.gaps.map { missing($0, release, notes: history.refused.map(\.description)) }
        if !ever { findings += standing.grounds.flatMap { objections(to: $0.value, in: context) } }
        findings += standing.failing.map { notPassed($0) }
        if !ever {
            let doubts = history.doubts(of: phase, in: release.environment, about: release.manifestDigest)
            findings += doubts.map { Finding(.unbelievedRun, $0.message, at: $0.location, notes: $0.notes) }
        }
        let evidence = history.believed.filter { record in
            standing.grounds.contains { $0.value == record.run.value }
        }.map { proof($0.entry) }
        if let findings = NonEmpty(findings) { return .failed(findings, evidence) }
        guard let ground = standing.grounds.last, let evidence = NonEmpty(evidence) else {
            return .failed(missing(.noRun(checklist: nil), release, notes: []))
        }
        return .passed("\(phase.rawValue) passed at \(ground.value.finished)", evidence)
    }

    private func proof(_ entry: LedgerEntry) -> Evidence {
        Evidence(
            uri: "ledger entry \(entry.index)", digest: .of(entry.envelope),
            mediaType: "application/vnd.dsse.envelope.v1+json", content: entry.envelope)
    }

    private func missing(_ gap: PhaseStanding.Gap, _ release: Release, notes: [String]) -> Finding<Code> {
        switch gap {
        case .noRun(let checklist):
            let name = checklist.map { " of `\($0)`" } ?? ""
            return Finding(
                .noRun, "no \(phase.rawValue) run\(name) of \(release.manifestDigest.short) in \(release.environment)",
                at: .path(release.source), notes: notes)
        case .otherChecklist(let latest):
            return Finding(
                .otherChecklist,
                "the run of `\(latest.checklist)` was of \(latest.checklistDigest.short), which the policy does not accept",
                at: .path(release.source))
        }
    }

    private func notPassed(_ run: RunClaim) -> Finding<Code> {
        Finding(
            .notPassed, "the \(phase.rawValue) run of `\(run.checklist)` of \(run.finished) did not pass",
            notes: run.blockers)
    }

    private func objections(to run: RunClaim, in context: CheckContext) -> [Finding<Code>] {
        let name = "the \(phase.rawValue) run of \(run.finished)"
        let objections = RunObjection.all(
            to: run, under: context.trust, epoch: context.trust.epoch, at: context.instant)
        var findings: [Finding<Code>] = objections.map { objection in
            switch objection {
            case .notPassed: notPassed(run)
            case .expired: Finding(.expiredRun, "\(name) held until \(run.expires)")
            case .fromTheFuture(let last):
                Finding(.runFromTheFuture, "\(name) was judged or finished at \(last), and it is \(context.instant)")
            case .staleEpoch(let now):
                Finding(.staleEpoch, "\(name) trusted epoch \(run.trustEpoch), and it is \(now) now")
            case .people(let diagnostic):
                Finding(.notPermitted, "\(name): \(diagnostic.message)", notes: [diagnostic.code])
            }
        }
        if let maxAge, context.instant.since(run.finished) > maxAge {
            findings.append(Finding(.staleRun, "\(name) is older than \(maxAge.text)"))
        }
        return findings
    }
}
