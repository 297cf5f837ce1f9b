public import Airworthy
public import Trust

/// Small, sound inputs for tests that are about something else.
public enum Samples {
    public static let instant = Instant(seconds: 1_790_000_000)

    /// A release of the named services, each with a digest of its own.
    public static func release(
        services: [String] = ["web"], environment: String = "production", sequence: Int = 1, requires: [String] = []
    ) throws(InputError) -> Release {
        try ReleaseLoader.load(
            manifest(services: services, environment: environment, sequence: sequence, requires: requires),
            source: "release.yaml")
    }

    public static func manifest(
        services: [String] = ["web"], environment: String = "production", sequence: Int = 1, requires: [String] = []
    ) -> [UInt8] {
        var lines = [
            "release: sample-\(sequence)", "environment: \(environment)", "sequence: \(sequence)",
            "window: {start: 2026-01-01T00:00:00Z, budget: 2h, bake: 1h, rollbackHorizon: 24h}",
            "requires: [\(requires.joined(separator: ", "))]", "services:",
        ]
        for service in services {
            let digest = Digest.of(Array(service.utf8))
            lines.append(
                "  \(service): {version: \"1.0.0\", owner: team, image: \"registry.example/acme/\(service)@\(digest)\"}"
            )
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// What a plan came to: every unit passed at its first attempt, but for those given another outcome.
    public static func record(
        of plan: Plan, mode: RunMode = .live, _ outcomes: [String: Outcome] = [:]
    ) -> RunRecord {
        let evidence = Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")
        return RunRecord(
            planDigest: plan.digest, mode: mode, effective: instant, started: instant, finished: instant,
            units: plan.units.map { unit in
                let outcome = outcomes[unit.id] ?? .passed(summary: "ok", NonEmpty(evidence), warnings: [])
                return UnitRecord(
                    id: unit.id, attempts: [Attempt(number: 1, outcome: outcome, elapsed: .zero)], outcome: outcome)
            })
    }

    /// A checklist of the given step lines, planned for `release` with ``ScriptedCheck`` and `command`.
    public static func plan(
        _ steps: String, named name: String = "sample", phase: Phase = .preRelease, for release: Release
    ) throws(InputError) -> Plan {
        try plan(
            checklist: "checklist: \(name)\nphase: \(phase.rawValue)\ntitle: A sample\nsteps:\n\(steps)", for: release)
    }

    /// A whole checklist, planned with ``ScriptedCheck`` and the kinds there are.
    public static func plan(
        checklist text: String, for release: Release, given: [GivenVariable] = [], files: IncludedFiles = .none
    ) throws(InputError) -> Plan {
        let checklist = try ChecklistLoader.load(Array(text.utf8), source: "sample.yaml", files: files)
        return try Plan(checklist, for: release, given: given) { kind in
            kind == ScriptedCheck.kind.id ? ScriptedCheck.self : CheckCatalog.check(kind)
        }
    }
}
