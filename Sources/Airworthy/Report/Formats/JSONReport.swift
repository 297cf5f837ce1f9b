public import Trust

/// The machine-readable report: the run predicate, plus what only the reader of a report needs.
public enum JSONReport {
    /// What a report says it is; its JSON Schema is published under the same name.
    public static let schema = "https://airworthy.dev/schemas/run-report.json"

    /// - Parameters:
    ///   - exitCode: what the process will exit with.
    ///   - files: where statements were written.
    public static func json(_ facts: RunFacts, exitCode: Int32, files: [String]) -> JSON {
        var members: [String: JSON] = [
            "schema": .string(schema),
            "run": .string(facts.runID),
            "exitCode": .integer(Int64(exitCode)),
            "files": .array(files.map(JSON.string)),
        ]
        if case .object(let predicate) = RunPredicate.json(facts) {
            members.merge(predicate) { own, _ in own }
        }
        return .object(members)
    }

    /// The same as text that is safe to print.
    public static func text(_ facts: RunFacts, exitCode: Int32, files: [String]) -> String {
        PrintableJSON.text(json(facts, exitCode: exitCode, files: files))
    }
}
