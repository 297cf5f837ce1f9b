/// One argument of a check kind, as its page and schema show it.
public struct Parameter: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case string, strings, integer, bool, duration, instant, choice, list, mapping
    }

    public let name: String
    public let kind: Kind
    /// As it would be written; nil for a required one.
    public let defaultText: String?
    public let summary: String

    public init(_ name: String, _ kind: Kind, default defaultText: String?, _ summary: String) {
        self.name = name
        self.kind = kind
        self.defaultText = defaultText
        self.summary = summary
    }

    public static func required(_ name: String, _ kind: Kind, _ summary: String) -> Parameter {
        Parameter(name, kind, default: nil, summary)
    }
}
