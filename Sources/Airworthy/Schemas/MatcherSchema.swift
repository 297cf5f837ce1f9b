import Trust

/// Matchers, see ``MatcherLoader``.
enum MatcherSchema {
    static let reference: JSON = ["$ref": "#/$defs/matcher"]

    static let json: JSON = {
        let number: JSON = ["type": "number"]
        let value: JSON = ["not": ["type": "null"]]
        var members: [String: JSON] = [
            "equals": value, "oneOf": ["type": "array", "minItems": 1, "items": value], "contains": value,
            "between": ["type": "array", "minItems": 2, "maxItems": 2, "items": number],
            "matches": SchemaTerm.string, "semver": SchemaTerm.string,
            "length": reference, "every": reference, "any": reference, "not": reference,
            "allOf": SchemaTerm.array(of: reference, atLeast: 1), "anyOf": SchemaTerm.array(of: reference, atLeast: 1),
            "jsonpath": ["type": "object", "minProperties": 1, "additionalProperties": reference],
        ]
        for order in NumberOrder.allCases { members[order.rawValue] = number }
        guard case .object(var closed) = SchemaTerm.object(members, required: [], "What a value must be; all of it.")
        else { preconditionFailure("an object schema is an object") }
        closed["minProperties"] = 1
        return .object(closed)
    }()
}
