public import Trust

/// Reads a checklist strictly. The format is documented in `Docs/formats/checklist.md`.
public enum ChecklistLoader {
    /// - Parameter files: what it includes, see ``IncludedFiles/gather(_:source:read:)``.
    /// - Throws: every defect found, at its line, in the file it is in.
    public static func load(
        _ bytes: [UInt8], source: String, files: IncludedFiles = .none
    ) throws(InputError) -> Checklist {
        let root = try YAMLDocument.parse(bytes, name: source)
        var fields = try FieldReader(root, as: "the checklist")
        var errors = ErrorCollector()

        let name = errors.attempt { () throws(InputError) in try fields.string("checklist") }
        let phase = errors.attempt { () throws(InputError) -> Phase in
            guard let phase = try fields.optionalChoice("phase", of: Phase.self) else { throw fields.missing("phase") }
            return phase
        }
        let title = errors.attempt { () throws(InputError) in try fields.string("title") }
        let defaults = errors.attempt { () throws(InputError) in try StepDefaults(fields.node("defaults")) }
        let limits = errors.attempt { () throws(InputError) in try self.limits(&fields) }
        let approval = errors.attempt { () throws(InputError) in
            try fields.optionalChoice("approval", of: ApprovalDemand.self)
        }
        let variables = errors.attempt { () throws(InputError) in try VariableLoader.load(&fields) }
        let nodes = errors.attempt { () throws(InputError) in try fields.optionalList("steps") ?? [] } ?? []
        let scope = VariableScope(
            name: "the checklist", declarations: variables ?? [], prefix: "", binding: nil)
        var list = StepListLoader(source: source, scope: scope, files: files)
        let steps = list.load(nodes, defaults: defaults ?? StepDefaults())
        for diagnostic in list.errors.diagnostics { errors.report(diagnostic) }
        _ = errors.attempt { () throws(InputError) in try fields.finish() }

        if nodes.isEmpty, errors.diagnostics.isEmpty {
            errors.report(
                Diagnostic(
                    "empty-checklist", "the checklist has no steps, so it could never fail",
                    at: fields.place(of: "steps"), remedy: "add at least one step, or delete the checklist"))
        }
        StepGraph.validate(steps, &errors)
        // What could not be read is missed by whatever refers to it: said once is enough.
        if errors.diagnostics.isEmpty { ReferenceReview.validate(steps, list.scopes, phase: phase, &errors) }
        try errors.throwIfAny()
        guard let name, let phase, let title, let limits, let approval, let steps = NonEmpty(steps) else {
            preconditionFailure("a missing part of a checklist was not reported")
        }
        return Checklist(
            name: name, phase: phase, title: title, steps: steps, limits: limits,
            requiresApproval: approval == .required, digest: .of(bytes), source: source, included: list.included,
            scopes: list.scopes)
    }

    /// Reads a step group by itself, as if a checklist included it.
    /// - Throws: every defect found, at its line.
    public static func lint(
        group bytes: [UInt8], source: String, files: IncludedFiles = .none
    ) throws(InputError) {
        let group = try StepGroup(bytes, source: source)
        var list = StepListLoader(source: source, scope: group.scope, files: files)
        let steps = list.load(group.steps, defaults: group.defaults)
        var errors = list.errors
        StepGraph.validate(steps, isWhole: false, &errors)
        if errors.diagnostics.isEmpty { ReferenceReview.validate(steps, list.scopes, phase: nil, &errors) }
        try errors.throwIfAny()
        try ChecklistLint.bindKinds(steps)
    }

    private static func limits(_ fields: inout FieldReader) throws(InputError) -> RunLimits {
        guard let node = fields.node("limits") else { return .none }
        var limits = try FieldReader(node, as: "`limits`")
        let timeout = try StepLoader.timeout(&limits, longest: .seconds(24 * 3_600))
        let retries = try limits.optionalInteger("retries")
        guard retries ?? 0 >= 0 else {
            throw InputError(
                "out-of-range", "`retries` of `limits` is negative", at: limits.place(of: "retries"),
                remedy: "write 0 or more")
        }
        try limits.finish()
        return RunLimits(timeout: timeout, retries: retries)
    }
}
