import Trust

/// The `needs` graph of a checklist: ids unique, every edge leads to a step, and none leads back.
enum StepGraph {
    /// - Parameter isWhole: false for a part of a checklist: what is needed of the whole may be elsewhere.
    static func validate(_ steps: [Step], isWhole: Bool = true, _ errors: inout ErrorCollector) {
        var places: [String: Location] = [:]
        for step in steps {
            if let first = places[step.id] {
                errors.report(
                    Diagnostic(
                        "duplicate-id", "step `\(step.id)` is listed twice", at: step.location,
                        remedy: "rename one of them", notes: ["first at \(first)"]))
            }
            places[step.id] = step.location
        }
        for step in steps {
            for need in step.needs where places[need] == nil {
                errors.report(
                    Diagnostic(
                        "unknown-need", "step `\(step.id)` needs `\(need)`, which is no step of this checklist",
                        at: step.location, remedy: "name an existing step, or remove the need"))
            }
        }
        if isWhole, let step = steps.first(where: { $0.effect?.compensation != nil }),
            !steps.contains(where: \.isSteady)
        {
            errors.report(
                Diagnostic(
                    "no-steady-state",
                    "step `\(step.id)` can be undone, and no step would tell whether all is well afterwards",
                    at: step.location, remedy: "mark a step that only looks with `steady: true`"))
        }
        let edges = Dictionary(steps.map { ($0.id, $0.needs) }) { first, _ in first }
        if let cycle = Cycle.first(in: edges, order: steps.map(\.id)) {
            errors.report(
                Diagnostic(
                    "cycle", "steps need each other in a circle: \(cycle.joined(separator: " → "))",
                    at: cycle.first.flatMap { places[$0] }, remedy: "break the circle"))
        }
    }
}
