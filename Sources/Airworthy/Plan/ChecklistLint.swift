public import Trust

/// What can be said of a checklist without a release: kinds exist, and arguments that hold no variable are sound.
public enum ChecklistLint {
    /// - Throws: every defect found, at its line.
    public static func bindKinds(
        _ checklist: Checklist, from catalog: (String) -> (any Check.Type)? = CheckCatalog.check
    ) throws(InputError) {
        var errors = ErrorCollector()
        for step in checklist.steps {
            guard let type = catalog(step.uses) else {
                errors.report(
                    Diagnostic(
                        "unknown-kind", "step `\(step.id)` uses `\(step.uses)`, which is no check", at: step.location,
                        remedy: "see `airworthy checks` for the kinds"))
                continue
            }
            guard !Substitution.occurs(in: step.arguments) else { continue }
            _ = errors.attempt { () throws(InputError) in
                try BoundCheck.bind(type, step.arguments, stepID: step.id, at: step.location)
            }
        }
        try errors.throwIfAny()
    }
}
