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
            "steps": SchemaTerm.array(of: step, atLeast: 1),
        ], required: ["checklist", "phase", "title", "steps"], "What must be true of a release.")

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
                    "oneOf": [["enum": ["images", "services", "migrations", "configs"]], SchemaTerm.strings]
                ],
                "minSubjects": SchemaTerm.integer(from: 0),
                "when": SchemaTerm.object(["environment": SchemaTerm.strings], required: ["environment"]),
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
            case .integer: ["type": "integer"]
            case .bool: SchemaTerm.bool
            case .duration: SchemaTerm.duration
            case .instant: SchemaTerm.instant
            case .list: ["type": "array"]
            case .mapping: ["type": "object"]
            }
        guard case .object(var members) = type else { return type }
        members["description"] = .string(parameter.summary)
        return .object(members)
    }
}
