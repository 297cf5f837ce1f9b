import Trust

/// What a plan would change, without one value of it: addresses, actions and places. A plan holds every secret in clear
/// text, so the plan itself is never kept.
enum TerraformPlanFacts {
    /// More changes than this are counted and not listed.
    private static let listed = 10_000

    static func evidence(of plan: TerraformPlan) -> Evidence {
        let document: JSON = .members([
            "changes": .array(plan.changes.prefix(listed).map(facts)),
            "count": .integer(Int64(plan.changes.count)),
            "format": plan.format.map(JSON.string),
            "terraformVersion": plan.terraformVersion.map { .string(Excerpt.of($0)) },
            "timestamp": plan.root["timestamp"]?.string.map { .string(Excerpt.of($0)) },
            "unchanged": .integer(Int64(plan.unchanged)),
        ])
        let bytes = document.canonicalBytes()
        return Evidence(uri: "plan-facts.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }

    private static func facts(of change: TerraformChange) -> JSON {
        .members([
            "action": .string(change.action.rawValue),
            "address": .string(change.address),
            "deposed": change.deposed.map(JSON.string),
            "movedFrom": change.movedFrom.map(JSON.string),
            "origin": .string(change.origin.rawValue),
            "path": (change.attribute?.path).map(JSON.string),
            "sensitive": (change.attribute?.isSensitive).map(JSON.bool),
            "unknown": (change.attribute?.isUnknown).map(JSON.bool),
        ])
    }
}
