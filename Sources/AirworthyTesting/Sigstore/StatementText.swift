import Trust

/// An in-toto statement as text, so that it can say the same member twice or misspell one.
struct StatementText {
    var typeMember = "_type"
    var type = Statement.type
    /// Members of the first subject's `digest`, as JSON.
    var digests: String
    /// Whole subjects behind the first, as JSON.
    var otherSubjects: [String] = []
    var predicateTypeMember = "predicateType"
    var predicateType = SigstorePlan.predicateType
    /// JSON; nil leaves the member out.
    var predicate: String? = "{}"
    /// Whole members, in front of all others and behind them.
    var leading: [String] = []
    var trailing: [String] = []

    init(about digest: Digest) {
        digests = "\"\(digest.algorithm.rawValue)\":\"\(digest.hex)\""
    }

    var bytes: [UInt8] {
        let subjects = ["{\"name\":\"schema.sql\",\"digest\":{\(digests)}}"] + otherSubjects
        var members = leading
        members.append("\"\(typeMember)\":\"\(type)\"")
        members.append("\"subject\":[\(subjects.joined(separator: ","))]")
        members.append("\"\(predicateTypeMember)\":\"\(predicateType)\"")
        if let predicate { members.append("\"predicate\":\(predicate)") }
        return Array("{\((members + trailing).joined(separator: ","))}".utf8)
    }
}
