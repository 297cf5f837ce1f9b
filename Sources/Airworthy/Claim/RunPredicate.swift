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
            "variables": plan.variables.isEmpty ? nil : .array(plan.variables.map(\.json)),
            "trust": ["digest": digestSet(facts.trust.digest), "epoch": .integer(Int64(facts.trust.epoch))],
            "initiator": facts.initiator.map(JSON.string),
            "waivers": facts.waivers.isEmpty ? nil : .array(facts.waivers.map(\.json)),
            "approval": approval(facts),
            "tool": ["name": "airworthy", "version": .string(facts.toolVersion)],
            "effectiveTime": .string(record.effective.rfc3339),
            "startedOn": .string(record.started.rfc3339),
            "finishedOn": .string(record.finished.rfc3339),
            "expiresOn": .string(facts.expires.rfc3339),
            "steps": .written(reserving: plan.units.count * 1024) { json in
                json.array { steps in
                    for (unit, seen) in zip(plan.units, zip(record.units, facts.judgements)) {
                        steps.object { json in
                            write(unit, seen.0, seen.1, to: &json)
                            write(conditionOf: unit, facts, to: &json)
                        }
                    }
                }
            },
            "blockers": .array(
                facts.verdict.blockers.map { ["step": .string($0.unit), "code": .string($0.code)] }),
            "provides": .array(facts.provided.map(JSON.string)),
            "inputs": .array(
                ([
                    (plan.release.source, plan.release.manifestDigest),
                    (plan.checklist.source, plan.checklist.digest),
                ] + plan.checklist.included.map { ($0.source, $0.digest) } + [("trust", facts.trust.digest)])
                .map { ["uri": .string($0.0), "digest": digestSet($0.1)] }),
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

    /// Present where the checklist requires approval, or somebody gave one. With the signed approvals themselves: admission
    /// counts them again, and believes no summary.
    private static func approval(_ facts: RunFacts) -> JSON? {
        let required = facts.plan.checklist.requiresApproval
        guard required || facts.approvals != nil else { return nil }
        let entries = facts.approvals?.counted ?? []
        return [
            "required": .bool(required),
            "counted": .array(
                entries.map { entry in
                    [
                        "digest": digestSet(entry.digest), "signers": .array(entry.signers.map(JSON.string)),
                        "expiresOn": .string(entry.expires.rfc3339),
                        "envelope": .string(String(decoding: entry.envelope, as: UTF8.self)),
                    ]
                }),
            "rejected": .array((facts.approvals?.rejected ?? []).map(finding)),
            "missing": .array((required ? facts.approvals?.missing ?? [] : []).map(finding)),
        ]
    }

    private static func write(
        _ unit: PlannedUnit, _ record: UnitRecord, _ judgement: UnitJudgement, to json: inout CanonicalWriter
    ) {
        json.name("attempts")
        json.array { attempts in
            for attempt in record.attempts {
                attempts.object { json in
                    json.member("number", attempt.number)
                    json.member("outcome", attempt.outcome.name)
                }
            }
        }
        json.name("evidence")
        write(record.outcome.evidence, to: &json)
        json.name("findings")
        json.array { findings in
            for diagnostic in record.outcome.diagnostics { findings.value(finding(diagnostic)) }
        }
        json.member("id", unit.id)
        json.member("kind", unit.check.kind.id)
        json.member("outcome", record.outcome.name)
        let outputs = unit.step.outputs(in: record.outcome)
        if !outputs.isEmpty {
            json.name("outputs")
            json.value(.object(outputs.mapValues(\.json)))
        }
        json.member("owner", unit.step.owner)
        json.member("provides", unit.step.provides)
        json.member("severity", unit.step.severity.rawValue)
        json.member("status", judgement.status.word)
        json.member("subject", unit.subject.name)
        json.member("summary", summary(record.outcome))
        json.member("title", unit.step.title)
        if !judgement.waivers.isEmpty {
            json.member("waivedBy", judgement.waivedBy)
            json.name("waivers")
            json.array { array in
                for waiver in judgement.waivers { array.value(waiver.json) }
            }
        }
    }

    /// What `when` asked, of what, and what it came to.
    private static func write(conditionOf unit: PlannedUnit, _ facts: RunFacts, to json: inout CanonicalWriter) {
        let records = facts.record.units
        guard let review = ConditionReview(unit, in: facts.plan, outcome: { records[$0].outcome }) else { return }
        json.name("when")
        review.write(to: &json)
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

    static func write(_ evidence: [Evidence], to json: inout CanonicalWriter) {
        json.array { array in
            for evidence in evidence {
                array.object { json in
                    json.name("digest")
                    json.object { $0.member(evidence.digest.algorithm.rawValue, evidence.digest.hex) }
                    json.member("mediaType", evidence.mediaType)
                    json.member("uri", evidence.uri)
                }
            }
        }
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
