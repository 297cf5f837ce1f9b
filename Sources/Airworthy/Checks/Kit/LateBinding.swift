import Trust

/// A check whose arguments hold `${{ outputs.… }}`: what is still to be found is put in when the step begins, from the
/// tree as it was written, so that no value is ever looked at for placeholders.
struct LateBinding: Sendable {
    let type: any Check.Type
    let arguments: YAMLNode
    /// Everything but the outputs.
    let substitution: Substitution
    let stepID: String
    let location: Location

    /// - Throws: what is wrong with the arguments; ``missing`` where an output has no value.
    func bound(with outputs: [OutputReference: VariableValue]) throws(InputError) -> BoundCheck {
        for (placeholder, location) in try Placeholder.all(in: arguments) {
            if case .output(let reference) = placeholder, outputs[reference] == nil {
                throw InputError(Self.missing(reference, at: location))
            }
        }
        var substitution = substitution
        substitution.outputs = outputs
        return try BoundCheck.bind(type, try substitution.apply(to: arguments), stepID: stepID, at: location)
    }

    /// What there is to say where nobody has put anything in.
    var missing: Diagnostic {
        let reference = (try? Placeholder.all(in: arguments))?.compactMap { found -> OutputReference? in
            if case .output(let reference) = found.placeholder { reference } else { nil }
        }.first
        return Self.missing(reference ?? OutputReference(step: stepID, name: "?"), at: location)
    }

    private static func missing(_ reference: OutputReference, at location: Location) -> Diagnostic {
        Diagnostic(
            StepOutput.absentCode, "`outputs.\(reference.text)` has no value: its step did not run, or did not say it",
            at: location, remedy: "let this step apply only where that one does, or resolve what keeps it from passing")
    }
}
