import Trust

/// Checklists, see ``ChecklistLoader``. Arguments of each kind are spelt out from the catalogue.
enum ChecklistSchema {
    static let json = SchemaTerm.object(
        [
            "checklist": SchemaTerm.string,
            "phase": SchemaTerm.choice(Phase.self),
            "title": SchemaTerm.string,
            "defaults": defaults,
            "limits": SchemaTerm.object(
                ["timeout": SchemaTerm.duration, "retries": SchemaTerm.integer(from: 0)], required: []),
            "approval": SchemaTerm.choice(ApprovalDemand.self),
            "variables": VariableSchema.declarations,
            "steps": SchemaTerm.array(of: element, atLeast: 1),
        ], required: ["checklist", "phase", "title", "steps"], "What must be true of a release.",
        definitions: definitions)

    /// Step groups, see ``StepGroup``.
    static let group = SchemaTerm.object(
        [
            "group": SchemaTerm.string,
            "title": SchemaTerm.string,
            "defaults": defaults,
            "variables": VariableSchema.declarations,
            "steps": SchemaTerm.array(of: element, atLeast: 1),
        ], required: ["group", "steps"], "Steps that checklists include.", definitions: definitions)

    private static let defaults = SchemaTerm.object(
        ["timeout": SchemaTerm.duration, "severity": SchemaTerm.choice(Severity.self), "retry": retry], required: [])

    private static let definitions: [String: JSON] = [
        "matcher": MatcherSchema.json, "step": step, "inclusion": inclusion, "arguments": arguments,
    ]

    private static let element: JSON = [
        "if": ["required": ["include"]],
        "then": ["$ref": "#/$defs/inclusion"], "else": ["$ref": "#/$defs/step"],
    ]

    private static let inclusion = SchemaTerm.object(
        [
            "include": SchemaTerm.text, "sha256": SchemaTerm.digest,
            "as": SchemaTerm.identifier,
            "with": SchemaTerm.map(of: VariableSchema.value), "needs": SchemaTerm.strings,
            "when": condition(known),
        ], required: ["include", "sha256"])

    /// What a `when` can ask about before anything runs.
    private static let known: [String: JSON] = [
        "environment": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
        "phase": SchemaTerm.array(of: SchemaTerm.choice(Phase.self), atLeast: 1),
        "variables": SchemaTerm.map(of: MatcherSchema.reference),
    ]

    private static let outputs = SchemaTerm.schema(
        SchemaTerm.map(of: MatcherSchema.reference), with: ["propertyNames": ["pattern": "^[^.]+\\.[^.]+$"]])

    /// One that asks for something.
    private static func condition(_ members: [String: JSON]) -> JSON {
        let asked = members.keys.sorted().map { SchemaTerm.says($0, ["minProperties": 1]) }
        return SchemaTerm.schema(SchemaTerm.object(members, required: []), with: ["anyOf": .array(asked)])
    }

    private static let retry = SchemaTerm.object(
        [
            "attempts": SchemaTerm.integer(from: 1, to: Int64(StepLoader.mostAttempts)),
            "backoff": SchemaTerm.duration, "flaky": ["enum": ["allow", "refuse"]],
        ], required: ["attempts"])

    /// An action's probe or compensation; the arguments are those of its kind, as for a step.
    private static func inner(_ kinds: [CheckKind], _ further: [String: JSON] = [:]) -> JSON {
        let members: [String: JSON] = [
            "uses": uses(kinds), "with": ["type": "object"], "timeout": SchemaTerm.duration,
        ]
        return SchemaTerm.schema(
            SchemaTerm.object(members.merging(further) { own, _ in own }, required: ["uses"]),
            with: ["allOf": [argumentsReference]])
    }

    private static let kinds = CheckCatalog.all.map { $0.kind }
    /// What changes the world runs a program, see `PlanExpansion.requireAction`.
    private static let acting = kinds.filter { $0.capabilities.contains(.processes) }

    private static func uses(_ kinds: [CheckKind]) -> JSON { ["enum": .array(kinds.map { .string($0.id) })] }

    private static let step = SchemaTerm.schema(
        SchemaTerm.object(
            [
                "id": SchemaTerm.identifier,
                "title": SchemaTerm.string,
                "uses": uses(kinds),
                "with": ["type": "object"],
                "needs": SchemaTerm.strings,
                "forEach": [
                    "oneOf": [
                        SchemaTerm.choice(ReleasePart.self),
                        SchemaTerm.distinct(of: SchemaTerm.string, atMost: StepLoader.mostItems),
                    ]
                ],
                "minSubjects": SchemaTerm.integer(from: 0),
                "when": condition(known.merging(["outputs": outputs]) { first, _ in first }),
                "outputs": VariableSchema.outputs,
                "severity": SchemaTerm.choice(Severity.self),
                "timeout": SchemaTerm.duration,
                "retry": retry,
                "effect": SchemaTerm.bool,
                "probe": inner(kinds),
                "compensate": inner(acting, ["after": SchemaTerm.choice(Compensation.Occasion.self)]),
                "steady": SchemaTerm.bool,
                "provides": SchemaTerm.strings,
                "owner": SchemaTerm.string,
                "guidance": SchemaTerm.string,
            ], required: ["id", "uses"]), with: ["allOf": .array([argumentsReference] + actions)])

    private static let argumentsReference: JSON = ["$ref": "#/$defs/arguments"]

    private static let isEffect = SchemaTerm.says("effect", ["const": true])

    /// What a step that changes the world must say, and one that does not must not.
    private static let actions: [JSON] = {
        let once: JSON = ["properties": ["attempts": ["maximum": 1]]]
        return [
            SchemaTerm.when(SchemaTerm.hasAny(of: ["probe", "compensate"]), isEffect),
            SchemaTerm.when(isEffect, ["properties": ["uses": uses(acting), "steady": ["const": false]]]),
            // Or it would be repeated without asking whether it was done already.
            SchemaTerm.when(
                isEffect, ["if": ["not": SchemaTerm.has("probe")], "then": ["properties": ["retry": once]]]),
        ]
    }()

    private static let arguments: JSON = ["allOf": .array(kinds.map { arguments(of: $0) })]

    private static func arguments(of kind: CheckKind) -> JSON {
        let properties = Dictionary(uniqueKeysWithValues: kind.parameters.map { ($0.name, schema(of: $0)) })
        let required = kind.parameters.filter { $0.defaultText == nil }.map(\.name)
        let with = SchemaTerm.object(properties, required: required)
        // Where nothing is required, `with` may be left out.
        let asked: JSON = required.isEmpty ? ["properties": ["with": with]] : SchemaTerm.says("with", with)
        return SchemaTerm.when(SchemaTerm.says("uses", ["const": .string(kind.id)]), asked)
    }

    private static func schema(of parameter: Parameter) -> JSON {
        let type: JSON =
            switch parameter.kind {
            case .string, .choice: SchemaTerm.string
            case .strings: SchemaTerm.strings
            case .integer: orPlaceholder(["type": "integer"])
            case .bool: orPlaceholder(SchemaTerm.bool)
            case .duration: orPlaceholder(SchemaTerm.duration)
            case .instant: orPlaceholder(SchemaTerm.instant)
            case .list: ["type": "array"]
            case .mapping: ["type": "object"]
            }
        return SchemaTerm.schema(type, with: ["description": .string(parameter.summary)])
    }

    /// What will be a value of that type once it is put in.
    private static func orPlaceholder(_ type: JSON) -> JSON {
        ["anyOf": [type, ["type": "string", "pattern": "^\\$\\{\\{.*\\}\\}$"]]]
    }
}
