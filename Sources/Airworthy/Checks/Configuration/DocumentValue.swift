import Trust

/// One value of a configuration document, JSON and YAML seen alike, so that a rendered YAML file can be compared with
/// what an API returns as JSON.
enum DocumentValue: Sendable {
    case json(JSONValue)
    case yaml(YAMLNode)

    enum Shape {
        case null
        case bool(Bool)
        case number(DecimalNumber)
        case string(String)
        case array([DocumentValue])
        case object([Member])
    }

    struct Member {
        let key: String
        let value: DocumentValue
    }

    var shape: Shape {
        switch self {
        case .json(let value): Self.shape(of: value)
        case .yaml(let node): Self.shape(of: node)
        }
    }

    /// Line and column, which costs a walk through a JSON document: ask for what is shown only.
    var location: Location {
        switch self {
        case .json(let value): value.position
        case .yaml(let node): node.location
        }
    }

    /// The text of a string; nil for anything else.
    var string: String? {
        if case .string(let text) = shape { text } else { nil }
    }

    /// Null, or a container without members: equality with it says nothing.
    var isVacant: Bool {
        switch shape {
        case .null: true
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .bool, .number, .string: false
        }
    }

    /// How a message quotes the value: short, and containers by their size only.
    var shown: String {
        switch shape {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number: Excerpt.of(scalarText)
        case .string(let text): "\"\(Excerpt.of(text))\""
        case .array(let elements): "a list of \(elements.count)"
        case .object(let members): "a mapping of \(members.count)"
        }
    }

    private var scalarText: String {
        switch self {
        case .json(let value): String(decoding: value.sourceBytes, as: UTF8.self)
        case .yaml(.scalar(let text, _, _)): text
        case .yaml: ""
        }
    }

    private static func shape(of value: JSONValue) -> Shape {
        switch value.kind {
        case .null: .null
        case .bool: .bool(value.bool == true)
        case .number: .number(DecimalNumber(String(decoding: value.sourceBytes, as: UTF8.self)))
        case .string: .string(value.string ?? "")
        case .array: .array(value.elements.map(DocumentValue.json))
        case .object: .object(value.members.map { Member(key: $0.key, value: .json($0.value)) })
        }
    }

    private static func shape(of node: YAMLNode) -> Shape {
        switch node {
        case .scalar(let text, let plain, _):
            switch ScalarKind(plain: plain, text) {
            case .null: .null
            case .bool: .bool(text.lowercased() == "true")
            case .integer, .float: .number(DecimalNumber(text))
            case .string: .string(text)
            }
        case .sequence(let elements, _): .array(elements.map(DocumentValue.yaml))
        case .mapping(let members, _): .object(members.map { Member(key: $0.key, value: .yaml($0.value)) })
        }
    }
}
