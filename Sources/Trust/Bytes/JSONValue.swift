/// One value of a ``JSONDocument``, decoded when asked. Accessors of the wrong kind answer nil, never a conversion:
/// `"1"` is not 1, and 1 is not true.
public struct JSONValue: Sendable {
    public enum Kind: String, Sendable, Hashable {
        case null, bool, number, string, array, object
    }

    private let tape: JSONTape
    private let index: Int

    init(tape: JSONTape, index: Int) {
        self.tape = tape
        self.index = index
    }

    private var entry: JSONEntry { tape.entries[index] }

    public var kind: Kind {
        switch entry.kind {
        case .null: .null
        case .true, .false: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    public var isNull: Bool { entry.kind == .null }

    public var bool: Bool? {
        switch entry.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    public var string: String? { entry.kind == .string ? tape.text(at: index) : nil }

    /// Only for a number written as an integer that fits: `1.0`, `1e3` and 2^63 are nil.
    public var integer: Int64? {
        guard entry.kind == .number else { return nil }
        return Int64(String(decoding: sourceBytes, as: UTF8.self))
    }

    /// The nearest double; always finite.
    public var double: Double? { entry.kind == .number ? JSONParser.double(sourceBytes) : nil }

    /// The member of that name; nil when absent or not an object. Looks at names in order and stops at the match.
    public subscript(_ key: String) -> JSONValue? {
        guard entry.kind == .object else { return nil }
        let wanted = Array(key.utf8)
        var position = index + 1
        while position < entry.next {
            if tape.string(at: position, equals: wanted) { return JSONValue(tape: tape, index: position + 1) }
            position = tape.entries[position + 1].next
        }
        return nil
    }

    /// The element at that place; nil when out of range or not an array. Walks from the start: iterate with
    /// ``elements`` instead of counting up.
    public subscript(_ place: Int) -> JSONValue? {
        guard entry.kind == .array, place >= 0 else { return nil }
        var position = index + 1
        for _ in 0..<place where position < entry.next { position = tape.entries[position].next }
        return position < entry.next ? JSONValue(tape: tape, index: position) : nil
    }

    /// In document order; empty unless an array.
    public var elements: [JSONValue] {
        guard entry.kind == .array else { return [] }
        var elements: [JSONValue] = []
        var position = index + 1
        while position < entry.next {
            elements.append(JSONValue(tape: tape, index: position))
            position = tape.entries[position].next
        }
        return elements
    }

    /// In document order; empty unless an object. Names are unique.
    public var members: [(key: String, value: JSONValue)] {
        guard entry.kind == .object else { return [] }
        var members: [(key: String, value: JSONValue)] = []
        var position = index + 1
        while position < entry.next {
            members.append((tape.text(at: position), JSONValue(tape: tape, index: position + 1)))
            position = tape.entries[position + 1].next
        }
        return members
    }

    /// Exactly how the value is written in the document, a string with its quotes.
    public var sourceBytes: ArraySlice<UInt8> { tape.bytes[entry.range] }

    /// The value as one we can write. Integers that do not fit 64 bits become the nearest double.
    public var json: JSON {
        switch entry.kind {
        case .null: .null
        case .true: .bool(true)
        case .false: .bool(false)
        case .number: integer.map(JSON.integer) ?? .number(double ?? .nan)
        case .string: .string(tape.text(at: index))
        case .array: .array(elements.map(\.json))
        case .object: .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.json) }))
        }
    }
}

extension JSONValue {
    /// RFC 6901: `/subject/0/digest`; empty for the root. Found by walking down, so ask only for messages.
    public var pointer: String {
        var path = ""
        var container = 0
        while container != index {
            var position = container + 1
            var place = 0
            let isObject = tape.entries[container].kind == .object
            while true {
                let value = isObject ? position + 1 : position
                guard tape.entries[value].next <= index else {
                    path += "/" + (isObject ? Self.escape(tape.text(at: position)) : String(place))
                    container = value
                    break
                }
                position = tape.entries[value].next
                place += 1
            }
        }
        return path
    }

    /// The document and the pointer: right for one-line documents, where a column helps nobody.
    public var location: Location { .pointer(document: tape.name, pointer) }

    /// The document, line and column, for files people edit.
    public var position: Location {
        let (line, column) = JSONTape.position(of: Int(entry.start), in: tape.bytes)
        return .file(tape.name, line: line, column: column)
    }

    private static func escape(_ name: String) -> String {
        var token = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
        return token
    }
}
