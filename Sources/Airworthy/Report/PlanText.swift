/// A plan for people: one line a unit, in waves that could run at once.
public enum PlanText {
    public static func lines(_ plan: Plan) -> [String] {
        let waves = Self.waves(plan)
        var lines = [
            "\(plan.checklist.name) · \(plan.release.id) · \(plan.release.environment) · manifest "
                + "\(plan.release.manifestDigest) · plan \(plan.digest)"
        ]
        lines += plan.variables.map {
            SafeText.line("\($0.name) = \($0.value.text) · \($0.type.name), from \($0.origin.rawValue)")
        }
        for wave in 0...(waves.max() ?? 0) {
            lines.append("wave \(wave + 1)")
            for (unit, _) in zip(plan.units, waves).filter({ $0.1 == wave }) {
                let capabilities = unit.check.kind.capabilities.map(\.rawValue).sorted().joined(separator: ", ")
                let uses = unit.sources.keys.map(\.text).sorted().joined(separator: ", ")
                let late = uses.isEmpty ? "" : " · uses \(uses)"
                let excluded = unit.exclusion.map { " · not applicable: \($0)" } ?? ""
                lines.append(
                    SafeText.line(
                        "  \(unit.id) · \(unit.check.kind.id) · touches \(capabilities) · "
                            + "\(unit.step.severity.rawValue) · \(unit.step.timeout.text)\(late)\(excluded)"))
            }
        }
        return lines
    }

    /// For each unit, how many units must have finished before it, counted along the longest chain.
    private static func waves(_ plan: Plan) -> [Int] {
        var waves: [Int] = []
        for unit in plan.units { waves.append((unit.needs.map { waves[$0] }.max() ?? -1) + 1) }
        return waves
    }
}
