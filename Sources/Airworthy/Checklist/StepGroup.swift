import Trust

/// A file of steps for several checklists. See `Docs/formats/checklist.md`.
struct StepGroup {
    let name: String
    let variables: [VariableDeclaration]
    let defaults: StepDefaults
    let steps: [YAMLNode]

    /// - Throws: every defect of the file but those of its steps.
    init(_ bytes: [UInt8], source: String) throws(InputError) {
        let root = try YAMLDocument.parse(bytes, name: source)
        var fields = try FieldReader(root, as: "the step group")
        var errors = ErrorCollector()
        let name = errors.attempt { () throws(InputError) in try fields.string("group") }
        _ = errors.attempt { () throws(InputError) in try fields.optionalString("title") }
        let variables = errors.attempt { () throws(InputError) in try VariableLoader.load(&fields) }
        let defaults = errors.attempt { () throws(InputError) in try StepDefaults(fields.node("defaults")) }
        let steps = errors.attempt { () throws(InputError) in try fields.optionalList("steps") ?? [] }
        _ = errors.attempt { () throws(InputError) in try fields.finish() }
        if steps?.isEmpty == true {
            errors.report(
                Diagnostic(
                    "empty-group", "the step group has no steps", at: fields.place(of: "steps"),
                    remedy: "add at least one step, or delete the group"))
        }
        try errors.throwIfAny()
        guard let name, let variables, let defaults, let steps else {
            preconditionFailure("a missing part of a step group was not reported")
        }
        self.name = name
        self.variables = variables
        self.defaults = defaults
        self.steps = steps
    }

    /// Its variables, as if nothing included it.
    var scope: VariableScope {
        VariableScope(name: "step group `\(name)`", declarations: variables, prefix: "", binding: nil)
    }
}
