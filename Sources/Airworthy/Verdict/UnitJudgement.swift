public import Trust

/// One unit's status, and what of it blocks.
public struct UnitJudgement: Sendable, Hashable {
    /// The unit's id in the plan.
    public let unit: String
    public let status: UnitStatus
    /// Empty unless the status blocks.
    public let blockers: [Blocker]
    /// The waiver statement each waived finding rests on, by signer.
    public let waivedBy: [String]

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

    /// Whether a run clears by its steps alone: what follows them has not happened yet.
    ///
    /// - Parameter steps: a record for each unit of the run itself, in the plan's order.
    static func clears(
        _ steps: [UnitRecord], of plan: Plan, waivers: [Verified<Waiver>] = [], at instant: Instant
    ) -> Bool {
        let units = plan.units.filter(\.role.isMain)
        precondition(units.count == steps.count, "the steps have one record a unit")
        let judgements = zip(units, steps).map { judge($0, $1, in: plan.release, at: instant, waivers) }
        let rest = plan.units.filter { !$0.role.isMain }.map {
            UnitJudgement(unit: $0.id, status: .notApplicable, blockers: [], waivedBy: [])
        }
        return Verdict(judgements + rest, of: plan).isCleared
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
            return UnitJudgement(unit: unit.id, status: .passed, blockers: [], waivedBy: [])
        case .skipped(.notApplicable):
            return UnitJudgement(unit: unit.id, status: .notApplicable, blockers: [], waivedBy: [])
        case .failed(let findings, _): (status, diagnostics) = (.failed, findings.array)
        case .inconclusive(let findings, _): (status, diagnostics) = (.undetermined, findings.array)
        case .errored(let diagnostic): (status, diagnostics) = (.undetermined, [diagnostic])
        case .skipped(.needNotCleared(let need)):
            (status, diagnostics) = (.undetermined, [Diagnostic("need-not-cleared", "`\(need)` did not clear")])
        case .skipped(.cancelled):
            (status, diagnostics) = (.undetermined, [Diagnostic("cancelled", "the run was cancelled")])
        }
        guard unit.step.severity == .block else {
            return UnitJudgement(unit: unit.id, status: .warned, blockers: [], waivedBy: [])
        }
        let covers = diagnostics.map { diagnostic in
            waivers.first { $0.value.covers(unit: unit, code: diagnostic.code, in: release, at: instant) }
        }
        let open = zip(diagnostics, covers).filter { $0.1 == nil }.map(\.0)
        guard !open.isEmpty else {
            return UnitJudgement(
                unit: unit.id, status: .waived, blockers: [],
                waivedBy: Set(covers.compactMap { $0?.signers.array.joined(separator: "+") }).sorted())
        }
        return UnitJudgement(
            unit: unit.id, status: status, blockers: open.map { Blocker(unit: unit.id, code: $0.code) }, waivedBy: [])
    }

    private static func latePass(_ record: UnitRecord) -> Diagnostic {
        Diagnostic("late-pass", "it passed at attempt \(record.attempts.count) only, and the step says `flaky: refuse`")
    }
}
