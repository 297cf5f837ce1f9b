public import Trust

/// The machine-readable report: the run predicate, plus what only the reader of a report needs.
public enum JSONReport {
    /// - Parameters:
    ///   - exitCode: what the process will exit with.
    ///   - files: where statements were written.
    public static func json(_ facts: RunFacts, exitCode: Int32, files: [String]) -> JSON {
        var members: [String: JSON] = [
            "schema": "https://airworthy.dev/schemas/run-report.json",
            "run": .string(facts.runID),
            "exitCode": .integer(Int64(exitCode)),
            "files": .array(files.map(JSON.string)),
        ]
        if case .object(let predicate) = RunPredicate.json(facts) {
            members.merge(predicate) { own, _ in own }
        }
        return .object(members)
    }
}
