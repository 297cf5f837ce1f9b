public import Trust

/// The value of a variable or of a step's output. Never a secret: it stands in plans and statements.
public enum VariableValue: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case duration(Duration)

    /// As it stands within a longer text.
    public var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        case .duration(let duration): duration.text
        }
    }

    /// As plans and statements record it; a duration as its text.
    public var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(Int64(number))
        case .boolean(let value): .bool(value)
        case .duration(let duration): .string(duration.text)
        }
    }

    /// As a scalar of a checklist, so that an argument of its type takes it. A text stays a text, whatever it looks like.
    func node(at location: Location) -> YAMLNode {
        switch self {
        case .string, .duration: .scalar(text, plain: false, at: location)
        case .integer, .boolean: .scalar(text, plain: true, at: location)
        }
    }

    /// As matchers see it; a duration as its seconds.
    var matched: MatchedValue {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .number(DecimalNumber(String(number)))
        case .boolean(let value): .bool(value)
        case .duration(let duration): .number(DecimalNumber(String(duration.components.seconds)))
        }
    }
}
