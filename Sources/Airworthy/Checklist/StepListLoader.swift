import Trust

/// Reads `steps` into one list, with the steps of the groups they include.
struct StepListLoader {
    /// Deepest nesting of groups in groups.
    static let deepest = 8

    let files: IncludedFiles
    private(set) var scopes: [VariableScope]
    private(set) var included: [IncludedGroup] = []
    private(set) var errors = ErrorCollector()
    private var inclusions = 0
    /// The ids of the steps of each group that has a name, by that name.
    private var groups: [String: [String]] = [:]
    /// The file that is read, and whatever includes it.
    private var chain: [String]

    /// - Parameters:
    ///   - source: the file the steps are in.
    ///   - scope: the one they get their variables from.
    init(source: String, scope: VariableScope, files: IncludedFiles) {
        self.files = files
        scopes = [scope]
        chain = [source]
    }

    /// All steps; what is wrong with them is in ``errors``.
    mutating func load(_ nodes: [YAMLNode], defaults: StepDefaults) -> [Step] {
        var steps = load(nodes, defaults: defaults, scope: 0)
        for index in steps.indices {
            // A group stands for all of its steps.
            steps[index].needs = steps[index].needs.flatMap { groups[$0] ?? [$0] }
        }
        for step in steps where groups[step.id] != nil {
            errors.report(
                Diagnostic(
                    "duplicate-id", "`\(step.id)` names a step and a step group", at: step.location,
                    remedy: "rename one of them"))
        }
        return steps
    }

    private mutating func load(_ nodes: [YAMLNode], defaults: StepDefaults, scope: Int) -> [Step] {
        var steps: [Step] = []
        for node in nodes {
            if case .mapping(let members, _) = node, members.contains(where: { $0.key == "include" }) {
                steps += attempt { (loader) throws(InputError) in try loader.include(node, in: scope) } ?? []
            } else {
                let prefix = scopes[scope].prefix
                let step = errors.attempt { () throws(InputError) in
                    try StepLoader.load(node, defaults: defaults, scope: scope, prefix: prefix)
                }
                if let step { steps.append(step) }
            }
        }
        return steps
    }

    private mutating func attempt<Value>(
        _ body: (inout StepListLoader) throws(InputError) -> Value
    ) -> Value? {
        do throws(InputError) {
            return try body(&self)
        } catch {
            for diagnostic in error.diagnostics { errors.report(diagnostic) }
            return nil
        }
    }

    private mutating func include(_ node: YAMLNode, in scope: Int) throws(InputError) -> [Step] {
        var fields = try FieldReader(node, as: "an inclusion")
        let path = try fields.string("include")
        let place = fields.place(of: "include")
        let pin = try fields.optionalString("sha256")
        let name = try fields.optionalString("as")
        let values = try fields.optionalMembers("with") ?? []
        let needs = try (fields.optionalStrings("needs") ?? []).map { scopes[scope].prefix + $0 }
        let condition = try ConditionLoader.load(&fields, scope: scope, allowsOutputs: false)
        try fields.finish()
        if let name, !StepLoader.isIdentifier(name) {
            throw InputError(
                "bad-id", "`\(name)` cannot name a step group", at: fields.place(of: "as"),
                remedy: "use lower-case words joined by hyphens")
        }
        let bytes = try file(path, pin: pin, at: place, fields.place(of: "sha256"))
        let group = try StepGroup(bytes, source: path)
        for member in values where !group.variables.contains(where: { $0.name == member.key }) {
            errors.report(VariableResolution.unknown(member.key, group.scope, at: member.location))
        }
        for variable in group.variables where variable.defaultValue == nil {
            guard !values.contains(where: { $0.key == variable.name }) else { continue }
            errors.report(
                Diagnostic(
                    "variable-missing", "variable `\(variable.name)` of \(group.scope.name) has no value",
                    at: fields.location, remedy: "give it: `with: {\(variable.name): …}`"))
        }
        let full = name.map { scopes[scope].prefix + $0 }
        scopes.append(
            VariableScope(
                name: group.scope.name, declarations: group.variables,
                prefix: full.map { "\($0)-" } ?? scopes[scope].prefix,
                binding: .init(parent: scope, values: values, location: fields.location)))
        chain.append(path)
        var steps = load(group.steps, defaults: group.defaults, scope: scopes.count - 1)
        chain.removeLast()
        for index in steps.indices {
            steps[index].needs += needs.filter { !steps[index].needs.contains($0) }
            if let condition { steps[index].condition = condition.and(steps[index].condition) }
        }
        if let full {
            guard groups.updateValue(steps.map(\.id), forKey: full) == nil else {
                throw InputError(
                    "duplicate-id", "step group `\(full)` is included twice under one name",
                    at: fields.place(of: "as"), remedy: "rename one of them")
            }
        }
        return steps
    }

    /// The bytes of an included file: exactly those that were agreed on.
    private mutating func file(
        _ path: String, pin: String?, at place: Location, _ pinPlace: Location
    ) throws(InputError) -> [UInt8] {
        guard IncludedFiles.isWithinProject(path) else {
            throw InputError(
                "include-path", "`\(Excerpt.of(path))` is no path below the project's root", at: place,
                remedy: "write the path from the project's root, without `.` and `..`")
        }
        if let start = chain.firstIndex(of: path) {
            throw InputError(
                "include-cycle",
                "files include each other in a circle: \((chain[start...] + [path]).joined(separator: " → "))",
                at: place, remedy: "break the circle")
        }
        guard chain.count <= Self.deepest else {
            throw InputError(
                "include-too-deep", "groups include groups more than \(Self.deepest) deep", at: place,
                remedy: "include the inner group from the checklist itself", notes: chain.map { "through \($0)" })
        }
        inclusions += 1
        guard inclusions <= IncludedFiles.mostFiles else {
            throw InputError(
                "include-too-many", "more than \(IncludedFiles.mostFiles) inclusions", at: place,
                remedy: "split the checklist")
        }
        guard let bytes = files.files[path] ?? nil else {
            throw InputError(
                "include-missing", "there is no step group `\(path)`", at: place,
                remedy: "name an existing file by its path from the project's root")
        }
        let found = Digest.of(bytes)
        guard let pin else {
            throw InputError(
                "include-unpinned", "`\(path)` is included without a digest, so it could change unseen", at: place,
                remedy: "read the file, then add `sha256: \(found)`")
        }
        guard let wanted = Digest(pin), wanted.algorithm == .sha256 else {
            throw InputError(
                "bad-digest", "`sha256` of the inclusion of `\(path)` is not a digest", at: pinPlace,
                remedy: "write `sha256:` and 64 lower-case hex digits")
        }
        guard wanted == found else {
            throw InputError(
                "include-changed", "`\(path)` is not the file that was agreed on", at: pinPlace,
                remedy: "read what changed, then pin the new digest or restore the file",
                notes: ["expected \(wanted)", "found \(found)"])
        }
        if !included.contains(where: { $0.source == path }) { included.append(.init(source: path, digest: found)) }
        return bytes
    }
}
