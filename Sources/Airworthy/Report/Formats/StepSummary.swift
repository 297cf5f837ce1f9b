import Trust

/// All units of one step together: what a reader wants one line about.
struct StepSummary {
    let step: String
    /// Worst of the units.
    let status: UnitStatus
    let units: [ReportedUnit]

    /// One a step, worst first, the plan's order kept among equals.
    static func all(_ report: RunReport) -> [StepSummary] {
        var order: [String] = []
        var grouped: [String: [ReportedUnit]] = [:]
        for unit in report.units {
            if grouped[unit.step] == nil { order.append(unit.step) }
            grouped[unit.step, default: []].append(unit)
        }
        let summaries = order.compactMap { step -> StepSummary? in
            guard let units = grouped[step] else { return nil }
            return StepSummary(step: step, status: units.map(\.status).min() ?? .undetermined, units: units)
        }
        return UnitStatus.allCases.flatMap { status in summaries.filter { $0.status == status } }
    }

    /// The short fact beside the step's name.
    var fact: String {
        if units.count == 1, let only = units.first { return only.markedFact }
        let passed = units.count { $0.status == .passed }
        let marks = UnitMark.all.compactMap { mark -> String? in
            let count = units.count { mark.holds($0) }
            return count > 0 ? " (\(count) \(mark.word))" : nil
        }.joined()
        guard passed < units.count else { return "\(passed)/\(units.count)\(marks)" }
        let rest = units.filter { $0.status != .passed }.compactMap(\.subject)
        let named = rest.prefix(4).joined(separator: ", ") + (rest.count > 4 ? ", …" : "")
        return "\(passed)/\(units.count) passed, not: \(named)\(marks)"
    }

    var elapsed: Duration? { units.compactMap(\.elapsed).max() }
}
