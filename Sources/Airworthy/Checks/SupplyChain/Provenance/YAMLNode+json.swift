import Trust

extension YAMLNode {
    /// The value as JSON, plain scalars typed by YAML 1.2's core schema: `"123"` is text and `123` a number.
    var json: JSON {
        switch self {
        case .scalar(let text, let plain, _): Self.scalar(text, plain: plain)
        case .sequence(let elements, _): .array(elements.map(\.json))
        case .mapping(let members, _): .object(Dictionary(members.map { ($0.key, $0.value.json) }) { _, last in last })
        }
    }

    private static func scalar(_ text: String, plain: Bool) -> JSON {
        switch ScalarKind(plain: plain, text) {
        case .null: .null
        case .bool: .bool(text.lowercased() == "true")
        case .integer: Int64(text).map(JSON.integer) ?? .string(text)
        // JSON has no infinity, so none can be expected; the text then matches nothing but itself.
        case .float: Double(text).flatMap { $0.isFinite ? JSON.number($0) : nil } ?? .string(text)
        case .string: .string(text)
        }
    }
}
