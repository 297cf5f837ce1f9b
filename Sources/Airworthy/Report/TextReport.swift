import Trust

/// The report for people: worst first, one line a step, every negative with its place and what to do.
public enum TextReport {
    /// - Parameters:
    ///   - attestation: where the signed run was written; nil when nothing was signed.
    /// - Returns: lines without line ends. Durations appear only in live runs: equal simulated runs read equally.
    public static func lines(_ facts: RunFacts, attestation: String?, palette: Palette = .plain) -> [String] {
        let summaries = StepSummary.all(facts)
        var lines = [header(facts)]
        for summary in summaries {
            lines.append(line(summary, facts, palette))
            lines += details(summary, palette)
        }
        lines += unmet(facts, palette)
        lines.append(conclusion(facts, summaries, palette))
        if let attestation { lines.append("attestation: \(attestation)") }
        return lines
    }

    private static func header(_ facts: RunFacts) -> String {
        let plan = facts.plan
        let mode = facts.record.mode == .live ? "" : " · \(facts.record.mode.rawValue) at \(facts.record.effective)"
        return SafeText.line(
            "\(plan.checklist.name) · \(plan.release.id) · \(plan.release.environment) · manifest "
                + "\(plan.release.manifestDigest.short) · plan \(plan.digest.short)\(mode)")
    }

    private static func line(_ summary: StepSummary, _ facts: RunFacts, _ palette: Palette) -> String {
        let name = pad(summary.step.id, 24)
        let flaky = summary.flaky ? " (flaky)" : ""
        let fact = pad(SafeText.line(summary.fact + flaky), 52)
        let time = facts.record.mode == .live ? brief(summary.elapsed) : ""
        return trimmed(" \(mark(summary.status, palette)) \(name) \(fact) \(palette.paint(time, .dim))")
    }

    private static func details(_ summary: StepSummary, _ palette: Palette) -> [String] {
        summary.units.flatMap { unit -> [String] in
            unit.record.outcome.diagnostics.flatMap { diagnostic in
                detail(diagnostic, subject: unit.planned.subject.name, palette)
            }
        }
    }

    private static func detail(_ diagnostic: Diagnostic, subject: String?, _ palette: Palette) -> [String] {
        let who = subject.map { "\($0)  " } ?? ""
        let place = diagnostic.location.map { "\($0)  " } ?? ""
        let code = palette.paint("[\(diagnostic.code)]", .bold)
        var lines = ["   └ \(SafeText.line(who + place + diagnostic.message)) \(code)"]
        lines += diagnostic.notes.prefix(8).map { "       \(palette.paint(SafeText.line($0), .dim))" }
        if diagnostic.notes.count > 8 { lines.append("       and \(diagnostic.notes.count - 8) more") }
        if let remedy = diagnostic.remedy { lines.append("     fix: \(SafeText.line(remedy))") }
        return lines
    }

    private static func unmet(_ facts: RunFacts, _ palette: Palette) -> [String] {
        facts.verdict.blockers.filter { $0.unit == "requires" || $0.code == "nothing-passed" }.map { blocker in
            " \(mark(.failed, palette)) \(pad(blocker.unit, 24)) \(blocker.code)"
        }
    }

    private static func conclusion(_ facts: RunFacts, _ summaries: [StepSummary], _ palette: Palette) -> String {
        let counts = UnitStatus.allCases.reversed().compactMap { status -> String? in
            let count = facts.judgements.count { $0.status == status }
            return count > 0 ? "\(count) \(status == .notApplicable ? "not applicable" : status.word)" : nil
        }
        let name = palette.paint(facts.verdict.name, facts.verdict.isCleared ? .green : .red)
        let time = facts.record.mode == .live ? "   \(brief(facts.record.finished.since(facts.record.started)))" : ""
        return "\(name): \(counts.joined(separator: " · "))\(time)"
    }

    static func mark(_ status: UnitStatus, _ palette: Palette) -> String {
        switch status {
        case .failed: palette.paint("✖", .red)
        case .undetermined: palette.paint("?", .red)
        case .warned: palette.paint("▲", .yellow)
        case .waived: palette.paint("◌", .yellow)
        case .passed: palette.paint("✔", .green)
        case .notApplicable: palette.paint("·", .dim)
        }
    }

    /// `7ms` below a second, `1.9s` from there on.
    private static func brief(_ duration: Duration) -> String {
        let count = milliseconds(duration)
        return count < 1_000 ? "\(count)ms" : "\(count / 1_000).\(count % 1_000 / 100)s"
    }

    static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
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
