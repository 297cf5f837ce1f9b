import Trust

/// What a SLSA verification summary says (slsa.dev/spec/v1.1/verification_summary), as far as anybody acts on it.
struct SummaryStatement: Sendable, Hashable {
    let verifierID: String
    let resource: String
    /// `PASSED` or `FAILED`.
    let result: String
    let levels: [String]
    /// How many of the dependencies were verified at which level. Nil makes no claim about dependencies; empty says
    /// that there are none.
    let dependencies: [String: Int64]?
    /// As written; nil when the statement does not say.
    let verified: String?

    init(_ statement: Statement) throws(PredicateFault) {
        guard let predicate = statement.predicate else { throw PredicateFault.absent }
        let fields = try PredicateFields(predicate, "predicate")
        verifierID = try fields.object("verifier").text("id")
        resource = try fields.text("resourceUri")
        // The specification's own examples once called it `slsaResult`. It is read under one name only: a statement
        // with both could say either.
        result = try fields.text("verificationResult")
        levels = try Self.texts("verifiedLevels", of: fields)
        dependencies = try Self.counts("dependencyLevels", of: fields)
        verified = try fields.optionalText("timeVerified")
    }

    private static func texts(_ key: String, of fields: PredicateFields) throws(PredicateFault) -> [String] {
        guard let elements = try fields.optionalElements(key) else {
            throw PredicateFault("`predicate` has no `\(key)`", at: fields.value)
        }
        return try elements.map { (element) throws(PredicateFault) in
            guard let text = element.string else {
                throw PredicateFault("each of `\(key)` must be a string", at: element)
            }
            return text
        }
    }

    private static func counts(_ key: String, of fields: PredicateFields) throws(PredicateFault) -> [String: Int64]? {
        guard let object = try fields.optionalObject(key) else { return nil }
        var counts: [String: Int64] = [:]
        for (name, value) in object.value.members {
            guard let count = value.integer, count >= 0 else {
                throw PredicateFault("each of `\(key)` must be a count", at: value)
            }
            counts[name] = count
        }
        return counts
    }
}
