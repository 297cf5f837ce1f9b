import Trust

/// JUnit XML, one test case a unit. A unit that passed after a retry is one passed case: its earlier attempts are not
/// counted as failures.
public enum JUnitReport {
    public static func text(_ facts: RunFacts) -> String {
        let units = Array(zip(facts.plan.units, zip(facts.record.units, facts.judgements)))
        let failures = facts.judgements.count { $0.status == .failed }
        let errors = facts.judgements.count { $0.status == .undetermined }
        let skipped = facts.judgements.count { $0.status == .notApplicable || $0.status == .waived }
        let suite = attributes([
            ("name", facts.plan.checklist.name), ("tests", String(units.count)), ("failures", String(failures)),
            ("errors", String(errors)), ("skipped", String(skipped)),
            ("timestamp", facts.record.effective.rfc3339),
        ])
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>", "  <testsuite\(suite)>"]
        for (unit, seen) in units { lines += testCase(unit, seen.0, seen.1, facts) }
        return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
    }

    private static func testCase(
        _ unit: PlannedUnit, _ record: UnitRecord, _ judgement: UnitJudgement, _ facts: RunFacts
    ) -> [String] {
        var pairs = [("classname", "\(facts.plan.checklist.name).\(unit.step.id)"), ("name", unit.id)]
        if facts.record.mode == .live {
            pairs.append(("time", seconds(record.elapsed)))
        }
        let open = "    <testcase\(attributes(pairs))"
        let body = self.body(record, judgement)
        return body.isEmpty ? ["\(open)/>"] : ["\(open)>"] + body + ["    </testcase>"]
    }

    /// Seconds with three decimals, as the format has it.
    private static func seconds(_ duration: Duration) -> String {
        let count = TextReport.milliseconds(duration)
        let fraction = String(count % 1_000)
        return "\(count / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }

    private static func body(_ record: UnitRecord, _ judgement: UnitJudgement) -> [String] {
        let diagnostics = record.outcome.diagnostics
        switch judgement.status {
        case .passed:
            return diagnostics.isEmpty ? [] : ["      <system-out>\(described(diagnostics))</system-out>"]
        case .notApplicable:
            guard case .skipped(let reason) = record.outcome else { return ["      <skipped/>"] }
            return ["      <skipped\(attributes([("message", reason.description)]))/>"]
        case .waived:
            return ["      <skipped\(attributes([("message", "waived: \(codes(diagnostics))")]))/>"]
        case .warned:
            return ["      <system-out>warning: \(described(diagnostics))</system-out>"]
        case .failed:
            return [element("failure", diagnostics)]
        case .undetermined:
            guard case .skipped(let reason) = record.outcome else { return [element("error", diagnostics)] }
            return ["      <error\(attributes([("type", "not-run"), ("message", reason.description)]))/>"]
        }
    }

    private static func element(_ name: String, _ diagnostics: [Diagnostic]) -> String {
        let pairs = [("type", codes(diagnostics)), ("message", diagnostics.first?.message ?? "")]
        return "      <\(name)\(attributes(pairs))>\(described(diagnostics))</\(name)>"
    }

    private static func codes(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(\.code).joined(separator: ",")
    }

    private static func described(_ diagnostics: [Diagnostic]) -> String {
        escaped(
            diagnostics.map { diagnostic in
                ([diagnostic.description] + diagnostic.notes + (diagnostic.remedy.map { ["fix: \($0)"] } ?? []))
                    .joined(separator: "\n")
            }.joined(separator: "\n"))
    }

    private static func attributes(_ pairs: [(String, String)]) -> String {
        pairs.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    /// XML 1.0 has no way to write most control characters, not even escaped: they become U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
