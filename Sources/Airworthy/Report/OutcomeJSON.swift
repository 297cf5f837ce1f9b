public import Trust

/// One outcome for machines: what `check --json` prints.
public enum OutcomeJSON {
    public static func json(_ outcome: Outcome) -> JSON {
        .members([
            "outcome": .string(outcome.name),
            "findings": .array(outcome.diagnostics.map(RunPredicate.finding)),
            "evidence": .array(outcome.evidence.map(RunPredicate.evidence)),
            "summary": RunPredicate.summary(outcome).map(JSON.string),
        ])
    }
}
