import Trust

/// All units of one step together: what a reader wants one line about.
struct StepSummary {
    let step: Step
    /// Worst of the units.
    let status: UnitStatus
    let units: [(planned: PlannedUnit, record: UnitRecord, judgement: UnitJudgement)]

    /// One a step, worst first, the plan's order kept among equals.
    static func all(_ facts: RunFacts) -> [StepSummary] {
        var order: [String] = []
        var grouped: [String: [(PlannedUnit, UnitRecord, UnitJudgement)]] = [:]
        for (unit, seen) in zip(facts.plan.units, zip(facts.record.units, facts.judgements)) {
            if grouped[unit.step.id] == nil { order.append(unit.step.id) }
            grouped[unit.step.id, default: []].append((unit, seen.0, seen.1))
        }
        let summaries = order.compactMap { id -> StepSummary? in
            guard let units = grouped[id], let first = units.first else { return nil }
            return StepSummary(
                step: first.0.step, status: units.map(\.2.status).min() ?? .undetermined,
                units: units.map { (planned: $0.0, record: $0.1, judgement: $0.2) })
        }
        return UnitStatus.allCases.flatMap { status in summaries.filter { $0.status == status } }
    }

    /// The short fact beside the step's name.
    var fact: String {
        if units.count == 1, let only = units.first {
            switch only.record.outcome {
            case .passed(let summary, _, _): return summary
            case .skipped(let reason): return reason.description
            case .failed, .inconclusive, .errored: return status.word
            }
        }
        let passed = units.count { $0.judgement.status == .passed }
        guard passed < units.count else { return "\(passed)/\(units.count)" }
        let rest = units.filter { $0.judgement.status != .passed }.compactMap(\.planned.subject.name)
        let named = rest.prefix(4).joined(separator: ", ") + (rest.count > 4 ? ", …" : "")
        return "\(passed)/\(units.count) passed, not: \(named)"
    }

    var flaky: Bool { units.contains { $0.record.isFlaky } }
    var elapsed: Duration { units.map(\.record.elapsed).max() ?? .zero }
}
