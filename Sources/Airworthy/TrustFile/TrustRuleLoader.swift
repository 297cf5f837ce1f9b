import Trust

/// Reads one element of `rules`.
enum TrustRuleLoader {
    static func load(_ node: YAMLNode) throws(InputError) -> TrustRule {
        var fields = try FieldReader(node, as: "a rule")
        let id = try fields.string("id")
        let scope = try self.scope(&fields, id)
        let requirement = try self.requirement(try fields.requiredNode("require"), id)
        let maxLifetime = try fields.optionalDuration("maxLifetime")
        try fields.finish()
        return TrustRule(
            id: id, scope: scope, requirement: requirement, maxLifetime: maxLifetime, location: fields.location)
    }

    private static func scope(_ fields: inout FieldReader, _ id: String) throws(InputError) -> TrustRule.Scope {
        let images = try fields.optionalStrings("images")
        let blobs = try fields.optionalStrings("blobs")
        let predicate = try fields.optionalString("predicate")
        switch (images, blobs, predicate) {
        case (let patterns?, nil, nil): return .images(try globs(patterns, fields.place(of: "images"), id))
        case (nil, let patterns?, nil): return .blobs(try globs(patterns, fields.place(of: "blobs"), id))
        case (nil, nil, let type?): return .predicate(type)
        default:
            throw InputError(
                "rule-scope", "rule `\(id)` must name exactly one of `images`, `blobs` and `predicate`",
                at: fields.location, remedy: "keep one of them")
        }
    }

    private static func globs(_ patterns: [String], _ place: Location, _ id: String) throws(InputError) -> [Glob] {
        guard !patterns.isEmpty else {
            throw InputError(
                "empty-matcher", "rule `\(id)` matches nothing", at: place, remedy: "list at least one pattern")
        }
        return try patterns.map { (pattern) throws(InputError) in
            try InputError.locating(at: place) { () throws(Diagnostic) in try Glob(pattern) }
        }
    }

    private static func requirement(_ node: YAMLNode, _ id: String) throws(InputError) -> TrustRule.Requirement {
        var fields = try FieldReader(node, as: "`require` of rule `\(id)`")
        let anyOf = try fields.optionalStrings("anyOf")
        let of = try fields.optionalStrings("of")
        let role = try fields.optionalString("role")
        let threshold = try fields.optionalInteger("threshold")
        let notAuthor = try fields.optionalBool("notAuthor") ?? false
        try fields.finish()
        switch (anyOf, of, role) {
        case (let signers?, nil, nil):
            guard threshold == nil else {
                throw InputError(
                    "rule-requirement", "rule `\(id)` gives a `threshold` with `anyOf`, which always means one",
                    at: fields.place(of: "threshold"), remedy: "write `of` instead of `anyOf`")
            }
            return TrustRule.Requirement(threshold: 1, signers: signers, role: nil, notAuthor: notAuthor)
        case (nil, let signers?, nil):
            guard let threshold else { throw fields.missing("threshold") }
            return TrustRule.Requirement(threshold: threshold, signers: signers, role: nil, notAuthor: notAuthor)
        case (nil, nil, let role?):
            guard let threshold else { throw fields.missing("threshold") }
            return TrustRule.Requirement(threshold: threshold, signers: [], role: role, notAuthor: notAuthor)
        default:
            throw InputError(
                "rule-requirement", "rule `\(id)` must require exactly one of `anyOf`, `of` and `role`",
                at: fields.location, remedy: "keep one of them")
        }
    }
}
