import Trust

/// Gives every variable of a checklist and its groups a value, or says whose fault it is that it has none.
struct VariableResolution {
    /// Values by name, for each scope.
    let values: [[String: VariableValue]]
    /// The checklist's own, in the order they are declared.
    let planned: [PlannedVariable]

    /// - Throws: `unknown-variable`, `variable-missing`, `variable-given-twice`, `variable-type`, `secret-variable`,
    ///   `bad-substitution`.
    init(_ checklist: Checklist, for release: Release, given: [GivenVariable]) throws(InputError) {
        var errors = ErrorCollector()
        var values: [[String: VariableValue]] = []
        var planned: [PlannedVariable] = []
        for scope in checklist.scopes {
            guard let binding = scope.binding else {
                planned = Self.own(scope, checklist, release, given, &errors)
                values.append(Dictionary(planned.map { ($0.name, $0.value) }) { first, _ in first })
                continue
            }
            let substitution = Substitution(release: release, item: nil, variables: values[binding.parent])
            values.append(Self.bound(scope, binding, substitution, &errors))
        }
        try errors.throwIfAny()
        self.values = values
        self.planned = planned
    }

    private static func own(
        _ scope: VariableScope, _ checklist: Checklist, _ release: Release, _ given: [GivenVariable],
        _ errors: inout ErrorCollector
    ) -> [PlannedVariable] {
        let released = release.variables[checklist.name] ?? []
        for member in released where scope.declaration(member.key) == nil {
            errors.report(unknown(member.key, scope, at: member.location))
        }
        for variable in given where scope.declaration(variable.name) == nil {
            errors.report(unknown(variable.name, scope, at: variable.location))
        }
        return scope.declarations.compactMap { declaration in
            errors.attempt { () throws(InputError) in try plan(declaration, released, given, checklist.name) }
        }
    }

    private static func plan(
        _ declaration: VariableDeclaration, _ released: [YAMLNode.Member], _ given: [GivenVariable],
        _ checklist: String
    ) throws(InputError) -> PlannedVariable {
        func planned(_ value: VariableValue, _ origin: PlannedVariable.Origin) -> PlannedVariable {
            PlannedVariable(name: declaration.name, type: declaration.type, value: value, origin: origin)
        }
        let member = released.first { $0.key == declaration.name }
        let spoken = given.filter { $0.name == declaration.name }
        if let first = spoken.first, spoken.count > 1 || member != nil {
            throw InputError(
                "variable-given-twice", "variable `\(declaration.name)` has more than one value", at: first.location,
                remedy: "give it once: in the release, or with one `--var`",
                notes: member.map { ["the release gives it at \($0.value.location)"] } ?? [])
        }
        if let spoken = spoken.first {
            guard let value = declaration.type.value(of: spoken.text) else {
                throw wrongType(declaration, found: "`\(Excerpt.of(spoken.text))`", at: spoken.location)
            }
            return planned(try openly(value, declaration, at: spoken.location), .commandLine)
        }
        if let member {
            guard let value = declaration.type.value(of: member.value) else {
                throw wrongType(declaration, found: member.value.noun, at: member.value.location)
            }
            return planned(try openly(value, declaration, at: member.value.location), .release)
        }
        guard let value = declaration.defaultValue else {
            throw InputError(
                "variable-missing", "variable `\(declaration.name)` has no value", at: declaration.location,
                remedy: "give `--var \(declaration.name)=…`, or `variables: {\(checklist): {\(declaration.name): …}}` "
                    + "in the release")
        }
        return planned(value, .standard)
    }

    private static func bound(
        _ scope: VariableScope, _ binding: VariableScope.Binding, _ substitution: Substitution,
        _ errors: inout ErrorCollector
    ) -> [String: VariableValue] {
        var values: [String: VariableValue] = [:]
        for declaration in scope.declarations {
            _ = errors.attempt { () throws(InputError) in
                guard let member = binding.values.first(where: { $0.key == declaration.name }) else {
                    values[declaration.name] = declaration.defaultValue
                    return
                }
                let node = try substitution.apply(to: member.value)
                guard let value = declaration.type.value(of: node) else {
                    throw wrongType(declaration, found: node.noun, at: member.value.location)
                }
                values[declaration.name] = try openly(value, declaration, at: member.value.location)
            }
        }
        return values
    }

    private static func openly(
        _ value: VariableValue, _ declaration: VariableDeclaration, at location: Location
    ) throws(InputError) -> VariableValue {
        try VariableLoader.requireOpen(value, "the value of variable `\(declaration.name)`", at: location)
        return value
    }

    static func unknown(_ name: String, _ scope: VariableScope, at location: Location) -> Diagnostic {
        let known = scope.declarations.map { "`\($0.name)`" }.joined(separator: ", ")
        return Diagnostic(
            "unknown-variable", "\(scope.name) has no variable `\(Excerpt.of(name))`", at: location,
            remedy: known.isEmpty
                ? "declare it under `variables`, or leave it out" : "use one of \(known), or declare it")
    }

    static func wrongType(_ declaration: VariableDeclaration, found: String, at location: Location) -> InputError {
        InputError(
            "variable-type", "variable `\(declaration.name)` must be \(declaration.type.wanted), found \(found)",
            at: location, remedy: "write \(declaration.type.wanted)")
    }
}
