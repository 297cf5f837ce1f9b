public import Trust

/// One outcome for machines: what `check --json` prints.
public enum OutcomeJSON {
    public static func json(_ outcome: Outcome) -> JSON {
        .members([
            "outcome": .string(outcome.name),
            "findings": .array(outcome.diagnostics.map(RunPredicate.finding)),
            "evidence": .written { RunPredicate.write(outcome.evidence, to: &$0) },
            "summary": RunPredicate.summary(outcome).map(JSON.string),
        ])
    }
}
