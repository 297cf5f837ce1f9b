import Trust

/// The vocabulary the schemas are written in.
enum SchemaTerm {
    static let string: JSON = ["type": "string", "minLength": 1]
    static let bool: JSON = ["type": "boolean"]
    static let duration: JSON = [
        "type": "string", "pattern": "^([0-9]+[smhd])+$", "description": "a duration such as 90s, 5m, 2h or 7d",
    ]
    static let instant: JSON = ["type": "string", "format": "date-time", "pattern": "Z$"]
    static let digest: JSON = ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"]
    static let revision: JSON = ["type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"]
    static let strings = array(of: string)

    static func integer(from least: Int64) -> JSON { ["type": "integer", "minimum": .integer(least)] }
    static func array(of items: JSON, atLeast least: Int64 = 0) -> JSON {
        ["type": "array", "items": items, "minItems": .integer(least)]
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
}
