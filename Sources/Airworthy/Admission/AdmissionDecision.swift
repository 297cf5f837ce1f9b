public import Trust

/// The gate: pure, and asked only with verified statements.
public enum AdmissionDecision: Sendable {
    case admit(because: NonEmpty<Verified<RunClaim>>)
    case refuse(NonEmpty<Diagnostic>)
}

extension AdmissionDecision {
    /// - Parameters:
    ///   - runs: every believed run that names the subject, oldest first.
    ///   - trust: whom waivers and approvals are believed by, today; nobody's count where it is not given.
    public static func decide(
        _ request: AdmissionRequest, runs: [Verified<RunClaim>], trust: TrustPolicy = .nobody
    ) -> AdmissionDecision {
        let ofHere = runs.filter { $0.value.environment == request.environment && $0.value.mode == .live }
        let relevant = ofHere.filter { $0.value.subjects.contains(request.subject) }
        let phase = request.purpose.phase
        guard let latest = relevant.last(where: { $0.value.phase == phase }) else {
            return .refuse(NonEmpty(noRun(request, among: runs)))
        }
        var reasons = Self.objections(to: latest.value, request)
        // What one checklist found stands until that one passes: another that passes meanwhile has not looked at it.
        reasons += Self.standing(in: relevant.map(\.value).filter { $0.phase == phase }, beside: latest.value)
        // What did not pass has its reasons already, approvals that were missing among them.
        if latest.value.passed { reasons += latest.value.people.objections(under: trust, at: request.instant) }
        var grounds = NonEmpty(latest)
        if request.purpose == .rollback {
            // A rollback returns to something that was good here before: the rollback run alone shows only that it
            // verifies, not that it ever ran.
            if let cleared = relevant.last(where: { $0.value.phase == .preRelease && $0.value.passed }) {
                grounds.append(cleared)
            } else {
                reasons.append(
                    Diagnostic(
                        "never-released", "no pre-release run of this manifest ever passed in \(request.environment)",
                        remedy: "roll back to a release that was live here, or promote this one instead"))
            }
        }
        guard let objections = NonEmpty(reasons) else { return .admit(because: grounds) }
        return .refuse(objections)
    }

    /// For every other checklist of the phase whose latest run did not pass, that it did not.
    private static func standing(in runs: [RunClaim], beside latest: RunClaim) -> [Diagnostic] {
        var last: [String: RunClaim] = [:]
        for run in runs where run.checklist != latest.checklist { last[run.checklist] = run }
        return last.values.filter { !$0.passed }.sorted { $0.checklist < $1.checklist }.map(notPassed)
    }

    private static func notPassed(_ run: RunClaim) -> Diagnostic {
        Diagnostic(
            "not-passed", "the latest run of `\(run.checklist)` (\(run.phase.rawValue)) on this manifest did not pass",
            remedy: "resolve what it found, then run `\(run.checklist)` again", notes: run.blockers)
    }

    private static func objections(to run: RunClaim, _ request: AdmissionRequest) -> [Diagnostic] {
        var reasons: [Diagnostic] = []
        let again = "run the \(run.phase.rawValue) checklist again"
        if !run.passed { reasons.append(notPassed(run)) }
        if request.instant >= run.expires {
            reasons.append(
                Diagnostic(
                    "expired-run",
                    "the \(run.phase.rawValue) run holds until \(run.expires), and it is \(request.instant)",
                    remedy: again))
        }
        // A clock that was set back within a run leaves it judged at an instant that is still to come.
        let last = max(run.finished, run.effective)
        if request.instant < last {
            reasons.append(
                Diagnostic(
                    "run-from-the-future", "the run was judged or finished at \(last), and it is \(request.instant)",
                    remedy: "set the clock right"))
        }
        if run.trustEpoch < request.epoch {
            reasons.append(
                Diagnostic(
                    "stale-epoch",
                    "the run trusted epoch \(run.trustEpoch), and keys have been revoked since (epoch \(request.epoch))",
                    remedy: again))
        }
        return reasons
    }

    private static func noRun(_ request: AdmissionRequest, among runs: [Verified<RunClaim>]) -> Diagnostic {
        let phase = request.purpose.phase.rawValue
        let others = runs.map { run in
            let claim = run.value
            return "\(claim.phase.rawValue) in \(claim.environment), \(claim.mode.rawValue), "
                + (claim.passed ? "passed" : "not passed")
        }
        return Diagnostic(
            "no-run", "no \(phase) run of this manifest in \(request.environment) is on record",
            remedy: "run the \(phase) checklist on it", notes: others)
    }
}
