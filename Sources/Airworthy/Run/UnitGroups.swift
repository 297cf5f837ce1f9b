/// The units of a plan by step, and which steps wait for which: a step waits for every unit of every step it needs, so
/// to count units pairwise would take the square of a repeated step's length.
struct UnitGroups: Sendable {
    struct Group: Sendable {
        var units: Range<Int>
        var needs: [Int]
        var dependents: [Int]
    }

    private(set) var groups: [Group] = []
    /// For each unit.
    private(set) var groupOf: [Int] = []

    init(_ plan: Plan) {
        groupOf.reserveCapacity(plan.units.count)
        for (position, unit) in plan.units.enumerated() {
            if let last = groups.indices.last, unit.isSibling(of: plan.units[groups[last].units.lowerBound]) {
                groups[last].units = groups[last].units.lowerBound..<(position + 1)
                groupOf.append(last)
                continue
            }
            var known: Set<Int> = []
            var needs: [Int] = []
            // What follows the run waits for its end, which the machine knows.
            let waited = unit.role.isMain ? unit.needs : []
            for need in waited where known.insert(groupOf[need]).inserted { needs.append(groupOf[need]) }
            for need in needs { groups[need].dependents.append(groups.count) }
            groupOf.append(groups.count)
            groups.append(Group(units: position..<(position + 1), needs: needs, dependents: []))
        }
    }
}
