import Trust

/// Why a believed run does not count, or counts no longer.
enum RunObjection {
    case notPassed
    case expired
    /// A clock that was set back within a run leaves it judged at an instant that is still to come.
    case fromTheFuture(Instant)
    case staleEpoch(now: Int)
    /// A waiver or approval it rests on that does not count any more.
    case people(Diagnostic)

    /// - Parameters:
    ///   - trust: whom its waivers and approvals are believed by, today.
    ///   - epoch: the policy's.
    static func all(to run: RunClaim, under trust: TrustPolicy, epoch: Int, at instant: Instant) -> [RunObjection] {
        var objections: [RunObjection] = []
        if !run.passed { objections.append(.notPassed) }
        if instant >= run.expires { objections.append(.expired) }
        let last = max(run.finished, run.effective)
        if instant < last { objections.append(.fromTheFuture(last)) }
        if run.trustEpoch < epoch { objections.append(.staleEpoch(now: epoch)) }
        // What did not pass has its reasons already, approvals that were missing among them.
        if run.passed { objections += run.people.objections(under: trust, at: instant).map { .people($0) } }
        return objections
    }
}
