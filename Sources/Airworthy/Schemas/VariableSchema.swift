import Trust

/// Variables and outputs, see ``VariableLoader`` and ``StepOutputLoader``.
enum VariableSchema {
    static let value: JSON = ["type": ["string", "integer", "boolean"]]
    static let typeName = SchemaTerm.choice(ValueType.Name.self)

    /// What `${{ vars.name }}` can hold; that no name sounds like a secret's is for the loader to say.
    private static let names: JSON = ["pattern": "^[A-Za-z][A-Za-z0-9_-]{0,79}$"]

    private static let type: [String: JSON] = [
        "type": typeName,
        "values": SchemaTerm.distinct(of: SchemaTerm.text, atLeast: 2, atMost: ValueType.mostChoices),
        "min": ["type": "integer"], "max": ["type": "integer"],
    ]

    /// What narrows a type down goes with that type only.
    private static let narrowing: [JSON] = [
        SchemaTerm.when(SchemaTerm.has("values"), SchemaTerm.says("type", isName(.choice))),
        SchemaTerm.when(SchemaTerm.says("type", isName(.choice)), SchemaTerm.has("values")),
        SchemaTerm.when(SchemaTerm.hasAny(of: ["min", "max"]), SchemaTerm.says("type", isName(.integer))),
    ]

    private static func isName(_ name: ValueType.Name) -> JSON { ["const": .string(name.rawValue)] }

    /// A default is a value of the type.
    private static let defaults: [JSON] = ValueType.Name.allCases.map { name in
        let value: JSON =
            switch name {
            case .string, .choice: SchemaTerm.text
            case .integer: ["type": "integer"]
            case .boolean: SchemaTerm.bool
            case .duration: SchemaTerm.duration
            }
        return SchemaTerm.when(SchemaTerm.says("type", isName(name)), ["properties": ["default": value]])
    }

    static let declarations = named(
        SchemaTerm.schema(
            SchemaTerm.object(
                type.merging(["default": value, "description": SchemaTerm.string]) { own, _ in own },
                required: ["type"]),
            with: ["allOf": .array(narrowing + defaults)]), atMost: VariableLoader.mostVariables)

    static let outputs = named(
        SchemaTerm.schema(
            SchemaTerm.object(
                type.merging(["from": SchemaTerm.string, "jsonpath": SchemaTerm.string]) { own, _ in own },
                required: ["from"]), with: ["allOf": .array(narrowing)]), atMost: StepOutputLoader.mostOutputs)

    private static func named(_ values: JSON, atMost most: Int) -> JSON {
        SchemaTerm.schema(
            SchemaTerm.map(of: values), with: ["propertyNames": names, "maxProperties": .integer(Int64(most))])
    }
}
