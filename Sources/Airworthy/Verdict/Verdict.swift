public import Trust

/// The judgement: pure, and recomputable from a record years later.
public enum Verdict: Sendable, Hashable {
    /// Everything that blocks has passed or is waived; `waived` names what is.
    case cleared(waived: [String])
    /// The release is not as required.
    case blocked(NonEmpty<Blocker>)
    /// Could not be told: never a pass.
    case undetermined(NonEmpty<Blocker>)
    /// People have not yet approved.
    case awaiting(NonEmpty<Blocker>)
}

extension Verdict {
    /// - Parameters:
    ///   - record: what was seen.
    ///   - plan: what was to be done; its digest must be the record's.
    ///   - waivers: believed ones; each is matched again here against unit, code, environment and instant.
    ///   - approvals: nil where there are none: what requires some is then awaiting them.
    public init(
        _ record: RunRecord, of plan: Plan, waivers: [Verified<Waiver>] = [], approvals: ApprovalTally? = nil
    ) {
        self.init(
            UnitJudgement.judge(record, of: plan, waivers: waivers), of: plan, approvals: approvals, mode: record.mode,
            isTimely: record.isTimely)
    }

    /// - Parameters:
    ///   - judgements: of this plan's units.
    ///   - mode: a drill waits for nobody: it changes nothing and admits nothing.
    ///   - isTimely: see ``RunRecord/isTimely``.
    init(
        _ judgements: [UnitJudgement], of plan: Plan, approvals: ApprovalTally?, mode: RunMode = .live,
        isTimely: Bool = true
    ) {
        var failed: [Blocker] = []
        var undetermined: [Blocker] = []
        for judgement in judgements {
            switch judgement.status {
            case .failed: failed += judgement.blockers
            case .undetermined: undetermined += judgement.blockers
            case .warned, .waived, .passed, .notApplicable: continue
            }
        }
        if plan.checklist.phase.mustProvide {
            failed += Self.unmet(judgements, plan).map { Blocker(unit: "requires", code: "requirement-unmet:\($0)") }
        }
        // That something was undone is nothing that was looked at.
        if !zip(judgements, plan.units).contains(where: { $0.status == .passed && $1.role.isMain }) {
            undetermined.append(Blocker(unit: plan.checklist.name, code: "nothing-passed"))
        }
        if failed.isEmpty, undetermined.isEmpty, let undone = Self.undone(judgements, plan) {
            undetermined.append(Blocker(unit: undone, code: Self.undoneCode))
        }
        if !isTimely { undetermined.append(Blocker(unit: plan.checklist.name, code: Self.clockCode)) }
        let waits = mode != .drill && plan.checklist.requiresApproval && approvals?.isSatisfied != true
        if waits {
            // What only waits for the approvals, and what waits for that, is told by them.
            let told = [UnitJudgement.awaitingCode, UnitJudgement.needCode, "nothing-passed"]
            if undetermined.contains(where: { $0.code == UnitJudgement.awaitingCode }),
                undetermined.allSatisfy({ told.contains($0.code) })
            {
                undetermined = []
            }
        }
        if let blockers = NonEmpty(failed) {
            self = .blocked(blockers)
        } else if let blockers = NonEmpty(undetermined) {
            self = .undetermined(blockers)
        } else if waits {
            let missing = approvals?.missing.map(\.code) ?? []
            self = .awaiting(
                (NonEmpty(missing) ?? NonEmpty(ApprovalTally.missingCode)).map {
                    Blocker(unit: ApprovalTally.unit, code: $0)
                })
        } else {
            self = .cleared(waived: judgements.filter { $0.status == .waived }.map(\.unit))
        }
    }

    /// What was undone because the run did not clear. A waiver that comes when the run is taken up again does not bring
    /// back what is gone.
    private static func undone(_ judgements: [UnitJudgement], _ plan: Plan) -> String? {
        zip(judgements, plan.units).first { judgement, unit in
            guard case .compensation(let action) = unit.role, judgement.status != .notApplicable else { return false }
            return plan.units[action].step.effect?.compensation?.after != .always
        }?.0.unit
    }

    /// Required labels that nobody provides and nothing else accounts for. Where a providing step blocks, that is said
    /// already; a step that only warned, was waived or did not apply would otherwise go unseen.
    private static func unmet(_ judgements: [UnitJudgement], _ plan: Plan) -> [String] {
        let provided = provided(judgements, plan)
        let blocking = zip(judgements, plan.units).filter { !$0.0.blockers.isEmpty }.flatMap(\.1.step.provides)
        return plan.release.requires.filter { !provided.contains($0) && !blocking.contains($0) }
    }

    /// Labels every unit of a providing step passed for. A waived step provides nothing.
    static func provided(_ judgements: [UnitJudgement], _ plan: Plan) -> Set<String> {
        var ran: Set<String> = []
        var fell: Set<String> = []
        for (judgement, unit) in zip(judgements, plan.units) {
            ran.insert(unit.step.id)
            if judgement.status != .passed { fell.insert(unit.step.id) }
        }
        return Set(plan.checklist.steps.filter { ran.contains($0.id) && !fell.contains($0.id) }.flatMap(\.provides))
    }

    static let clockCode = "clock-set-back"
    static let undoneCode = "undone"

    public var isCleared: Bool {
        guard case .cleared = self else { return false }
        return true
    }

    /// `cleared`, `blocked`, `undetermined` or `awaiting`.
    public var name: String {
        switch self {
        case .cleared: "cleared"
        case .blocked: "blocked"
        case .undetermined: "undetermined"
        case .awaiting: "awaiting"
        }
    }

    public var blockers: [Blocker] {
        switch self {
        case .cleared: []
        case .blocked(let blockers), .undetermined(let blockers), .awaiting(let blockers): blockers.array
        }
    }
}
