import Trust

/// What a ``Matcher`` is asked about: a value of a document, a program's text, a variable. A value that is not there is
/// no `MatchedValue`, and nothing matches it.
enum MatchedValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(DecimalNumber)
    case string(String)
    case list([MatchedValue])
    /// In the order of the names' bytes.
    case mapping([Member])

    struct Member: Sendable, Hashable {
        let name: String
        let value: MatchedValue
    }

    /// Bounds are the document reader's.
    init(_ value: DocumentValue) {
        switch value.shape {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements.map { MatchedValue($0) })
        case .object(let members):
            self = .mapping(
                members.map { Member(name: $0.key, value: MatchedValue($0.value)) }
                    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
        }
    }

    subscript(_ name: String) -> MatchedValue? {
        guard case .mapping(let members) = self else { return nil }
        return members.first { $0.name.isExactly(name) }?.value
    }

    /// Whether the value can be equal to anything: not when a number in it is none.
    var isComparable: Bool {
        switch self {
        case .null, .bool, .string: true
        case .number(let number): number.isFinite
        case .list(let elements): elements.allSatisfy(\.isComparable)
        case .mapping(let members): members.allSatisfy(\.value.isComparable)
        }
    }

    /// Same type, same value; texts by their bytes, because `==` takes two spellings that Unicode calls equivalent for
    /// one.
    func isExactly(_ other: MatchedValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left.isFinite && left == right
        case (.string(let left), .string(let right)): left.isExactly(right)
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isExactly($1) }
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy { $0.name.isExactly($1.name) && $0.value.isExactly($1.value) }
        default: false
        }
    }

    /// `a number`, `a string`: the type in words.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The value in a message: short, containers by their size.
    var shown: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let number): Excerpt.of(number.text)
        case .string(let text): "`\(Excerpt.of(text))`"
        case .list(let elements): "a list of \(elements.count)"
        case .mapping(let members): "a mapping of \(members.count)"
        }
    }
}
