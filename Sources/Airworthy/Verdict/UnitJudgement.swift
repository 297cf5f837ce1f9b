public import Trust

/// One unit's status, and what of it blocks.
public struct UnitJudgement: Sendable, Hashable {
    /// The unit's id in the plan.
    public let unit: String
    public let status: UnitStatus
    /// Empty unless the status blocks.
    public let blockers: [Blocker]
    /// What each waived finding rests on, one a waiver.
    public let waivers: [AppliedWaiver]

    /// Who signed the waivers it rests on.
    public var waivedBy: [String] { Set(waivers.map { $0.signers.joined(separator: "+") }).sorted() }

    /// One judgement a unit, in the plan's order. The one place where severity and waivers are applied: every report,
    /// statement and verdict reads this.
    public static func judge(
        _ record: RunRecord, of plan: Plan, waivers: [Verified<Waiver>] = []
    ) -> [UnitJudgement] {
        precondition(record.planDigest == plan.digest, "a record is judged by the plan it was made from")
        precondition(
            record.units.lazy.map(\.id).elementsEqual(plan.units.lazy.map(\.id)),
            "a record has one entry a unit, in order")
        return zip(plan.units, record.units).map { unit, seen in
            judge(unit, seen, in: plan.release, at: record.effective, waivers)
        }
    }

    /// Whether a run clears by its steps alone, or would once it is approved: what follows them has not happened yet.
    ///
    /// - Parameter steps: a record for each unit of the run itself, in the plan's order.
    static func clears(
        _ steps: [UnitRecord], of plan: Plan, waivers: [Verified<Waiver>] = [], approvals: ApprovalTally? = nil,
        at instant: Instant
    ) -> Bool {
        let units = plan.units.filter(\.role.isMain)
        precondition(units.count == steps.count, "the steps have one record a unit")
        let judgements = zip(units, steps).map { judge($0, $1, in: plan.release, at: instant, waivers) }
        let rest = plan.units.filter { !$0.role.isMain }.map {
            UnitJudgement(unit: $0.id, status: .notApplicable, blockers: [], waivers: [])
        }
        switch Verdict(judgements + rest, of: plan, approvals: approvals) {
        // What was done with approval stays done while a later part of the run waits for it: an option left out when
        // the run is resumed must not undo a rollout.
        case .cleared, .awaiting: return true
        case .blocked, .undetermined: return false
        }
    }

    private static func judge(
        _ unit: PlannedUnit, _ record: UnitRecord, in release: Release, at instant: Instant,
        _ waivers: [Verified<Waiver>]
    ) -> UnitJudgement {
        let status: UnitStatus
        let diagnostics: [Diagnostic]
        switch record.outcome {
        case .passed where record.isFlaky && unit.step.retry.refusesLatePass:
            (status, diagnostics) = (.undetermined, [latePass(record)])
        case .passed:
            return UnitJudgement(unit: unit.id, status: .passed, blockers: [], waivers: [])
        case .skipped(.notApplicable):
            return UnitJudgement(unit: unit.id, status: .notApplicable, blockers: [], waivers: [])
        case .failed(let findings, _): (status, diagnostics) = (.failed, findings.array)
        case .inconclusive(let findings, _): (status, diagnostics) = (.undetermined, findings.array)
        case .errored(let diagnostic): (status, diagnostics) = (.undetermined, [diagnostic])
        case .skipped(.needNotCleared(let need)):
            (status, diagnostics) = (.undetermined, [Diagnostic(needCode, "`\(need)` did not clear")])
        case .skipped(.awaitingApproval):
            (status, diagnostics) = (.undetermined, [Diagnostic(awaitingCode, SkipReason.awaitingApproval.description)])
        case .skipped(.cancelled):
            (status, diagnostics) = (.undetermined, [Diagnostic("cancelled", "the run was cancelled")])
        }
        guard unit.step.severity == .block else {
            return UnitJudgement(unit: unit.id, status: .warned, blockers: [], waivers: [])
        }
        // What was not looked at found nothing that a waiver could accept.
        let usable = record.outcome.isFinding ? waivers : []
        let covers = diagnostics.map { diagnostic in
            notLookedAt.contains(diagnostic.code)
                ? nil
                : usable.first { $0.value.covers(FindingScope(unit, code: diagnostic.code, in: release), at: instant) }
        }
        let open = zip(diagnostics, covers).filter { $0.1 == nil }.map(\.0)
        guard !open.isEmpty else {
            var seen: Set<Digest> = []
            let applied = covers.compactMap(\.self).filter { seen.insert($0.value.digest).inserted }
            return UnitJudgement(
                unit: unit.id, status: .waived, blockers: [], waivers: applied.map(AppliedWaiver.init))
        }
        return UnitJudgement(
            unit: unit.id, status: status, blockers: open.map { Blocker(unit: unit.id, code: $0.code) }, waivers: [])
    }

    /// What the engine itself says of a unit that was not looked at, or of which nobody knows whether it was done: nothing
    /// that a person could have seen and accepted.
    private static let notLookedAt: Set<String> = [
        Ambiguity.code, AttemptPerformance.notPerformedCode, ConditionReview.untoldCode, StepOutput.absentCode,
    ]

    static let latePassCode = "late-pass"
    static let needCode = "need-not-cleared"
    static let awaitingCode = "awaiting-approval"

    private static func latePass(_ record: UnitRecord) -> Diagnostic {
        Diagnostic(
            latePassCode,
            "it passed at attempt \(record.attempts.count) only, and the step says `flaky: refuse`")
    }
}
