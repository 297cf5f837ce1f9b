import Trust

/// One outcome for people: what `check` and `verify` print.
public enum OutcomeText {
    public static func lines(_ outcome: Outcome) -> [String] {
        var lines: [String]
        switch outcome {
        case .passed(let summary, _, _): lines = ["✔ \(SafeText.line(summary))"]
        case .failed: lines = ["✖ failed"]
        case .inconclusive: lines = ["? inconclusive"]
        case .errored: lines = ["? could not be told"]
        case .skipped(let reason): lines = ["· \(SafeText.line(reason.description))"]
        }
        for diagnostic in outcome.diagnostics {
            let place = diagnostic.location.map { "\($0)  " } ?? ""
            lines.append("   └ \(SafeText.line(place + diagnostic.message)) [\(diagnostic.code)]")
            lines += diagnostic.notes.map { "       \(SafeText.note($0))" }
            if let remedy = diagnostic.remedy { lines.append("     fix: \(SafeText.line(remedy))") }
        }
        lines += outcome.evidence.map { "   evidence  \(SafeText.line($0.uri))  \($0.digest)" }
        return lines
    }
}
