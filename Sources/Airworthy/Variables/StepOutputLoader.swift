import Trust

/// Reads `outputs` of a step.
enum StepOutputLoader {
    static let mostOutputs = 32

    static func load(_ fields: inout FieldReader) throws(InputError) -> [StepOutput] {
        let members = try fields.optionalMembers("outputs") ?? []
        guard members.count <= mostOutputs else {
            throw InputError(
                "too-many-items", "`outputs` of \(fields.subject) lists \(members.count)",
                at: fields.place(of: "outputs"), remedy: "list at most \(mostOutputs)")
        }
        return try members.map { (member) throws(InputError) in try output(member) }
    }

    private static func output(_ member: YAMLNode.Member) throws(InputError) -> StepOutput {
        try VariableLoader.requireName(member.key, "an output", at: member.location)
        var fields = try FieldReader(member.value, as: "output `\(member.key)`")
        let evidence = try fields.string("from")
        let path = try fields.optionalString("jsonpath").map { (text) throws(InputError) in
            try InputError.locating(at: fields.place(of: "jsonpath")) { () throws(Diagnostic) in try ValuePath(text) }
        }
        if let path, path.segments.contains(.all) {
            throw InputError(
                "bad-path", "`\(path.text)` leads to many values, and an output is one",
                at: fields.place(of: "jsonpath"), remedy: "name one place")
        }
        let type = try VariableLoader.type(&fields, default: .string)
        try fields.finish()
        return StepOutput(name: member.key, evidence: evidence, path: path, type: type, location: member.location)
    }
}
