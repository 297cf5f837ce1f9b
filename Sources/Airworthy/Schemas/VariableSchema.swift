import Trust

/// Variables and outputs, see ``VariableLoader`` and ``StepOutputLoader``.
enum VariableSchema {
    static let value: JSON = ["type": ["string", "integer", "boolean"]]
    static let typeName = SchemaTerm.choice(ValueType.Name.self)

    private static let type: [String: JSON] = [
        "type": typeName, "values": SchemaTerm.array(of: SchemaTerm.string, atLeast: 2),
        "min": ["type": "integer"], "max": ["type": "integer"],
    ]

    static let declarations = SchemaTerm.map(
        of: SchemaTerm.object(
            type.merging(["default": value, "description": SchemaTerm.string]) { own, _ in own }, required: ["type"]))

    static let output = SchemaTerm.object(
        type.merging(["from": SchemaTerm.string, "jsonpath": SchemaTerm.string]) { own, _ in own }, required: ["from"])
}
