import Trust

/// Reads `when`.
enum ConditionLoader {
    /// - Parameters:
    ///   - scope: whose variables it asks about.
    ///   - allowsOutputs: not of an inclusion, which is decided before anything runs.
    static func load(
        _ fields: inout FieldReader, scope: Int, allowsOutputs: Bool = true
    ) throws(InputError) -> Condition? {
        guard let node = fields.node("when") else { return nil }
        var when = try FieldReader(node, as: "`when` of \(fields.subject)")
        var clauses: [Condition.Clause] = []
        if let environments = try when.optionalStrings("environment") {
            clauses.append(try words("environment", .environment, environments, when, scope))
        }
        if let phases = try when.optionalStrings("phase") {
            for phase in phases where Phase(rawValue: phase) == nil {
                let known = Phase.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                throw InputError(
                    "unknown-value", "`phase` of `when` is `\(phase)`, which is none of \(known)",
                    at: when.place(of: "phase"), remedy: "write one of \(known)")
            }
            clauses.append(try words("phase", .phase, phases, when, scope))
        }
        for member in try when.optionalMembers("variables") ?? [] {
            clauses.append(try clause(.variable(member.key), member, scope))
        }
        for member in try when.optionalMembers("outputs") ?? [] {
            guard allowsOutputs else {
                throw InputError(
                    "output-of-inclusion", "whether a group is included is decided before anything runs",
                    at: member.location, remedy: "ask about outputs in the `when` of the group's steps")
            }
            let parts = member.key.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw InputError(
                    "bad-name", "`\(Excerpt.of(member.key))` names no output", at: member.location,
                    remedy: "write `STEP.NAME`")
            }
            let reference = OutputReference(step: String(parts[0]), name: String(parts[1]))
            clauses.append(try clause(.output(reference), member, scope))
        }
        try when.finish()
        try when.requireSaid("empty-condition")
        guard !clauses.isEmpty else {
            throw InputError(
                "empty-condition", "`when` of \(fields.subject) asks for nothing", at: node.location,
                remedy: "say when the step applies, or remove `when`")
        }
        return Condition(clauses: clauses)
    }

    private static func words(
        _ key: String, _ input: Condition.Input, _ words: [String], _ when: FieldReader, _ scope: Int
    ) throws(InputError) -> Condition.Clause {
        guard !words.isEmpty else {
            throw InputError(
                "empty-condition", "`\(key)` of \(when.subject) is empty, so the step could never run",
                at: when.place(of: key), remedy: "name at least one, or remove `\(key)`")
        }
        return Condition.Clause(
            input: input, matcher: .oneOf(words.map { .string($0) }), location: when.place(of: key), scope: scope)
    }

    private static func clause(
        _ input: Condition.Input, _ member: YAMLNode.Member, _ scope: Int
    ) throws(InputError) -> Condition.Clause {
        Condition.Clause(
            input: input, matcher: try MatcherLoader.load(member.value, as: "`\(Excerpt.of(member.key))` of `when`"),
            location: member.location, scope: scope)
    }
}
