import Trust

/// `release.yaml`, see ``ReleaseLoader``.
enum ReleaseSchema {
    static let json = SchemaTerm.object(
        [
            "release": SchemaTerm.string,
            "environment": SchemaTerm.string,
            "sequence": SchemaTerm.integer(from: 1),
            "previous": SchemaTerm.digest,
            "window": SchemaTerm.object(
                [
                    "start": SchemaTerm.instant, "budget": SchemaTerm.duration, "bake": SchemaTerm.duration,
                    "rollbackHorizon": SchemaTerm.duration,
                ], required: ["start", "budget", "rollbackHorizon"]),
            "services": SchemaTerm.map(of: service),
            "migrations": SchemaTerm.array(of: migration),
            "flags": SchemaTerm.map(of: flag),
            "configs": SchemaTerm.map(
                of: SchemaTerm.object(
                    ["revision": SchemaTerm.revision, "sha256": SchemaTerm.string], required: ["sha256"])),
            "platforms": SchemaTerm.array(of: ["type": "string", "pattern": .string(PlatformList.pattern)]),
            "requires": SchemaTerm.strings,
            "intended": SchemaTerm.object(
                [
                    "terraform": SchemaTerm.array(of: planChange), "kubernetes": SchemaTerm.array(of: objectChange),
                ], required: []),
            "variables": SchemaTerm.map(of: SchemaTerm.map(of: VariableSchema.value)),
            "strategy": ["type": "object"],
            "rollback": ["type": "object"],
        ], required: ["release", "environment", "sequence", "window", "services"],
        "What is shipped: one object to rule them all.")

    private static let service = SchemaTerm.object(
        [
            "version": SchemaTerm.string,
            "image": [
                "type": "string", "pattern": "@sha256:[0-9a-f]{64}$", "description": "registry/path[:tag]@sha256:…",
            ],
            "revision": SchemaTerm.revision,
            "owner": SchemaTerm.string,
            "class": SchemaTerm.choice(Service.Class.self),
            "dependsOn": SchemaTerm.strings,
            "exposes": ["type": "array"],
            "consumes": ["type": "array"],
        ], required: ["version", "image", "owner"])

    private static let migration = SchemaTerm.object(
        [
            "id": SchemaTerm.string, "engine": SchemaTerm.string, "phase": SchemaTerm.choice(Migration.Phase.self),
            "up": boundFile, "down": boundFile,
        ], required: ["id", "engine", "phase", "up"])

    private static let boundFile = SchemaTerm.object(
        ["path": SchemaTerm.string, "sha256": SchemaTerm.string], required: ["path", "sha256"])

    private static let flag = SchemaTerm.object(
        [
            "safeDefault": SchemaTerm.bool, "target": SchemaTerm.bool,
            "ramp": SchemaTerm.array(of: ["type": "integer", "minimum": 1, "maximum": 100], atLeast: 1),
            "owner": SchemaTerm.string,
        ], required: ["safeDefault", "target", "owner"])

    private static let planChange = SchemaTerm.object(
        [
            "address": SchemaTerm.string, "output": SchemaTerm.string, "drift": SchemaTerm.string,
            "actions": SchemaTerm.array(of: SchemaTerm.choice(IntendedPlanChange.Action.self), atLeast: 1),
            "paths": SchemaTerm.strings, "before": [:], "after": [:], "from": SchemaTerm.string,
            "deposed": SchemaTerm.bool, "optional": SchemaTerm.bool, "scope": SchemaTerm.string,
        ], required: ["actions"], "One of `address`, `output` and `drift`.")

    private static let objectChange = SchemaTerm.object(
        [
            "object": SchemaTerm.string,
            "actions": SchemaTerm.array(of: SchemaTerm.choice(IntendedObjectChange.Action.self), atLeast: 1),
            "paths": SchemaTerm.strings, "optional": SchemaTerm.bool, "scope": SchemaTerm.string,
        ], required: ["object", "actions"])
}
