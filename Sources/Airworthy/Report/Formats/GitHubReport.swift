import Trust

/// GitHub Actions workflow commands: one annotation a finding, worst first, and a line that says how it ended.
///
/// A step may make ten annotations of a level; the runner drops every further one without a word. So there are nine, and a
/// tenth that says how many more there are and where. See ``MarkdownReport`` for the step summary, which holds them all.
public enum GitHubReport {
    /// Annotations of one level the runner keeps of a step.
    static let mostPerLevel = 10
    /// Characters of a message the runner keeps (actions/runner, `ExecutionContext._maxIssueMessageLength`); the API's own
    /// limit is 64 KiB.
    static let mostCharacters = 4_096
    /// Characters of a title, which the checks API allows 255 of.
    static let mostInTitle = 255
    /// Bytes of one step's summary (actions/runner, `FileCommandManager.AttachmentSizeLimit`): a longer one is not shown.
    public static let summaryLimit = 1 << 20

    private enum Level: String, CaseIterable {
        case error, warning, notice

        init(_ status: UnitStatus) {
            switch status {
            case .failed, .undetermined: self = .error
            case .warned: self = .warning
            case .waived, .passed, .notApplicable: self = .notice
            }
        }
    }

    private struct Annotation {
        let unit: ReportedUnit
        let finding: Diagnostic
        var level: Level { Level(unit.status) }
    }

    public static func text(_ report: RunReport) -> String {
        let annotations = report.worstFirst.flatMap { unit in
            unit.findings.map { Annotation(unit: unit, finding: $0) }
        }
        var lines: [String] = []
        for level in Level.allCases {
            let all = annotations.filter { $0.level == level }
            let shown = all.count > mostPerLevel ? mostPerLevel - 1 : all.count
            lines += all.prefix(shown).map(command)
            guard all.count > shown else { continue }
            let title = "and \(all.count - shown) more"
            lines.append(
                "::\(level.rawValue) title=\(title)::\(title) like this; the step summary and the other reports of run "
                    + "\(report.run) hold them all")
        }
        lines.append(SafeText.line("\(report.verdict.name): \(report.counts) · \(report.heading)\(report.modeNote)"))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func command(_ annotation: Annotation) -> String {
        let (unit, finding) = (annotation.unit, annotation.finding)
        var properties: [String] = []
        switch finding.location {
        case .file(let path, let line, let column):
            properties = ["file=\(property(path))", "line=\(line)", "col=\(column)"]
        case .path, .pointer, .image, .field, nil: break
        }
        let marks = unit.marks.map { " (\($0.word))" }.joined()
        let title = SafeText.line(
            "\(unit.status.phrase)\(marks): \(unit.id) [\(finding.code)]", limit: mostInTitle)
        properties.append("title=\(property(title))")
        let place = finding.location.map { "\($0)  " } ?? ""
        let parts = [place + finding.message] + finding.notes.prefix(8) + (finding.remedy.map { ["fix: \($0)"] } ?? [])
        let message = parts.map { SafeText.line($0) }.joined(separator: "\n")
        let cut = message.count > mostCharacters ? message.prefix(mostCharacters - 1) + "…" : message
        return "::\(annotation.level.rawValue) \(properties.joined(separator: ","))::\(data(cut))"
    }

    /// actions/toolkit, `command.ts`: what a message may not hold as it is.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// The same for a property, which also ends at a comma or a colon.
    private static func property(_ text: String) -> String {
        data(SafeText.line(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
