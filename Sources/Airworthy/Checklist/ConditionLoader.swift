import Trust

/// Reads `when`.
enum ConditionLoader {
    static func load(_ fields: inout FieldReader) throws(InputError) -> Condition? {
        guard let node = fields.node("when") else { return nil }
        var when = try FieldReader(node, as: "`when` of \(fields.subject)")
        var clauses: [Condition.Clause] = []
        if let environments = try when.optionalStrings("environment") {
            clauses.append(try words("environment", .environment, environments, when))
        }
        if let phases = try when.optionalStrings("phase") {
            for phase in phases where Phase(rawValue: phase) == nil {
                let known = Phase.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                throw InputError(
                    "unknown-value", "`phase` of `when` is `\(phase)`, which is none of \(known)",
                    at: when.place(of: "phase"), remedy: "write one of \(known)")
            }
            clauses.append(try words("phase", .phase, phases, when))
        }
        for member in try when.optionalMembers("variables") ?? [] {
            clauses.append(try clause(.variable(member.key), member))
        }
        for member in try when.optionalMembers("outputs") ?? [] {
            let parts = member.key.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw InputError(
                    "bad-name", "`\(Excerpt.of(member.key))` names no output", at: member.location,
                    remedy: "write `STEP.NAME`")
            }
            let reference = OutputReference(step: String(parts[0]), name: String(parts[1]))
            clauses.append(try clause(.output(reference), member))
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
        _ key: String, _ input: Condition.Input, _ words: [String], _ when: FieldReader
    ) throws(InputError) -> Condition.Clause {
        guard !words.isEmpty else {
            throw InputError(
                "empty-condition", "`\(key)` of \(when.subject) is empty, so the step could never run",
                at: when.place(of: key), remedy: "name at least one, or remove `\(key)`")
        }
        return Condition.Clause(
            input: input, matcher: .oneOf(words.map { .string($0) }), location: when.place(of: key))
    }

    private static func clause(
        _ input: Condition.Input, _ member: YAMLNode.Member
    ) throws(InputError) -> Condition.Clause {
        Condition.Clause(
            input: input, matcher: try MatcherLoader.load(member.value, as: "`\(Excerpt.of(member.key))` of `when`"),
            location: member.location)
    }
}
