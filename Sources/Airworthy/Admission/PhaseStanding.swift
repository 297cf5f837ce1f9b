import Trust

/// How a phase stands for one manifest in one environment: which runs an answer rests on, and what stands against it.
struct PhaseStanding {
    /// A run that had to be on record and is not.
    enum Gap {
        /// Of the named checklist, or of any.
        case noRun(checklist: String?)
        /// There are runs of a checklist of the name, and the policy accepts none of them for what it was.
        case otherChecklist(latest: RunClaim)
    }

    /// The latest run of every checklist that must have passed. Whether it did is still to be asked.
    let grounds: [Verified<RunClaim>]
    let gaps: [Gap]
    /// The latest runs of other checklists of the phase, and of other contents of the same, that did not pass.
    ///
    /// What one checklist found stands until that one passes: another that passes meanwhile has not looked at it.
    let failing: [RunClaim]

    /// - Parameters:
    ///   - runs: those that count at all, of the phase, oldest first.
    ///   - accepted: what the policy says of the phase. Where that is nothing, the latest run speaks for it.
    init(of runs: [Verified<RunClaim>], accepting accepted: [AcceptedChecklist]) {
        var grounds: [Verified<RunClaim>] = []
        var gaps: [Gap] = []
        if accepted.isEmpty {
            if let latest = runs.last { grounds.append(latest) } else { gaps.append(.noRun(checklist: nil)) }
        }
        for name in Set(accepted.map(\.name)).sorted() {
            let ofName = runs.filter { $0.value.checklist == name }
            if let latest = ofName.last(where: { $0.value.isOf(accepted) }) {
                grounds.append(latest)
            } else if let latest = ofName.last {
                gaps.append(.otherChecklist(latest: latest.value))
            } else {
                gaps.append(.noRun(checklist: name))
            }
        }
        var last: [String: RunClaim] = [:]
        for run in runs { last[run.value.checklist] = run.value }
        self.grounds = grounds
        self.gaps = gaps
        failing = last.values.filter { run in !run.passed && !grounds.contains { $0.value == run } }
            .sorted { $0.checklist < $1.checklist }
    }
}

extension RunClaim {
    /// Whether the policy accepts the checklist for what it was.
    fileprivate func isOf(_ accepted: [AcceptedChecklist]) -> Bool {
        accepted.contains { $0.name == checklist && ($0.digest == nil || $0.digest == checklistDigest) }
    }

    /// Whether the run was of a checklist the policy names, or the policy names none of its phase. Of long ago: what the
    /// checklist said then was for the policy of then to accept.
    func isNamed(by trust: TrustPolicy) -> Bool {
        let accepted = trust.checklists(of: phase)
        return accepted.isEmpty || accepted.contains { $0.name == checklist }
    }
}

extension TrustPolicy {
    func checklists(of phase: Phase) -> [AcceptedChecklist] { checklists.filter { $0.phase == phase.rawValue } }
}
