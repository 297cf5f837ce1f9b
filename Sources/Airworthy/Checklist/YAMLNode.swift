public import Trust

/// One node of a YAML file, with its place. Scalars keep their text and whether it was quoted, because the type of a
/// plain scalar is for the reader of the field to decide (YAML 1.2 core schema), never for the parser to guess.
public indirect enum YAMLNode: Sendable, Hashable {
    case scalar(String, plain: Bool, at: Location)
    case sequence([YAMLNode], at: Location)
    case mapping([Member], at: Location)

    /// One `key: value` line. Keys are unique: the parser has refused duplicates.
    public struct Member: Sendable, Hashable {
        public let key: String
        public let location: Location
        public let value: YAMLNode

        public init(key: String, location: Location, value: YAMLNode) {
            self.key = key
            self.location = location
            self.value = value
        }
    }

    public var location: Location {
        switch self {
        case .scalar(_, _, let location), .sequence(_, let location), .mapping(_, let location): location
        }
    }

    /// What the node is, in the words of an error message.
    public var noun: String {
        switch self {
        case .scalar(let text, let plain, _):
            switch ScalarKind(plain: plain, text) {
            case .null: "nothing"
            case .bool: "the boolean `\(text)`"
            case .integer, .float: "the number `\(text)`"
            case .string: "the string `\(text)`"
            }
        case .sequence(let elements, _): elements.isEmpty ? "an empty list" : "a list"
        case .mapping(let members, _): members.isEmpty ? "an empty mapping" : "a mapping"
        }
    }
}
