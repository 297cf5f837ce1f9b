import Trust

/// The report for people: worst first, one line a step, every negative with its place and what to do.
public enum TextReport {
    /// - Returns: lines without line ends. Durations appear only in live runs: equal simulated runs read equally.
    public static func lines(_ report: RunReport, palette: Palette = .plain) -> [String] {
        var lines = [header(report)]
        for unit in report.unmet { lines += self.unit(unit, palette) }
        var remarks = report.remarks[...]
        for summary in StepSummary.all(report) {
            if summary.status > .warned {
                lines += remarks.flatMap { unit($0, palette) }
                remarks = []
            }
            lines.append(line(summary, palette))
            for unit in summary.units { lines += details(unit, palette) }
        }
        lines += remarks.flatMap { unit($0, palette) }
        lines.append(conclusion(report, palette))
        if let attestation = report.files.first {
            lines.append("attestation: \(SafeText.line(attestation))")
            if !report.verdict.isCleared { lines.append("why: airworthy explain \(report.run)") }
        }
        if let next = report.next { lines.append("next: \(SafeText.line(next))") }
        return lines
    }

    private static func header(_ report: RunReport) -> String {
        SafeText.line(
            "\(report.heading) · manifest \(report.manifest.short) · plan \(report.plan.short)\(report.modeNote)")
    }

    private static func unit(_ unit: ReportedUnit, _ palette: Palette) -> [String] {
        [" \(mark(unit.status, palette)) \(pad(SafeText.line(unit.id), 24)) \(unit.fact)"] + details(unit, palette)
    }

    private static func line(_ summary: StepSummary, _ palette: Palette) -> String {
        let fact = pad(SafeText.line(summary.fact), 52)
        let time = summary.elapsed.map { " \(palette.paint(ReportTime.brief($0), .dim))" } ?? ""
        return trimmed(" \(mark(summary.status, palette)) \(pad(summary.step, 24)) \(fact)\(time)")
    }

    private static func details(_ unit: ReportedUnit, _ palette: Palette) -> [String] {
        unit.findings.flatMap { detail($0, subject: unit.subject, palette) }
    }

    static func detail(_ diagnostic: Diagnostic, subject: String?, _ palette: Palette) -> [String] {
        let who = subject.map { "\($0)  " } ?? ""
        let place = diagnostic.location.map { "\($0)  " } ?? ""
        let code = palette.paint("[\(SafeText.line(diagnostic.code))]", .bold)
        var lines = ["   └ \(SafeText.line(who + place + diagnostic.message)) \(code)"]
        lines += diagnostic.notes.prefix(8).map { "       \(palette.paint(SafeText.note($0), .dim))" }
        if diagnostic.notes.count > 8 { lines.append("       and \(diagnostic.notes.count - 8) more") }
        if let remedy = diagnostic.remedy { lines.append("     fix: \(SafeText.line(remedy))") }
        return lines
    }

    private static func conclusion(_ report: RunReport, _ palette: Palette) -> String {
        let name = palette.paint(report.verdict.name, report.verdict.isCleared ? .green : .red)
        let time = report.isLive ? "   \(ReportTime.brief(report.finished.since(report.started)))" : ""
        return "\(name): \(report.counts)\(time)"
    }

    private static func mark(_ status: UnitStatus, _ palette: Palette) -> String {
        palette.paint(status.symbol, status.ink)
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
