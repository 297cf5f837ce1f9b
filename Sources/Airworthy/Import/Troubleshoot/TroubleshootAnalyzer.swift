import Trust

/// One element of `analyzers`: its kind, its fields and what its outcomes come to.
struct TroubleshootAnalyzer {
    struct Outcome {
        let severity: Severity?
        /// Empty for an outcome without a condition.
        let condition: String
        let message: String?
        let uri: String?
    }

    let kind: String
    let location: Location
    /// `checkName`, or the kind.
    let title: String
    let outcomes: [Outcome]
    /// Something among its outcomes is none: what it comes to is not known.
    let isMalformed: Bool
    let isExcluded: Bool
    private var fields: FieldReader
    /// Why there is no question to ask; for most kinds, that there is no such check.
    var reason = "judges what only its own collectors bring home"
    var remedy: String? = "ask with a `command` of yours whose output proves it"

    /// Nil for what is no analyzer.
    init?(_ node: YAMLNode) throws(InputError) {
        guard case .mapping(let members, _) = node, members.count == 1, let member = members.first,
            case .mapping = member.value
        else { return nil }
        kind = member.key
        location = member.location
        fields = try FieldReader(member.value, as: "`\(member.key)`")
        var elements: [YAMLNode] = []
        if case .sequence(let list, _) = fields.node("outcomes") { elements = list }
        outcomes = elements.compactMap(Self.outcome)
        isMalformed = outcomes.count < elements.count
        if case .scalar(let text, _, _) = fields.node("checkName"), !text.isEmpty {
            title = text
        } else {
            title = member.key
        }
        if case .scalar(let text, _, _) = fields.node("exclude") {
            isExcluded = text.lowercased() == "true"
        } else {
            isExcluded = false
        }
    }

    private static func outcome(_ node: YAMLNode) -> Outcome? {
        guard case .mapping(let members, _) = node, members.count == 1, let member = members.first,
            ["fail", "warn", "pass"].contains(member.key)
        else { return nil }
        var texts: [String: String] = [:]
        if case .mapping(let inner, _) = member.value {
            for member in inner { if case .scalar(let text, _, _) = member.value { texts[member.key] = text } }
        }
        let severity: Severity? =
            switch member.key {
            case "fail": .block
            case "warn": .warn
            default: nil
            }
        return Outcome(
            severity: severity, condition: texts["when"] ?? "", message: texts["message"], uri: texts["uri"])
    }

    /// The worst it can come to; nil for one that always passes.
    var severity: Severity? {
        let severities = outcomes.compactMap(\.severity)
        return severities.contains(.block) ? .block : severities.first
    }

    /// Whether a bad outcome depends on more than whether the thing is there.
    var hasConditions: Bool { outcomes.contains { $0.severity != nil && !$0.condition.isEmpty } }

    mutating func text(_ key: String) -> String? {
        guard case .scalar(let text, _, _) = fields.node(key) else { return nil }
        return text
    }

    /// What nobody asked for.
    var unread: [YAMLNode.Member] { fields.unread }

    var label: String { "\(kind) `\(Excerpt.of(title))`" }

    /// What its worst outcome says to whoever meets it.
    var guidance: String? {
        let worst = outcomes.first { $0.severity == severity }
        return worst.flatMap { $0.uri ?? $0.message }.map { SafeText.line($0, limit: 300) }
    }
}
