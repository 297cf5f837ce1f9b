import Trust

/// `release.yaml`, see ``ReleaseLoader``.
enum ReleaseSchema {
    static let json = SchemaTerm.object(
        [
            "release": SchemaTerm.string,
            "environment": SchemaTerm.string,
            "sequence": SchemaTerm.integer(from: 1),
            "previous": SchemaTerm.anyDigest,
            "window": SchemaTerm.object(
                [
                    "start": SchemaTerm.instant, "budget": SchemaTerm.duration, "bake": SchemaTerm.duration,
                    "rollbackHorizon": SchemaTerm.duration,
                ], required: ["start", "budget", "rollbackHorizon"]),
            "services": SchemaTerm.schema(
                SchemaTerm.map(of: service),
                with: ["minProperties": 1, "maxProperties": .integer(Int64(ReleaseLoader.mostServices))]),
            "migrations": SchemaTerm.array(of: migration),
            "flags": SchemaTerm.map(of: flag),
            "configs": SchemaTerm.map(
                of: SchemaTerm.object(
                    ["revision": SchemaTerm.revision, "sha256": SchemaTerm.fileDigest], required: ["sha256"])),
            "platforms": SchemaTerm.distinct(
                of: ["type": "string", "pattern": .string(PlatformList.pattern)], atMost: PlatformList.most),
            "requires": SchemaTerm.strings,
            "intended": SchemaTerm.object(
                [
                    "terraform": SchemaTerm.array(of: planChange), "kubernetes": SchemaTerm.array(of: objectChange),
                ], required: []),
            "variables": SchemaTerm.map(of: SchemaTerm.map(of: VariableSchema.value)),
            "strategy": ["description": "what the rollout checks ask of it"],
            "rollback": ["description": "what the rollout checks ask of it"],
        ], required: ["release", "environment", "sequence", "window", "services"],
        "What is shipped: one object to rule them all.")

    private static let image: JSON = {
        let host = "(localhost|[a-z0-9][a-z0-9-]*\\.[a-z0-9.-]*|[a-z0-9][a-z0-9.-]*:[0-9]+)"
        return [
            "type": "string", "description": "registry/path[:tag]@sha256:…",
            "pattern": .string("^\(host)/[A-Za-z0-9/._:-]+@(\(SchemaTerm.digestPattern))$"),
        ]
    }()

    private static let service = SchemaTerm.object(
        [
            "version": SchemaTerm.string,
            "image": image,
            "revision": SchemaTerm.revision,
            "owner": SchemaTerm.string,
            "class": SchemaTerm.choice(Service.Class.self),
            "dependsOn": SchemaTerm.strings,
            "exposes": ["description": "what the contract checks ask of it"],
            "consumes": ["description": "what the contract checks ask of it"],
        ], required: ["version", "image", "owner"])

    private static let migration = SchemaTerm.object(
        [
            "id": SchemaTerm.string, "engine": SchemaTerm.string, "phase": SchemaTerm.choice(Migration.Phase.self),
            "up": boundFile, "down": boundFile,
        ], required: ["id", "engine", "phase", "up"])

    private static let boundFile = SchemaTerm.object(
        ["path": SchemaTerm.string, "sha256": SchemaTerm.fileDigest], required: ["path", "sha256"])

    /// It rises and ends at 100.
    private static let ramp = SchemaTerm.schema(
        SchemaTerm.distinct(of: SchemaTerm.integer(from: 1, to: 100), atLeast: 1), with: ["contains": ["const": 100]])

    private static let flag = SchemaTerm.object(
        [
            "safeDefault": SchemaTerm.bool, "target": SchemaTerm.bool, "ramp": ramp, "owner": SchemaTerm.string,
        ], required: ["safeDefault", "target", "owner"])

    private static let paths = SchemaTerm.array(of: ["type": "string", "pattern": "^/"])

    /// `paths` say where an update may happen, and nothing else.
    private static let pathsOfUpdates = SchemaTerm.when(
        SchemaTerm.says("paths", ["minItems": 1]), ["properties": ["actions": ["const": ["update"]]]])

    private static let planChange: JSON = {
        let move = JSON.string(IntendedPlanChange.Action.move.rawValue)
        let moves = SchemaTerm.says("actions", ["contains": ["const": move]])
        let onePath = SchemaTerm.says("paths", ["minItems": 1, "maxItems": 1])
        let members: [String: JSON] = [
            "address": SchemaTerm.string, "output": SchemaTerm.string, "drift": SchemaTerm.string,
            "actions": SchemaTerm.distinct(of: SchemaTerm.choice(IntendedPlanChange.Action.self), atLeast: 1),
            "paths": paths, "before": [:], "after": [:], "from": SchemaTerm.string,
            "deposed": SchemaTerm.bool, "optional": SchemaTerm.bool, "scope": SchemaTerm.string,
        ]
        let rules: [JSON] = [
            pathsOfUpdates,
            SchemaTerm.when(SchemaTerm.hasAny(of: ["before", "after"]), onePath),
            SchemaTerm.when(SchemaTerm.has("from"), moves),
            SchemaTerm.when(moves, SchemaTerm.has("from")),
            SchemaTerm.hasOne(of: ["address", "output", "drift"]),
        ]
        return SchemaTerm.schema(
            SchemaTerm.object(members, required: ["actions"], "One of `address`, `output` and `drift`."),
            with: ["allOf": .array(rules)])
    }()

    private static let objectChange = SchemaTerm.schema(
        SchemaTerm.object(
            [
                // apiVersion, which may have a slash of its own, kind, namespace and name.
                "object": ["type": "string", "pattern": "^[^/]*(/[^/]*){2,4}$"],
                "actions": SchemaTerm.distinct(of: SchemaTerm.choice(IntendedObjectChange.Action.self), atLeast: 1),
                "paths": paths, "optional": SchemaTerm.bool, "scope": SchemaTerm.string,
            ], required: ["object", "actions"]), with: ["allOf": [pathsOfUpdates]])
}
