import Trust

/// Checklists, see ``ChecklistLoader``. Arguments of each kind are spelt out from the catalogue.
enum ChecklistSchema {
    static let json = SchemaTerm.object(
        [
            "checklist": SchemaTerm.string,
            "phase": SchemaTerm.choice(Phase.self),
            "title": SchemaTerm.string,
            "defaults": SchemaTerm.object(
                ["timeout": SchemaTerm.duration, "severity": SchemaTerm.choice(Severity.self), "retry": retry],
                required: []),
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
            "defaults": SchemaTerm.object(
                ["timeout": SchemaTerm.duration, "severity": SchemaTerm.choice(Severity.self), "retry": retry],
                required: []),
            "variables": VariableSchema.declarations,
            "steps": SchemaTerm.array(of: element, atLeast: 1),
        ], required: ["group", "steps"], "Steps that checklists include.", definitions: definitions)

    private static let definitions: [String: JSON] = [
        "matcher": MatcherSchema.json, "step": step, "inclusion": inclusion,
    ]

    private static let element: JSON = [
        "if": ["required": ["include"]],
        "then": ["$ref": "#/$defs/inclusion"], "else": ["$ref": "#/$defs/step"],
    ]

    private static let inclusion = SchemaTerm.object(
        [
            "include": SchemaTerm.string, "sha256": SchemaTerm.digest,
            "as": ["type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"],
            "with": SchemaTerm.map(of: VariableSchema.value), "needs": SchemaTerm.strings,
            "when": SchemaTerm.object(known, required: []),
        ], required: ["include", "sha256"])

    /// What a `when` can ask about before anything runs.
    private static let known: [String: JSON] = [
        "environment": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
        "phase": SchemaTerm.array(of: SchemaTerm.choice(Phase.self), atLeast: 1),
        "variables": SchemaTerm.map(of: MatcherSchema.reference),
    ]

    private static let condition = SchemaTerm.object(
        known.merging(["outputs": SchemaTerm.map(of: MatcherSchema.reference)]) { first, _ in first }, required: [])

    private static let retry = SchemaTerm.object(
        [
            "attempts": SchemaTerm.integer(from: 1), "backoff": SchemaTerm.duration,
            "flaky": ["enum": ["allow", "refuse"]],
        ], required: ["attempts"])

    /// An action's probe or compensation; the arguments are those of its kind, as for a step.
    private static func inner(_ further: [String: JSON] = [:]) -> JSON {
        let members: [String: JSON] = [
            "uses": ["enum": .array(CheckCatalog.all.map { .string($0.kind.id) })], "with": ["type": "object"],
            "timeout": SchemaTerm.duration,
        ]
        return SchemaTerm.object(members.merging(further) { own, _ in own }, required: ["uses"])
    }

    private static var step: JSON {
        let closed = SchemaTerm.object(
            [
                "id": ["type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"],
                "title": SchemaTerm.string,
                "uses": ["enum": .array(CheckCatalog.all.map { .string($0.kind.id) })],
                "with": ["type": "object"],
                "needs": SchemaTerm.strings,
                "forEach": [
                    "oneOf": [
                        ["enum": ["images", "services", "migrations", "configs", "platforms"]], SchemaTerm.strings,
                    ]
                ],
                "minSubjects": SchemaTerm.integer(from: 0),
                "when": condition,
                "outputs": SchemaTerm.map(of: VariableSchema.output),
                "severity": SchemaTerm.choice(Severity.self),
                "timeout": SchemaTerm.duration,
                "retry": retry,
                "effect": SchemaTerm.bool,
                "probe": inner(),
                "compensate": inner(["after": SchemaTerm.choice(Compensation.Occasion.self)]),
                "steady": SchemaTerm.bool,
                "provides": SchemaTerm.strings,
                "owner": SchemaTerm.string,
                "guidance": SchemaTerm.string,
            ], required: ["id", "uses"])
        guard case .object(var members) = closed else { preconditionFailure("an object schema is an object") }
        members["allOf"] = .array(CheckCatalog.all.map { arguments(of: $0.kind) })
        return .object(members)
    }

    private static func arguments(of kind: CheckKind) -> JSON {
        let properties = Dictionary(uniqueKeysWithValues: kind.parameters.map { ($0.name, schema(of: $0)) })
        let required = kind.parameters.filter { $0.defaultText == nil }.map(\.name)
        return [
            "if": ["properties": ["uses": ["const": .string(kind.id)]]],
            "then": ["properties": ["with": SchemaTerm.object(properties, required: required)]],
        ]
    }

    private static func schema(of parameter: Parameter) -> JSON {
        let type: JSON =
            switch parameter.kind {
            case .string, .choice: ["type": "string"]
            case .strings: SchemaTerm.strings
            case .integer: orPlaceholder(["type": "integer"])
            case .bool: orPlaceholder(SchemaTerm.bool)
            case .duration: orPlaceholder(SchemaTerm.duration)
            case .instant: orPlaceholder(SchemaTerm.instant)
            case .list: ["type": "array"]
            case .mapping: ["type": "object"]
            }
        guard case .object(var members) = type else { return type }
        members["description"] = .string(parameter.summary)
        return .object(members)
    }

    /// What will be a value of that type once it is put in.
    private static func orPlaceholder(_ type: JSON) -> JSON {
        ["anyOf": [type, ["type": "string", "pattern": "^\\$\\{\\{.*\\}\\}$"]]]
    }
}
