import Trust

/// in-toto test-result v0.1 over the same subjects, for consumers that know it and not us.
enum TestResult {
    static func json(_ facts: RunFacts) -> JSON {
        [
            "result": .string(result(facts)),
            "configuration": [
                [
                    "name": .string(facts.plan.checklist.name), "uri": .string(facts.plan.checklist.source),
                    "digest": RunPredicate.digestSet(facts.plan.checklist.digest),
                ]
            ],
            "passedTests": names(facts, [.passed]),
            "warnedTests": names(facts, [.warned, .waived]),
            "failedTests": names(facts, [.failed, .undetermined]),
        ]
    }

    private static func result(_ facts: RunFacts) -> String {
        guard facts.verdict.isCleared else { return "FAILED" }
        return facts.judgements.contains { $0.status == .warned || $0.status == .waived } ? "WARNED" : "PASSED"
    }

    private static func names(_ facts: RunFacts, _ statuses: Set<UnitStatus>) -> JSON {
        .array(facts.judgements.filter { statuses.contains($0.status) }.map { .string($0.unit) })
    }
}
