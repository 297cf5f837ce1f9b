/// How the YAML 1.2 core schema types a scalar (yaml.org/spec/1.2.2 §10.3.2). YAML 1.1's `yes`, `012` and `12:30:45`
/// are strings here; a number where a string is wanted is refused by the field's reader, with the quotes as remedy.
enum ScalarKind: Sendable, Hashable {
    case null, bool, integer, float, string

    init(plain: Bool, _ text: String) {
        guard plain else {
            self = .string
            return
        }
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE", "false", "False", "FALSE": self = .bool
        case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "-.inf", "+.inf": self = .float
        default: self = Self.numeric(text)
        }
    }

    private static func numeric(_ text: String) -> ScalarKind {
        let body = text.drop { $0 == "-" || $0 == "+" }
        guard text.count - body.count <= 1, let first = body.first, first.isASCII, first.isNumber || first == "." else {
            return .string
        }
        if body.allSatisfy({ $0.isASCII && $0.isNumber }) { return .integer }
        if text.hasPrefix("0x"), text.dropFirst(2).allSatisfy(\.isHexDigit), text.count > 2 { return .integer }
        if text.hasPrefix("0o"), text.count > 2, text.dropFirst(2).allSatisfy({ ("0"..."7").contains($0) }) {
            return .integer
        }
        let allowed = body.allSatisfy { ("0"..."9").contains($0) || "eE.+-".contains($0) }
        return allowed && Double(text) != nil ? .float : .string
    }
}
