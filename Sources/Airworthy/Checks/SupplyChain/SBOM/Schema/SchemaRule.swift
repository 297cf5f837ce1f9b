import Trust

/// What a JSON Schema asks of one value, compiled. Numbers name other rules of the same ``FormatSchema``.
struct SchemaRule: Sendable {
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt8

        static let null = Kinds(rawValue: 1)
        static let bool = Kinds(rawValue: 2)
        static let number = Kinds(rawValue: 4)
        static let string = Kinds(rawValue: 8)
        static let array = Kinds(rawValue: 16)
        static let object = Kinds(rawValue: 32)
        /// Numbers without a fraction, however written; says less than ``number``.
        static let integer = Kinds(rawValue: 64)
        static let any: Kinds = [.null, .bool, .number, .string, .array, .object]

        init(rawValue: UInt8) { self.rawValue = rawValue }

        /// By JSON Schema's name of the type.
        init?(named name: String) {
            switch name {
            case "null": self = .null
            case "boolean": self = .bool
            case "number": self = .number
            case "integer": self = .integer
            case "string": self = .string
            case "array": self = .array
            case "object": self = .object
            default: return nil
            }
        }

        /// `a string or an array`.
        var words: String {
            let names: [(Kinds, String)] = [
                (.null, "null"), (.bool, "a boolean"), (.number, "a number"), (.integer, "a whole number"),
                (.string, "a string"), (.array, "an array"), (.object, "an object"),
            ]
            let words = names.filter { contains($0.0) }.map(\.1)
            return words.isEmpty ? "absent" : words.joined(separator: " or ")
        }
    }

    struct Condition: Sendable {
        let test: Int
        let then: Int?
        let otherwise: Int?
    }

    /// The rule that anything keeps, and the one that nothing does.
    static let anything = 0
    static let nothing = 1

    var kinds = Kinds.any
    /// Another rule instead of this one: what stands beside `$ref` does not count in draft 7.
    var reference: Int?

    // Any kind.
    /// Strings of an `enum` or `const` that lists nothing else.
    var texts: Set<String>?
    /// An `enum` or `const` with other values.
    var values: [JSON]?
    var all: [Int] = []
    var any: [Int] = []
    var one: [Int] = []
    var not: Int?
    var condition: Condition?

    // Objects.
    var required: [String] = []
    var members: [String: Int] = [:]
    var patterns: [(pattern: SchemaPattern, rule: Int)] = []
    var otherMembers = anything
    var memberNames: Int?
    var memberCount = 0...Int.max

    // Arrays.
    var elements = anything
    /// For the first elements, one each; `elements` is for those after them.
    var firstElements: [Int] = []
    var elementCount = 0...Int.max
    var contains: Int?
    var isUnique = false

    // Strings. Lengths count Unicode scalars.
    var length = 0...Int.max
    var pattern: SchemaPattern?
    var format: SchemaFormat?

    // Numbers.
    var minimum: Double?
    var maximum: Double?
    var above: Double?
    var below: Double?
    var multiple: Double?
}

/// A rule that is done: by reference, because a rule is applied a hundred thousand times and copying one costs more than
/// applying it. Parts are read one by one: handed over whole, a rule is copied after all.
final class CompiledRule: Sendable {
    let content: SchemaRule

    init(_ content: SchemaRule) { self.content = content }
}
