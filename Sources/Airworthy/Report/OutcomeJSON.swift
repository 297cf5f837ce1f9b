public import Trust

/// One outcome for machines: what `check -o json` prints.
public enum OutcomeJSON {
    public static func json(_ outcome: Outcome) -> JSON {
        .members([
            "outcome": .string(outcome.name),
            "findings": .array(outcome.diagnostics.map(RunPredicate.finding)),
            "evidence": .written { RunPredicate.write(outcome.evidence, to: &$0) },
            "summary": RunPredicate.summary(outcome).map(JSON.string),
            "signatures": signatures(outcome),
        ])
    }

    /// Who signed, when and by which log, and what does not count: the records of the signature checks, read.
    private static func signatures(_ outcome: Outcome) -> JSON? {
        let records = outcome.evidence.filter { $0.mediaType == SignatureReview.recordType }
        let read = records.compactMap { record in
            record.content.flatMap { try? JSONDocument($0, name: record.uri).root.json }
        }
        return read.isEmpty ? nil : .array(read)
    }
}
