public import Trust

/// What can be said of a checklist without a release: kinds exist, and arguments that hold no variable are sound.
public enum ChecklistLint {
    /// - Throws: every defect found, at its line.
    public static func bindKinds(
        _ checklist: Checklist, from catalog: (String) -> (any Check.Type)? = CheckCatalog.check
    ) throws(InputError) {
        try bindKinds(checklist.steps.array, from: catalog)
    }

    static func bindKinds(
        _ steps: [Step], from catalog: (String) -> (any Check.Type)? = CheckCatalog.check
    ) throws(InputError) {
        var errors = ErrorCollector()
        for step in steps {
            bind(step.uses, step.arguments, of: step, acts: step.effect != nil, at: step.location, catalog, &errors)
            if let probe = step.effect?.probe {
                bind(probe.uses, probe.arguments, of: step, acts: false, at: probe.location, catalog, &errors)
            }
            if let undo = step.effect?.compensation?.check {
                bind(undo.uses, undo.arguments, of: step, acts: true, at: undo.location, catalog, &errors)
            }
        }
        try errors.throwIfAny()
    }

    private static func bind(
        _ kind: String, _ arguments: YAMLNode?, of step: Step, acts: Bool, at location: Location,
        _ catalog: (String) -> (any Check.Type)?, _ errors: inout ErrorCollector
    ) {
        guard let type = catalog(kind) else {
            errors.report(
                Diagnostic(
                    "unknown-kind", "step `\(step.id)` uses `\(kind)`, which is no check", at: location,
                    remedy: "see `airworthy checks` for the kinds"))
            return
        }
        _ = errors.attempt { () throws(InputError) in
            if acts { try PlanExpansion.requireAction(type, step, at: location) }
            if !Placeholder.occurs(in: arguments) {
                _ = try BoundCheck.bind(type, arguments, stepID: step.id, at: location)
            }
        }
    }
}
