public import Trust

/// Exactly what will be done: checks built, matrix expanded, order fixed, capabilities known. Pure.
public struct Plan: Sendable {
    public let checklist: Checklist
    public let release: Release
    /// In checklist order; `needs` point into this array.
    public let units: [PlannedUnit]
    /// SHA-256 of ``json``'s canonical form: two runs with equal digests did the same things.
    public let digest: Digest

    /// - Throws: every defect of the checklist that takes a release to see, at its line.
    public init(
        _ checklist: Checklist, for release: Release,
        from catalog: @escaping (String) -> (any Check.Type)? = CheckCatalog.check
    ) throws(InputError) {
        var expansion = PlanExpansion(checklist: checklist, release: release, catalog: catalog)
        let units = try expansion.expand()
        self.checklist = checklist
        self.release = release
        self.units = units
        self.digest = .of(Self.json(checklist, release, units).canonicalBytes())
    }

    /// Whether performing it may change anything.
    public var hasActions: Bool { units.contains { $0.role == .action } }

    /// What the digest is over, and what `plan -o json` shows.
    public var json: JSON { Self.json(checklist, release, units) }

    private static func json(_ checklist: Checklist, _ release: Release, _ units: [PlannedUnit]) -> JSON {
        [
            "checklist": ["name": .string(checklist.name), "digest": .string(checklist.digest.description)],
            "manifest": .string(release.manifestDigest.description),
            "units": .written(reserving: units.count * 256) { json in
                json.array { array in
                    for unit in units { array.object { write(unit, to: &$0) } }
                }
            },
        ]
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
    }
}
