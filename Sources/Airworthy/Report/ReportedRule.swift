import Trust

/// A code and what its check says of it: what SARIF calls a rule, and what `explain` calls one.
struct ReportedRule: Hashable {
    /// `image-signature/unsigned`; the code alone for what no check found.
    let id: String
    let code: String
    /// What the check asks; nil for a kind this version does not know.
    let question: String?
    let meaning: String?
    let remedy: String?

    /// - Parameter kind: the check kind's id, possibly of another version of the tool.
    init(kind: String, code: String) {
        let type = CheckCatalog.check(kind)
        let words = type.flatMap { Self.words($0, code) }
        id = kind.isEmpty ? code : "\(kind)/\(code)"
        self.code = code
        question = type?.kind.summary
        meaning = words?.meaning
        remedy = words?.remedy
    }

    private static func words<Kind: Check>(_ type: Kind.Type, _ code: String) -> (meaning: String, remedy: String)? {
        Kind.Code(rawValue: code).map { ($0.meaning, $0.remedy) }
    }
}
