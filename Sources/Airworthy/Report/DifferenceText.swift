public import Trust

/// The difference of two runs, for people and for machines.
public enum DifferenceText {
    public static func lines(_ difference: RunDifference, palette: Palette = .plain) -> [String] {
        let (before, after) = (difference.before, difference.after)
        var lines = [
            SafeText.line("before  \(name(before))"), SafeText.line("after   \(name(after))"),
        ]
        lines += difference.inputs.map { "input   \(SafeText.line($0))" }
        lines += entries(difference, palette)
        for mark in UnitMark.all {
            let counts = [before, after].map { report in report.units.count(where: mark.holds) }
            guard counts.contains(where: { $0 > 0 }) else { continue }
            lines.append("\(mark.word): \(counts[0])/\(before.units.count) → \(counts[1])/\(after.units.count)")
        }
        lines.append(conclusion(difference, palette))
        return lines
    }

    static func entries(_ difference: RunDifference, _ palette: Palette) -> [String] {
        difference.entries.flatMap { entry in
            let status = entry.after?.status ?? .notApplicable
            let symbol = palette.paint(status.symbol, status.ink)
            let statuses = [entry.before, entry.after].map { $0?.status.phrase ?? "absent" }
            let moved = statuses[0] == statuses[1] ? statuses[0] : "\(statuses[0]) → \(statuses[1])"
            let marks = entry.change == .newlyMarked ? (entry.after?.marks.map { " (\($0.word))" }.joined() ?? "") : ""
            let findings = entry.change == .evidenceChanged ? [] : entry.after?.findings ?? []
            return [" \(symbol) \(SafeText.line(entry.unit))  \(entry.change.rawValue): \(moved)\(marks)"]
                + findings.flatMap { TextReport.detail($0, subject: nil, palette) }
        }
    }

    private static func conclusion(_ difference: RunDifference, _ palette: Palette) -> String {
        let counts = RunDifference.Change.allCases.compactMap { change -> String? in
            let count = difference.entries.count { $0.change == change }
            return count > 0 ? "\(count) \(change.rawValue)" : nil
        }
        let still = difference.stillFailing > 0 ? ["\(difference.stillFailing) still failing"] : []
        let word = difference.isWorse ? palette.paint("worse", .red) : palette.paint("not worse", .green)
        let all = counts + still
        return "\(word): \(all.isEmpty ? "nothing changed" : all.joined(separator: " · "))"
    }

    private static func name(_ report: RunReport) -> String {
        "\(report.run) · \(report.heading) · \(report.finished) · \(report.verdict.name): \(report.counts)"
    }

    /// The same for machines.
    public static func json(_ difference: RunDifference) -> JSON {
        [
            "before": run(difference.before), "after": run(difference.after),
            "worse": .bool(difference.isWorse), "inputs": .array(difference.inputs.map(JSON.string)),
            "stillFailing": .integer(Int64(difference.stillFailing)),
            "changes": .array(
                difference.entries.map { entry in
                    .members([
                        "unit": .string(entry.unit), "change": .string(entry.change.rawValue),
                        "worse": .bool(entry.change.isWorse),
                        "before": (entry.before?.status.word).map(JSON.string),
                        "after": (entry.after?.status.word).map(JSON.string),
                        "findings": .array((entry.after?.findings ?? []).map(RunPredicate.finding)),
                    ])
                }),
        ]
    }

    private static func run(_ report: RunReport) -> JSON {
        [
            "run": .string(report.run), "verdict": .string(report.verdict.name),
            "finishedOn": .string(report.finished.rfc3339), "manifest": .string(report.manifest.description),
        ]
    }
}
