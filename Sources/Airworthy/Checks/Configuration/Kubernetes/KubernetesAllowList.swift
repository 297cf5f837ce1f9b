import Trust

/// The declared changes to objects, held both ways.
struct KubernetesAllowList {
    let entries: [IntendedObjectChange]

    struct Judgement {
        var remaining: [KubernetesChange] = []
        var findings: [Finding<DriftKubernetesCode>] = []
        /// Changes that were declared, or that the release implies.
        var declared = 0
    }

    func judge(_ changes: [KubernetesChange]) -> Judgement {
        var judgement = Judgement()
        var met: Set<[Int]> = []
        for change in changes {
            let takers = entries.indices.filter { Self.covers(entries[$0], change) }
            for taker in takers.prefix(1) {
                let entry = entries[taker]
                let action = entry.actions.firstIndex(of: change.action) ?? 0
                if entry.paths.isEmpty { met.insert([taker, action]) }
                for (index, path) in entry.paths.enumerated() where JSONPointer.covers(path, change.path) {
                    met.insert([taker, action, index])
                }
            }
            if takers.isEmpty, !change.isDerived {
                judgement.remaining.append(change)
            } else {
                judgement.declared += 1
            }
        }
        for (index, entry) in entries.enumerated() where !entry.isOptional {
            for (place, action) in entry.actions.enumerated() {
                let demands = entry.paths.isEmpty ? [[index, place]] : entry.paths.indices.map { [index, place, $0] }
                for demand in demands where !met.contains(demand) {
                    let path = demand.count == 3 ? " at `\(Excerpt.of(entry.paths[demand[2]], limit: 200))`" : ""
                    judgement.findings.append(
                        Finding(
                            .intendedMissing,
                            "there is nothing to \(action.rawValue) of `\(Excerpt.of(entry.object, limit: 200))`\(path)",
                            at: entry.location))
                }
            }
        }
        return judgement
    }

    private static func covers(_ entry: IntendedObjectChange, _ change: KubernetesChange) -> Bool {
        entry.object.isExactly(change.object) && entry.actions.contains(change.action)
            && (entry.paths.isEmpty || entry.paths.contains { JSONPointer.covers($0, change.path) })
    }
}
