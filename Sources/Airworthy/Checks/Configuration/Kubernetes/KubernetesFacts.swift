import Trust

/// Which objects differ and where, without one value of them.
enum KubernetesFacts {
    /// More differences than this are counted and not listed.
    private static let listed = 10_000

    static func evidence(of result: KubernetesComparison.Result) -> Evidence {
        let document: JSON = [
            "changes": .array(result.changes.prefix(listed).map(facts)), "compared": .integer(Int64(result.compared)),
            "count": .integer(Int64(result.changes.count)),
        ]
        let bytes = document.canonicalBytes()
        return Evidence(uri: "object-facts.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }

    private static func facts(of change: KubernetesChange) -> JSON {
        [
            "action": .string(change.action.rawValue), "derived": .bool(change.isDerived),
            "object": .string(change.object), "path": .string(change.path), "sensitive": .bool(change.isSensitive),
        ]
    }
}
