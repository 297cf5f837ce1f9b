import Trust

/// The vocabulary the schemas are written in. Keywords are those that mean the same in draft 7, so that our own reader of
/// schemas (``FormatSchema``) can hold them against the loaders.
enum SchemaTerm {
    /// As `FieldReader` takes one: an empty one too.
    static let string: JSON = ["type": "string"]
    /// Where the loader wants something said.
    static let text: JSON = ["type": "string", "minLength": 1]
    static let bool: JSON = ["type": "boolean"]
    static let duration: JSON = [
        "type": "string", "pattern": "^([0-9]{1,9}[smhd])+$", "description": "a duration such as 90s, 5m, 2h or 7d",
    ]
    static let instant: JSON = [
        "type": "string", "format": "date-time",
        // Narrower than the format, which knows offsets, small letters and leap seconds.
        "pattern":
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\\.[0-9]{1,9})?Z$",
    ]
    static let digest: JSON = ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"]
    /// Of any algorithm evidence may rest on.
    static let anyDigest: JSON = ["type": "string", "pattern": .string("^(\(digestPattern))$")]
    /// With or without its prefix, see `BoundFileLoader`.
    static let fileDigest: JSON = ["type": "string", "pattern": "^(sha256:)?[0-9a-f]{64}$"]
    static let revision: JSON = ["type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"]
    static let strings = array(of: string)
    /// A step's id, or what a step group is included as.
    static let identifier: JSON = [
        "type": "string", "maxLength": 80, "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
    ]

    static let digestPattern = DigestAlgorithm.allCases.map { "\($0.rawValue):[0-9a-f]{\($0.byteCount * 2)}" }
        .joined(separator: "|")

    static func integer(from least: Int64) -> JSON { ["type": "integer", "minimum": .integer(least)] }
    static func integer(from least: Int64, to most: Int64) -> JSON {
        ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)]
    }
    static func array(of items: JSON, atLeast least: Int64 = 0) -> JSON {
        ["type": "array", "items": items, "minItems": .integer(least)]
    }
    static func distinct(of items: JSON, atLeast least: Int64 = 0, atMost most: Int? = nil) -> JSON {
        .members([
            "type": "array", "items": items, "minItems": .integer(least), "uniqueItems": true,
            "maxItems": most.map { .integer(Int64($0)) },
        ])
    }
    static func map(of values: JSON) -> JSON { ["type": "object", "additionalProperties": values] }

    static func choice<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> JSON
    where Choice.RawValue == String {
        ["enum": .array(type.allCases.map { .string($0.rawValue) })]
    }

    /// A closed object: a key that is not listed is an error, as in the loaders.
    static func object(
        _ properties: [String: JSON], required: [String], _ description: String? = nil,
        definitions: [String: JSON]? = nil
    ) -> JSON {
        .members([
            "type": "object", "properties": .object(properties), "required": .array(required.map(JSON.string)),
            "additionalProperties": false, "description": description.map(JSON.string),
            "$defs": definitions.map(JSON.object),
        ])
    }

    /// An object of which other readers may know more.
    static func openObject(
        _ properties: [String: JSON], required: [String], _ description: String? = nil
    ) -> JSON {
        .members([
            "type": "object", "properties": .object(properties), "required": .array(required.map(JSON.string)),
            "description": description.map(JSON.string),
        ])
    }

    /// `schema`, with further keywords.
    static func schema(_ schema: JSON, with keywords: [String: JSON]) -> JSON {
        guard case .object(let members) = schema else { preconditionFailure("a schema with keywords is an object") }
        return .object(members.merging(keywords) { _, new in new })
    }

    // MARK: - What keys have to do with each other

    /// That the keys are there.
    static func has(_ keys: String...) -> JSON { ["required": .array(keys.map(JSON.string))] }

    static func hasAny(of keys: [String]) -> JSON { ["anyOf": .array(keys.map { has($0) })] }

    static func hasOne(of keys: [String]) -> JSON { ["oneOf": .array(keys.map { has($0) })] }

    /// That `key` is there and is what `schema` says.
    static func says(_ key: String, _ schema: JSON) -> JSON {
        ["required": [.string(key)], "properties": .object([key: schema])]
    }

    static func when(_ condition: JSON, _ consequence: JSON) -> JSON { ["if": condition, "then": consequence] }
}
