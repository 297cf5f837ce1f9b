public import Trust

/// Exactly what will be done: checks built, matrix expanded, order fixed, capabilities known. Pure.
public struct Plan: Sendable {
    public let checklist: Checklist
    public let release: Release
    /// In checklist order; `needs` point into this array.
    public let units: [PlannedUnit]
    /// The checklist's variables, with the values they have here.
    public let variables: [PlannedVariable]
    /// The same by name, for the checklist and each step group.
    let values: [[String: VariableValue]]
    /// SHA-256 of ``json``'s canonical form: two runs with equal digests did the same things.
    public let digest: Digest

    /// - Parameter given: variables' values beside those the release gives.
    /// - Throws: every defect of the checklist that takes a release to see, at its line.
    public init(
        _ checklist: Checklist, for release: Release, given: [GivenVariable] = [],
        from catalog: @escaping (String) -> (any Check.Type)? = CheckCatalog.check
    ) throws(InputError) {
        let resolution = try VariableResolution(checklist, for: release, given: given)
        var expansion = PlanExpansion(
            checklist: checklist, release: release, values: resolution.values, catalog: catalog)
        let units = try expansion.expand()
        self.checklist = checklist
        self.release = release
        self.units = units
        self.variables = resolution.planned
        self.values = resolution.values
        self.digest = .of(Self.json(checklist, release, units, resolution.planned).canonicalBytes())
    }

    /// Whether performing it may change anything.
    public var hasActions: Bool { units.contains { $0.role == .action } }

    /// What the digest is over, and what `plan -o json` shows.
    public var json: JSON { Self.json(checklist, release, units, variables) }

    private static func json(
        _ checklist: Checklist, _ release: Release, _ units: [PlannedUnit], _ variables: [PlannedVariable]
    ) -> JSON {
        .members([
            "checklist": ["name": .string(checklist.name), "digest": .string(checklist.digest.description)],
            "included": checklist.included.isEmpty
                ? nil
                : .array(
                    checklist.included.map {
                        ["uri": .string($0.source), "digest": .string($0.digest.description)]
                    }),
            "manifest": .string(release.manifestDigest.description),
            "units": .written(reserving: units.count * 256) { json in
                json.array { array in
                    for unit in units { array.object { write(unit, to: &$0) } }
                }
            },
            "variables": variables.isEmpty ? nil : .array(variables.map(\.json)),
        ])
    }

    private static func write(_ unit: PlannedUnit, to json: inout CanonicalWriter) {
        json.member("attempts", unit.step.retry.attempts)
        json.member("excluded", unit.exclusion)
        json.member("id", unit.id)
        json.member("kind", unit.check.kind.id)
        json.member("needs", unit.step.needs)
        if unit.role != .check { json.member("role", unit.role.name) }
        json.member("severity", unit.step.severity.rawValue)
        json.member("timeout", unit.step.timeout.text)
        if !unit.sources.isEmpty { json.member("uses", unit.sources.keys.map(\.text).sorted()) }
        if let condition = unit.step.condition {
            json.member("when", condition.clauses.map { "\($0.input.text) \($0.matcher)" })
        }
    }
}
