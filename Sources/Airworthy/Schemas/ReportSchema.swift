import Trust

/// The JSON report of a run, see ``JSONReport``: the members of `checklist-run/v1`, and those only a report has.
enum ReportSchema {
    static let json = SchemaTerm.object(
        [
            "schema": ["const": "https://airworthy.dev/schemas/run-report.json"],
            "run": ["type": "string", "pattern": "^[0-9a-f]{12}$"],
            "exitCode": ["enum": [0, 1, 3, 4]],
            "files": SchemaTerm.strings,
            "result": ["enum": ["PASSED", "FAILED"]],
            "verdict": ["enum": ["cleared", "blocked", "undetermined", "awaiting"]],
            "phase": SchemaTerm.choice(Phase.self),
            "environment": SchemaTerm.string,
            "mode": SchemaTerm.choice(RunMode.self),
            "release": SchemaTerm.object(
                [
                    "id": SchemaTerm.string, "sequence": SchemaTerm.integer(from: 0), "previous": SchemaTerm.anyDigest,
                    "manifestDigest": digestSet,
                ], required: ["id", "sequence", "manifestDigest"]),
            "checklist": SchemaTerm.object(
                ["name": SchemaTerm.string, "digest": digestSet], required: ["name", "digest"]),
            "plan": SchemaTerm.object(["digest": digestSet], required: ["digest"]),
            "trust": SchemaTerm.object(
                ["digest": digestSet, "epoch": SchemaTerm.integer(from: 0)], required: ["digest", "epoch"]),
            "tool": SchemaTerm.object(
                ["name": ["const": "airworthy"], "version": SchemaTerm.string], required: ["name", "version"]),
            "variables": SchemaTerm.array(
                of: SchemaTerm.object(
                    [
                        "name": SchemaTerm.string, "type": VariableSchema.typeName, "value": VariableSchema.value,
                        "from": SchemaTerm.choice(PlannedVariable.Origin.self),
                    ], required: ["name", "type", "value", "from"]), atLeast: 1),
            "initiator": SchemaTerm.string, "waivers": waivers, "approval": approval,
            "effectiveTime": SchemaTerm.instant, "startedOn": SchemaTerm.instant, "finishedOn": SchemaTerm.instant,
            "expiresOn": SchemaTerm.instant,
            "steps": SchemaTerm.array(of: step, atLeast: 1),
            "blockers": SchemaTerm.array(
                of: SchemaTerm.object(
                    ["step": SchemaTerm.string, "code": SchemaTerm.string], required: ["step", "code"])),
            "provides": SchemaTerm.strings,
            "inputs": SchemaTerm.array(
                of: SchemaTerm.object(["uri": SchemaTerm.string, "digest": digestSet], required: ["uri", "digest"])),
            "previousRun": SchemaTerm.object(["digest": digestSet], required: ["digest"]),
            "counts": counts,
        ],
        required: [
            "schema", "run", "exitCode", "files", "result", "verdict", "phase", "environment", "mode", "release",
            "checklist", "plan", "trust", "tool", "effectiveTime", "startedOn", "finishedOn", "expiresOn", "steps",
            "blockers", "provides", "inputs", "counts",
        ], "What a run found, for machines: `airworthy run -o json`.")

    private static let text: JSON = ["type": "string"]

    private static let digestSet = SchemaTerm.object(
        Dictionary(
            uniqueKeysWithValues: DigestAlgorithm.allCases.map {
                ($0.rawValue, ["type": "string", "pattern": .string("^[0-9a-f]{\($0.byteCount * 2)}$")])
            }), required: [])

    private static let outcomes: JSON = ["enum": ["passed", "failed", "inconclusive", "errored", "skipped"]]

    private static let findings = SchemaTerm.array(
        of: SchemaTerm.object(
            [
                "code": SchemaTerm.string, "message": text, "location": text, "remedy": text,
                "notes": SchemaTerm.array(of: text),
            ], required: ["code", "message"]))

    /// What became of each waiver the run was given, with the signed waiver itself.
    private static let waivers = SchemaTerm.array(
        of: SchemaTerm.object(
            [
                "digest": digestSet, "step": SchemaTerm.string, "finding": SchemaTerm.string, "subject": text,
                "owner": SchemaTerm.string, "ticket": SchemaTerm.string, "expiresOn": SchemaTerm.instant,
                "signers": SchemaTerm.strings, "envelope": SchemaTerm.string, "remarks": findings,
            ],
            required: ["digest", "step", "finding", "owner", "ticket", "expiresOn", "signers", "envelope"]))

    private static let approval = SchemaTerm.object(
        [
            "required": SchemaTerm.bool,
            "counted": SchemaTerm.array(
                of: SchemaTerm.object(
                    [
                        "digest": digestSet, "signers": SchemaTerm.strings, "expiresOn": SchemaTerm.instant,
                        "envelope": SchemaTerm.string,
                    ], required: ["digest", "signers", "expiresOn", "envelope"])),
            "rejected": findings, "missing": findings,
        ], required: ["required", "counted", "rejected", "missing"])

    private static let step = SchemaTerm.object(
        [
            "id": SchemaTerm.string, "title": text, "kind": SchemaTerm.string, "subject": text,
            "severity": SchemaTerm.choice(Severity.self), "outcome": outcomes,
            "status": ["enum": .array(UnitStatus.allCases.map { .string($0.word) })],
            "summary": text, "owner": text,
            "findings": findings,
            "attempts": SchemaTerm.array(
                of: SchemaTerm.object(
                    ["number": SchemaTerm.integer(from: 1), "outcome": outcomes], required: ["number", "outcome"])),
            "evidence": SchemaTerm.array(
                of: SchemaTerm.object(
                    ["uri": text, "mediaType": text, "digest": digestSet], required: ["uri", "mediaType", "digest"])),
            "waivedBy": SchemaTerm.strings,
            "waivers": SchemaTerm.array(
                of: SchemaTerm.object(
                    [
                        "digest": digestSet, "code": SchemaTerm.string, "signers": SchemaTerm.strings,
                        "owner": SchemaTerm.string, "ticket": SchemaTerm.string, "expiresOn": SchemaTerm.instant,
                    ], required: ["digest", "code", "signers", "owner", "ticket", "expiresOn"])),
            "provides": SchemaTerm.strings,
            "outputs": SchemaTerm.map(of: VariableSchema.value),
            "when": SchemaTerm.array(
                of: SchemaTerm.object(
                    [
                        "input": SchemaTerm.string, "asked": SchemaTerm.string, "value": text,
                        "result": ["enum": ["matched", "differs", "untold"]],
                    ], required: ["input", "asked", "result"]), atLeast: 1),
        ],
        required: [
            "id", "title", "kind", "severity", "outcome", "status", "findings", "attempts", "evidence", "provides",
        ])

    private static let counts = SchemaTerm.object(
        Dictionary(
            uniqueKeysWithValues: (UnitStatus.allCases.map(\.word) + ["flaky"]).map {
                ($0, SchemaTerm.integer(from: 0))
            }), required: UnitStatus.allCases.map(\.word) + ["flaky"])
}
