import Trust

/// A difference somebody answers for: known, explained, limited in number and in time.
struct IgnoreRule: Sendable {
    let pattern: PathPattern
    let owner: String
    let reason: String
    /// From this instant on the rule hides nothing.
    let expires: Instant
    let maxMatches: Int
    let location: Location

    /// Every field is required: an exception without an owner, a reason, an end and a bound is a hole.
    init(_ node: YAMLNode) throws(InputError) {
        var fields = try FieldReader(node, as: "each of `ignore`")
        pattern = try PathPattern(try fields.string("path"), "`path` of an ignore rule", at: fields.place(of: "path"))
        owner = try fields.string("owner")
        reason = try fields.string("reason")
        expires = try fields.instant("expires")
        guard let count = try fields.optionalInteger("maxMatches") else { throw fields.missing("maxMatches") }
        location = fields.location
        maxMatches = count
        guard count >= 1 else {
            throw InputError(
                "out-of-range", "`maxMatches` of an ignore rule is \(count)", at: fields.place(of: "maxMatches"),
                remedy: "write how many differences are known, at least 1")
        }
        for (key, text) in [("owner", owner), ("reason", reason)] where text.allSatisfy(\.isWhitespace) {
            throw InputError(
                "empty-text", "`\(key)` of an ignore rule says nothing", at: fields.place(of: key),
                remedy: "write the \(key)")
        }
        try fields.finish()
    }

    /// How far a rule must go to excuse a difference.
    enum Reach: Sendable {
        /// Any pattern that matches.
        case pattern
        /// Only a path that names the very place. What appears, vanishes or becomes another kind of thing must be
        /// named, or `**` would hide a file somebody planted.
        case exact
        /// No rule at all.
        case none
    }

    func covers(_ difference: some ExcusableDifference) -> Bool {
        switch difference.excuse {
        case .pattern: pattern.matches(difference.place)
        case .exact: pattern.names(difference.place)
        case .none: false
        }
    }
}
