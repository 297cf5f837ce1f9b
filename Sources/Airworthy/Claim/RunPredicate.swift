import Trust

/// The `checklist-run/v1` predicate: the evidence of record. See `Docs/formats/attestation.md`.
///
/// No wall-clock durations: equal inputs judged at an equal instant must give equal bytes.
enum RunPredicate {
    static func json(_ facts: RunFacts) -> JSON {
        let plan = facts.plan
        let record = facts.record
        return .members([
            "result": facts.verdict.isCleared ? "PASSED" : "FAILED",
            "verdict": .string(facts.verdict.name),
            "phase": .string(plan.checklist.phase.rawValue),
            "environment": .string(plan.release.environment),
            "mode": .string(record.mode.rawValue),
            "release": release(plan.release),
            "checklist": ["name": .string(plan.checklist.name), "digest": digestSet(plan.checklist.digest)],
            "plan": ["digest": digestSet(plan.digest)],
            "trust": ["digest": digestSet(facts.trust.digest), "epoch": .integer(Int64(facts.trust.epoch))],
            "tool": ["name": "airworthy", "version": .string(facts.toolVersion)],
            "effectiveTime": .string(record.effective.rfc3339),
            "startedOn": .string(record.started.rfc3339),
            "finishedOn": .string(record.finished.rfc3339),
            "expiresOn": .string(facts.expires.rfc3339),
            "steps": .array(
                zip(plan.units, zip(record.units, facts.judgements)).map { unit, seen in
                    step(unit, seen.0, seen.1)
                }),
            "blockers": .array(
                facts.verdict.blockers.map { ["step": .string($0.unit), "code": .string($0.code)] }),
            "provides": .array(facts.provided.map(JSON.string)),
            "inputs": [
                ["uri": .string(plan.release.source), "digest": digestSet(plan.release.manifestDigest)],
                ["uri": .string(plan.checklist.source), "digest": digestSet(plan.checklist.digest)],
                ["uri": "trust", "digest": digestSet(facts.trust.digest)],
            ],
            "previousRun": facts.previousRun.map { ["digest": digestSet($0)] },
            "counts": counts(facts),
        ])
    }

    private static func release(_ release: Release) -> JSON {
        .members([
            "id": .string(release.id), "sequence": .integer(Int64(release.sequence)),
            "previous": release.previous.map { .string($0.description) },
            "manifestDigest": digestSet(release.manifestDigest),
        ])
    }

    private static func step(_ unit: PlannedUnit, _ record: UnitRecord, _ judgement: UnitJudgement) -> JSON {
        .members([
            "id": .string(unit.id),
            "title": .string(unit.step.title),
            "kind": .string(unit.check.kind.id),
            "subject": unit.subject.name.map(JSON.string),
            "severity": .string(unit.step.severity.rawValue),
            "outcome": .string(record.outcome.name),
            "status": .string(judgement.status.word),
            "summary": summary(record.outcome).map(JSON.string),
            "findings": .array(record.outcome.diagnostics.map(finding)),
            "attempts": .array(
                record.attempts.map {
                    ["number": .integer(Int64($0.number)), "outcome": .string($0.outcome.name)]
                }),
            "evidence": .array(record.outcome.evidence.map(evidence)),
            "waivedBy": judgement.waivedBy.isEmpty ? nil : .array(judgement.waivedBy.map(JSON.string)),
            "provides": .array(unit.step.provides.map(JSON.string)),
            "owner": unit.step.owner.map(JSON.string),
        ])
    }

    static func summary(_ outcome: Outcome) -> String? {
        switch outcome {
        case .passed(let summary, _, _): summary
        case .skipped(let reason): reason.description
        case .failed, .inconclusive, .errored: nil
        }
    }

    static func finding(_ diagnostic: Diagnostic) -> JSON {
        .members([
            "code": .string(diagnostic.code), "message": .string(diagnostic.message),
            "location": diagnostic.location.map { .string($0.description) },
            "remedy": diagnostic.remedy.map(JSON.string),
            "notes": diagnostic.notes.isEmpty ? nil : .array(diagnostic.notes.map(JSON.string)),
        ])
    }

    static func evidence(_ evidence: Evidence) -> JSON {
        [
            "uri": .string(evidence.uri), "digest": digestSet(evidence.digest),
            "mediaType": .string(evidence.mediaType),
        ]
    }

    private static func counts(_ facts: RunFacts) -> JSON {
        var counts: [String: JSON] = ["flaky": .integer(Int64(facts.record.units.count(where: \.isFlaky)))]
        for status in UnitStatus.allCases {
            counts[status.word] = .integer(Int64(facts.judgements.count { $0.status == status }))
        }
        return .object(counts)
    }

    /// An in-toto DigestSet: algorithm to lower-case hex.
    static func digestSet(_ digest: Digest) -> JSON {
        [digest.algorithm.rawValue: .string(digest.hex)]
    }
}
