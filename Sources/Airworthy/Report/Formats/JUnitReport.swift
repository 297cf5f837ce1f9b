import Trust

/// JUnit XML as Jenkins' schema (xunit-plugin, junit-10.xsd) has it: one test case a unit.
///
/// A unit that passed after a retry is one passed case: readers take any `<failure>` of a case, even one a later attempt
/// made good, for a failed case. Its attempts are in `<system-out>`.
public enum JUnitReport {
    public static func text(_ report: RunReport) -> String {
        let cases = report.worstFirst
        let time = report.isLive ? [("time", ReportTime.seconds(report.finished.since(report.started)))] : []
        let counts = [
            ("tests", String(cases.count)), ("failures", String(cases.count { $0.status == .failed })),
            ("errors", String(cases.count { $0.status == .undetermined })),
        ]
        let skipped = cases.count(where: isSkipped)
        let suite =
            [("name", report.checklist)] + counts + [("skipped", String(skipped))] + time
            + [("timestamp", report.effective.rfc3339)]
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites\(MarkupText.attributes([("name", report.heading)] + counts + time))>",
            "  <testsuite\(MarkupText.attributes(suite))>",
        ]
        lines += properties(report)
        for unit in cases { lines += testCase(unit, report) }
        return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
    }

    private static func properties(_ report: RunReport) -> [String] {
        let pairs = [
            ("verdict", report.verdict.name), ("run", report.run), ("release", report.release),
            ("environment", report.environment), ("manifest", report.manifest.description),
            ("plan", report.plan.description), ("mode", report.mode.rawValue),
        ]
        let lines = pairs.map { "      <property\(MarkupText.attributes([("name", $0.0), ("value", $0.1)]))/>" }
        return ["    <properties>"] + lines + ["    </properties>"]
    }

    private static func testCase(_ unit: ReportedUnit, _ report: RunReport) -> [String] {
        var pairs = [("classname", "\(report.checklist).\(unit.step)"), ("name", unit.id)]
        if let elapsed = unit.elapsed { pairs.append(("time", ReportTime.seconds(elapsed))) }
        let open = "    <testcase\(MarkupText.attributes(pairs))"
        let body = result(unit) + output(unit)
        return body.isEmpty ? ["\(open)/>"] : ["\(open)>"] + body + ["    </testcase>"]
    }

    private static func result(_ unit: ReportedUnit) -> [String] {
        switch unit.status {
        case .failed: [element("failure", unit)]
        case .undetermined: [element("error", unit)]
        case .waived: [skipped("\(unit.fact): \(codes(unit))")]
        case .notApplicable: [skipped(unit.fact)]
        case .warned where !isTold(unit): [skipped("warning: \(codes(unit))")]
        case .warned, .passed: []
        }
    }

    /// Of a step that only warns: whether it found something. One of which nothing could be told is no passed case.
    private static func isTold(_ unit: ReportedUnit) -> Bool { unit.outcome == "failed" }

    private static func isSkipped(_ unit: ReportedUnit) -> Bool {
        switch unit.status {
        case .notApplicable, .waived: true
        case .warned: !isTold(unit)
        case .failed, .undetermined, .passed: false
        }
    }

    private static func output(_ unit: ReportedUnit) -> [String] {
        var lines = unit.marks.map { "\($0.word): \($0.meaning)" }
        if unit.attempts.count > 1 { lines.append("attempts: \(unit.attempts.joined(separator: ", "))") }
        if unit.status == .warned { lines.append("warning: \(codes(unit))") }
        if unit.status == .warned || unit.status == .passed || unit.status == .waived { lines += described(unit) }
        let text = lines.map(line).joined(separator: "\n")
        return text.isEmpty ? [] : ["      <system-out>\(text)</system-out>"]
    }

    private static func skipped(_ message: String) -> String {
        "      <skipped\(MarkupText.attributes([("message", message)]))/>"
    }

    private static func element(_ name: String, _ unit: ReportedUnit) -> String {
        let pairs = [("type", codes(unit)), ("message", unit.findings.first?.message ?? unit.fact)]
        let text = described(unit).map(line).joined(separator: "\n")
        return "      <\(name)\(MarkupText.attributes(pairs))>\(text)</\(name)>"
    }

    /// The console that shows the file may be a build machine's.
    private static func line(_ text: String) -> String { MarkupText.escaped(SafeText.note(text)) }

    private static func codes(_ unit: ReportedUnit) -> String { unit.findings.map(\.code).joined(separator: ",") }

    private static func described(_ unit: ReportedUnit) -> [String] {
        unit.findings.flatMap { [$0.description] + $0.notes + ($0.remedy.map { ["fix: \($0)"] } ?? []) }
    }
}
