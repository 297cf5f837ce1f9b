import Trust

/// Matchers, see ``MatcherLoader``.
enum MatcherSchema {
    static let reference: JSON = ["$ref": "#/$defs/matcher"]

    static let json: JSON = {
        let number: JSON = ["type": "number"]
        let value: JSON = ["not": ["type": "null"]]
        var members: [String: JSON] = [
            "equals": value, "oneOf": ["type": "array", "minItems": 1, "items": value],
            // The empty text is in every text.
            "contains": ["not": ["enum": ["", nil]]],
            "between": ["type": "array", "minItems": 2, "maxItems": 2, "items": number],
            "matches": SchemaTerm.text, "semver": SchemaTerm.text,
            "length": reference, "every": reference, "any": reference, "not": reference,
            "allOf": SchemaTerm.array(of: reference, atLeast: 1), "anyOf": SchemaTerm.array(of: reference, atLeast: 1),
            "jsonpath": ["type": "object", "minProperties": 1, "additionalProperties": reference],
        ]
        for order in NumberOrder.allCases { members[order.rawValue] = number }
        return SchemaTerm.schema(
            SchemaTerm.object(members, required: [], "What a value must be; all of it."), with: ["minProperties": 1])
    }()
}
