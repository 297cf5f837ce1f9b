public import Trust

/// The gate: pure, and asked only with verified statements.
public enum AdmissionDecision: Sendable {
    case admit(because: NonEmpty<Verified<RunClaim>>)
    case refuse(NonEmpty<Diagnostic>)
}

extension AdmissionDecision {
    /// - Parameters:
    ///   - runs: every believed run that names the subject, oldest first.
    ///   - doubts: runs against it that nobody believes any more, see ``RunHistory/doubts(of:in:about:)``.
    ///   - trust: whom waivers and approvals are believed by, today; nobody's count where it is not given.
    public static func decide(
        _ request: AdmissionRequest, runs: [Verified<RunClaim>], doubts: [Diagnostic] = [],
        trust: TrustPolicy = .nobody
    ) -> AdmissionDecision {
        let ofHere = runs.filter { $0.value.environment == request.environment && $0.value.mode == .live }
        let relevant = ofHere.filter { $0.value.subjects.contains(request.subject) }
        let phase = request.purpose.phase
        let standing = PhaseStanding(
            of: relevant.filter { $0.value.phase == phase }, accepting: trust.checklists(of: phase))
        var reasons = standing.gaps.map { missing($0, request, among: runs) }
        for ground in standing.grounds {
            reasons += RunObjection.all(
                to: ground.value, under: trust, epoch: request.epoch, at: request.instant
            ).map { diagnostic(of: $0, to: ground.value, request) }
        }
        reasons += standing.failing.map(notPassed) + doubts
        var grounds = standing.grounds
        if request.purpose == .rollback, !grounds.isEmpty {
            // A rollback returns to something that was good here before: the rollback run alone shows only that it
            // verifies, not that it ever ran.
            let cleared = relevant.last { run in
                run.value.phase == .preRelease && run.value.passed && run.value.isNamed(by: trust)
            }
            if let cleared {
                grounds.append(cleared)
            } else {
                reasons.append(
                    Diagnostic(
                        "never-released", "no pre-release run of this manifest ever passed in \(request.environment)",
                        remedy: "roll back to a release that was live here, or promote this one instead"))
            }
        }
        if let objections = NonEmpty(reasons) { return .refuse(objections) }
        // Nothing against it is no evidence for it.
        guard let because = NonEmpty(grounds) else {
            return .refuse(NonEmpty(missing(.noRun(checklist: nil), request, among: runs)))
        }
        return .admit(because: because)
    }

    private static func notPassed(_ run: RunClaim) -> Diagnostic {
        Diagnostic(
            "not-passed", "the latest run of `\(run.checklist)` (\(run.phase.rawValue)) on this manifest did not pass",
            remedy: "resolve what it found, then run `\(run.checklist)` again", notes: run.blockers)
    }

    private static func diagnostic(
        of objection: RunObjection, to run: RunClaim, _ request: AdmissionRequest
    ) -> Diagnostic {
        let again = "run the \(run.phase.rawValue) checklist again"
        switch objection {
        case .notPassed: return notPassed(run)
        case .expired:
            return Diagnostic(
                "expired-run",
                "the \(run.phase.rawValue) run holds until \(run.expires), and it is \(request.instant)", remedy: again)
        case .fromTheFuture(let last):
            return Diagnostic(
                "run-from-the-future", "the run was judged or finished at \(last), and it is \(request.instant)",
                remedy: "set the clock right")
        case .staleEpoch(let now):
            return Diagnostic(
                "stale-epoch",
                "the run trusted epoch \(run.trustEpoch), and keys have been revoked since (epoch \(now))",
                remedy: again)
        case .people(let diagnostic): return diagnostic
        }
    }

    private static func missing(
        _ gap: PhaseStanding.Gap, _ request: AdmissionRequest, among runs: [Verified<RunClaim>]
    ) -> Diagnostic {
        let phase = request.purpose.phase.rawValue
        switch gap {
        case .noRun(let checklist):
            let name = checklist.map { " of `\($0)`" } ?? ""
            let others = runs.map { run in
                let claim = run.value
                return "`\(claim.checklist)`, \(claim.phase.rawValue) in \(claim.environment), \(claim.mode.rawValue), "
                    + (claim.passed ? "passed" : "not passed")
            }
            return Diagnostic(
                "no-run", "no \(phase) run\(name) of this manifest in \(request.environment) is on record",
                remedy: "run \(checklist.map { "`\($0)`" } ?? "the \(phase) checklist") on it", notes: others)
        case .otherChecklist(let latest):
            return Diagnostic(
                "other-checklist",
                "the run of `\(latest.checklist)` was of \(latest.checklistDigest.short), and the trust policy accepts "
                    + "other contents only",
                remedy:
                    "run the checklist that the trust policy names by its digest, or have the policy accept this one")
        }
    }
}
