import Trust

/// Reads one member of `flags`.
enum FeatureFlagLoader {
    static func load(_ member: YAMLNode.Member) throws(InputError) -> FeatureFlag {
        var fields = try FieldReader(member.value, as: "flag `\(member.key)`")
        guard let safeDefault = try fields.optionalBool("safeDefault") else { throw fields.missing("safeDefault") }
        guard let target = try fields.optionalBool("target") else { throw fields.missing("target") }
        let ramp = try self.ramp(&fields)
        let owner = try fields.string("owner")
        try fields.finish()
        return FeatureFlag(
            name: member.key, safeDefault: safeDefault, target: target, ramp: ramp, owner: owner,
            location: member.location)
    }

    private static func ramp(_ fields: inout FieldReader) throws(InputError) -> [Int] {
        guard let nodes = try fields.optionalList("ramp") else { return [100] }
        var steps: [Int] = []
        for node in nodes {
            guard case .scalar(let text, true, _) = node, let percent = Int(text), percent > steps.last ?? 0,
                percent <= 100
            else {
                throw InputError(
                    "bad-ramp", "`ramp` of \(fields.subject) must rise through whole percentages to 100",
                    at: node.location, remedy: "write for example [1, 10, 50, 100]")
            }
            steps.append(percent)
        }
        guard steps.last == 100 else {
            throw InputError(
                "bad-ramp", "`ramp` of \(fields.subject) does not end at 100", at: fields.place(of: "ramp"),
                remedy: "write for example [1, 10, 50, 100]")
        }
        return steps
    }
}
