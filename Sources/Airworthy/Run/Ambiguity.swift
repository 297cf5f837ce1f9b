import Trust

/// An action of which nobody knows whether it was done.
enum Ambiguity {
    static let code = "ambiguous-action"

    static func outcome(_ unit: PlannedUnit, _ reason: String) -> Outcome {
        .inconclusive(
            NonEmpty(
                Diagnostic(
                    code, "nobody knows whether `\(unit.id)` was done: \(reason)", at: unit.step.location,
                    remedy: "look whether it was done; add a `probe` that does, then resume")), [])
    }

    /// - Parameter answer: what the probe came to; anything but passed and failed.
    static func outcome(_ unit: PlannedUnit, probe answer: Outcome) -> Outcome {
        .inconclusive(
            NonEmpty(
                Diagnostic(
                    code, "the probe of `\(unit.id)` could not tell whether it was done",
                    at: unit.step.location, remedy: "find out what keeps the probe from answering, then resume",
                    notes: answer.diagnostics.map(\.description))), answer.evidence)
    }
}
