import Trust

/// Turns JSON Schemas (draft 7, and 2020-12 as far as our own go) into rules. A keyword it does not know is refused:
/// ignoring one would let pass what it forbids.
struct SchemaCompiler {
    private(set) var rules: [SchemaRule]
    private var places: [String: Int] = [:]
    private var pending: Set<String> = []

    /// Keywords for people, and for tools that fill in forms.
    private static let annotations: Set<String> = [
        "$id", "$schema", "$comment", "title", "description", "default", "examples", "definitions", "$defs", "readOnly",
        "writeOnly", "contentMediaType", "contentEncoding",
    ]

    init() {
        var nothing = SchemaRule()
        nothing.kinds = []
        rules = [SchemaRule(), nothing]
    }

    /// The number of the rule called `name`, which may be added later.
    mutating func place(of name: String) -> Int {
        if let place = places[name] { return place }
        let place = rules.count
        rules.append(SchemaRule())
        places[name] = place
        pending.insert(name)
        return place
    }

    /// Adds a schema under a name that `$ref` may use.
    mutating func add(_ schema: JSONValue, as name: String) throws(Diagnostic) {
        let index = place(of: name)
        pending.remove(name)
        rules[index] = try rule(schema)
    }

    /// Names that are referred to and were never added.
    var missing: [String] { pending.sorted() }

    private mutating func compile(_ schema: JSONValue) throws(Diagnostic) -> Int {
        if let bool = schema.bool { return bool ? SchemaRule.anything : SchemaRule.nothing }
        let compiled = try rule(schema)
        rules.append(compiled)
        return rules.count - 1
    }

    private mutating func compile(each schemas: JSONValue) throws(Diagnostic) -> [Int] {
        var indexes: [Int] = []
        for schema in schemas.elements { indexes.append(try compile(schema)) }
        return indexes
    }

    private mutating func rule(_ schema: JSONValue) throws(Diagnostic) -> SchemaRule {
        var rule = SchemaRule()
        if let bool = schema.bool {
            if !bool { rule.kinds = [] }
            return rule
        }
        if let reference = schema["$ref"]?.string {
            rule.reference = place(of: reference)
            return rule
        }
        for (keyword, value) in schema.members where !Self.annotations.contains(keyword) {
            if try general(keyword, value, schema, &rule) { continue }
            if try containers(keyword, value, schema, &rule) { continue }
            if try scalars(keyword, value, &rule) { continue }
            throw Self.refusal("keyword `\(keyword)`", value)
        }
        return rule
    }

    private mutating func general(
        _ keyword: String, _ value: JSONValue, _ schema: JSONValue, _ rule: inout SchemaRule
    ) throws(Diagnostic) -> Bool {
        switch keyword {
        case "type":
            rule.kinds = []
            for name in value.kind == .array ? value.elements : [value] {
                guard let kind = name.string.flatMap(SchemaRule.Kinds.init(named:)) else {
                    throw Self.refusal("type", name)
                }
                rule.kinds.insert(kind)
            }
        case "enum", "const":
            let values = keyword == "enum" ? value.elements : [value]
            let texts = values.compactMap(\.string)
            if texts.count == values.count { rule.texts = Set(texts) } else { rule.values = values.map(\.json) }
        case "allOf": rule.all = try compile(each: value)
        case "anyOf": rule.any = try compile(each: value)
        case "oneOf": rule.one = try compile(each: value)
        case "not": rule.not = try compile(value)
        case "if":
            var then: Int?
            var otherwise: Int?
            if let schema = schema["then"] { then = try compile(schema) }
            if let schema = schema["else"] { otherwise = try compile(schema) }
            rule.condition = SchemaRule.Condition(test: try compile(value), then: then, otherwise: otherwise)
        case "then", "else": break
        default: return false
        }
        return true
    }

    private mutating func containers(
        _ keyword: String, _ value: JSONValue, _ schema: JSONValue, _ rule: inout SchemaRule
    ) throws(Diagnostic) -> Bool {
        switch keyword {
        case "required": rule.required = value.elements.compactMap(\.string)
        case "properties":
            for (name, schema) in value.members { rule.members[name] = try compile(schema) }
        case "patternProperties":
            for (text, schema) in value.members {
                rule.patterns.append((try Self.pattern(text, value), try compile(schema)))
            }
        case "additionalProperties": rule.otherMembers = try compile(value)
        case "propertyNames": rule.memberNames = try compile(value)
        case "items":
            guard value.kind == .array else {
                rule.elements = try compile(value)
                break
            }
            rule.firstElements = try compile(each: value)
            if let others = schema["additionalItems"] { rule.elements = try compile(others) }
        // Says nothing unless `items` is a list (draft 7, 6.4.2).
        case "additionalItems": break
        case "contains": rule.contains = try compile(value)
        case "uniqueItems": rule.isUnique = value.bool == true
        case "minItems": rule.elementCount = try Self.count(value)...rule.elementCount.upperBound
        case "maxItems": rule.elementCount = rule.elementCount.lowerBound...(try Self.count(value))
        case "minProperties": rule.memberCount = try Self.count(value)...rule.memberCount.upperBound
        case "maxProperties": rule.memberCount = rule.memberCount.lowerBound...(try Self.count(value))
        default: return false
        }
        return true
    }

    private func scalars(
        _ keyword: String, _ value: JSONValue, _ rule: inout SchemaRule
    ) throws(Diagnostic) -> Bool {
        switch keyword {
        case "minLength": rule.length = try Self.count(value)...rule.length.upperBound
        case "maxLength": rule.length = rule.length.lowerBound...(try Self.count(value))
        case "pattern": rule.pattern = try Self.pattern(value.string ?? "", value)
        // A format nobody has defined asserts nothing (draft 7, 7.1).
        case "format": rule.format = value.string.flatMap(SchemaFormat.init(rawValue:))
        case "minimum": rule.minimum = value.double
        case "maximum": rule.maximum = value.double
        case "exclusiveMinimum": rule.above = value.double
        case "exclusiveMaximum": rule.below = value.double
        case "multipleOf": rule.multiple = value.double
        default: return false
        }
        return true
    }

    private static func count(_ value: JSONValue) throws(Diagnostic) -> Int {
        guard let number = value.double, number >= 0, number < 1e15, number == number.rounded() else {
            throw refusal("count", value)
        }
        return Int(number)
    }

    private static func pattern(_ text: String, _ value: JSONValue) throws(Diagnostic) -> SchemaPattern {
        guard let pattern = SchemaPattern(text) else { throw refusal("pattern `\(text)`", value) }
        return pattern
    }

    private static func refusal(_ what: String, _ value: JSONValue) -> Diagnostic {
        Diagnostic("schema-unsupported", "a schema has a \(what) that is not understood", at: value.location)
    }
}
