import Trust

/// The declared changes of one plan, held both ways.
struct TerraformAllowList {
    let entries: [IntendedPlanChange]

    struct Judgement {
        /// Changes nobody declared.
        var remaining: [TerraformChange] = []
        /// Declared changes that are not there, or are there with other values.
        var findings: [Finding<DriftTerraformCode>] = []
        var declared = 0
    }

    /// What one entry demands: each of its actions, at each of its paths.
    private struct Demand: Hashable {
        let entry: Int
        let action: IntendedPlanChange.Action
        let path: Int?
    }

    /// The first entry that covers a change takes it.
    func judge(_ changes: [TerraformChange]) -> Judgement {
        var judgement = Judgement()
        var met: Set<Demand> = []
        for change in changes {
            guard let index = entries.firstIndex(where: { Self.covers($0, change) }) else {
                judgement.remaining.append(change)
                continue
            }
            let entry = entries[index]
            met.formUnion(demands(of: index).filter { Self.meets($0, change, entry) })
            if let difference = Self.difference(entry, change) {
                judgement.findings.append(
                    Finding(
                        .intendedDiffers, difference, at: entry.location, notes: [change.entry.location.description])
                )
            } else {
                judgement.declared += 1
            }
        }
        for (index, entry) in entries.enumerated() where !entry.isOptional {
            for demand in demands(of: index) where !met.contains(demand) {
                let place = demand.path.map { " at `\(Excerpt.of(entry.paths[$0], limit: 200))`" } ?? ""
                judgement.findings.append(
                    Finding(
                        .intendedMissing,
                        "the plan does not \(demand.action.rawValue) \(Self.name(entry.target))\(place), as declared",
                        at: entry.location))
            }
        }
        return judgement
    }

    private func demands(of index: Int) -> [Demand] {
        let entry = entries[index]
        return entry.actions.flatMap { action in
            entry.paths.isEmpty
                ? [Demand(entry: index, action: action, path: nil)]
                : entry.paths.indices.map { Demand(entry: index, action: action, path: $0) }
        }
    }

    private static func meets(_ demand: Demand, _ change: TerraformChange, _ entry: IntendedPlanChange) -> Bool {
        guard demand.action == change.action else { return false }
        guard let path = demand.path else { return true }
        return change.attribute.map { JSONPointer.covers(entry.paths[path], $0.path) } == true
    }

    private static func covers(_ entry: IntendedPlanChange, _ change: TerraformChange) -> Bool {
        guard entry.actions.contains(change.action), entry.isDeposed == (change.deposed != nil),
            isTarget(entry.target, of: change)
        else { return false }
        if change.action == .move, let from = change.movedFrom, entry.movedFrom?.isExactly(from) != true {
            return false
        }
        guard !entry.paths.isEmpty else { return true }
        return change.attribute.map { attribute in
            entry.paths.contains { JSONPointer.covers($0, attribute.path) }
        } == true
    }

    private static func isTarget(_ target: IntendedPlanChange.Target, of change: TerraformChange) -> Bool {
        switch (target, change.origin) {
        case (.address(let pattern), .resource), (.drift(let pattern), .drift):
            TerraformAddress.matches(pattern, change.address)
        case (.output(let name), .output): name.isExactly(change.address)
        default: false
        }
    }

    /// Nil when the values are as declared. Names neither value when the place is a secret one.
    private static func difference(_ entry: IntendedPlanChange, _ change: TerraformChange) -> String? {
        guard let attribute = change.attribute else { return nil }
        if let before = entry.before, !same(before, attribute.before) { return "\(change.sentence), not as declared" }
        guard let after = entry.after else { return nil }
        if attribute.isUnknown { return "\(change.sentence), and a value was declared" }
        return same(after, attribute.after) ? nil : "\(change.sentence), not as declared"
    }

    private static func same(_ declared: YAMLNode, _ value: DocumentValue?) -> Bool {
        guard let value else { return false }
        return DocumentDiff.differences(desired: .yaml(declared), live: value, sensitivity: .none).isEmpty
    }

    private static func name(_ target: IntendedPlanChange.Target) -> String {
        switch target {
        case .address(let address): "`\(Excerpt.of(address, limit: 200))`"
        case .output(let name): "`output.\(Excerpt.of(name, limit: 200))`"
        case .drift(let address): "`\(Excerpt.of(address, limit: 200))` as drift"
        }
    }
}
