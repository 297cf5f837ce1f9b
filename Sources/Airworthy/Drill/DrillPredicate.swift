public import Trust

/// The `drill/v1` predicate (``PredicateType/drill``): what was injected and what caught it. Never satisfies admission: it is no run.
public enum DrillPredicate {
    public static func json(_ results: [FaultResult], baseline: RunFacts) -> JSON {
        [
            "result": .string(results.allSatisfy(\.caught) ? "PASSED" : "FAILED"),
            "mode": "drill",
            "environment": .string(baseline.plan.release.environment),
            "checklist": [
                "name": .string(baseline.plan.checklist.name),
                "digest": RunPredicate.digestSet(baseline.plan.checklist.digest),
            ],
            "baseline": .string(baseline.verdict.name),
            "effectiveTime": .string(baseline.record.effective.rfc3339),
            "faults": .array(
                results.map { result in
                    [
                        "id": .string(result.fault.rawValue),
                        "expected": .string("\(result.fault.expected.kind): \(result.fault.expected.code)"),
                        "caught": .bool(result.caught),
                        "reported": .array(result.reported.map(JSON.string)),
                    ]
                }),
        ]
    }
}
