public import Trust

/// SARIF 2.1.0 (OASIS, errata 01): one result a finding of what is open, worst first.
///
/// What passed is in the run's `properties` and is no result: code scanning shows every result as an alert, whatever its
/// `kind`. What could not be told is a failure of level `error`: readers skip every other kind (§3.27.9), and it blocks.
public enum SARIFReport {
    private struct Entry {
        let unit: ReportedUnit
        let finding: Diagnostic
        /// Counts equal codes of one unit, for the fingerprint.
        let ordinal: Int
    }

    public static func json(_ report: RunReport) -> JSON {
        let entries = report.worstFirst.flatMap(entries)
        var rules: [ReportedRule] = []
        var places: [ReportedRule: Int] = [:]
        for entry in entries {
            let rule = ReportedRule(kind: entry.unit.kind, code: entry.finding.code)
            guard places[rule] == nil else { continue }
            places[rule] = rules.count
            rules.append(rule)
        }
        let results = entries.map { entry in
            let rule = ReportedRule(kind: entry.unit.kind, code: entry.finding.code)
            return result(entry, rule.id, places[rule] ?? 0, report)
        }
        return [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "airworthy", "version": .string(report.tool),
                            "informationUri": "https://airworthy.dev", "rules": .array(rules.map(rule)),
                        ]
                    ],
                    "automationDetails": ["id": .string("\(report.checklist)/\(report.environment)/\(report.run)")],
                    "columnKind": "unicodeCodePoints",
                    "invocations": [invocation(report)],
                    "results": .array(results),
                    "properties": properties(report),
                ]
            ],
        ]
    }

    public static func text(_ report: RunReport) -> String { PrintableJSON.text(json(report)) }

    private static func entries(_ unit: ReportedUnit) -> [Entry] {
        var seen: [String: Int] = [:]
        return unit.findings.map { finding in
            seen[finding.code, default: 0] += 1
            return Entry(unit: unit, finding: finding, ordinal: seen[finding.code] ?? 1)
        }
    }

    private static func invocation(_ report: RunReport) -> JSON {
        let status = ExitStatus(report.verdict)
        return [
            "executionSuccessful": .bool(status == .cleared || status == .blocked),
            "exitCode": .integer(Int64(status.rawValue)), "exitCodeDescription": .string(report.verdict.name),
            "startTimeUtc": .string(report.started.rfc3339), "endTimeUtc": .string(report.finished.rfc3339),
        ]
    }

    private static func properties(_ report: RunReport) -> JSON {
        var counts: [String: JSON] = [:]
        for status in UnitStatus.allCases { counts[status.word] = .integer(Int64(report.count(status))) }
        return [
            "verdict": .string(report.verdict.name), "mode": .string(report.mode.rawValue),
            "release": .string(report.release), "manifest": .string(report.manifest.description),
            "plan": .string(report.plan.description), "counts": .object(counts),
            "units": .array(
                report.worstFirst.map { unit in
                    .members([
                        "id": .string(unit.id), "status": .string(unit.status.word), "fact": .string(unit.fact),
                        "marks": marks(unit),
                    ])
                }),
        ]
    }

    private static func marks(_ unit: ReportedUnit) -> JSON? {
        unit.marks.isEmpty ? nil : .array(unit.marks.map { .string($0.word) })
    }

    private static func rule(_ rule: ReportedRule) -> JSON {
        .members([
            "id": .string(rule.id),
            "shortDescription": message(rule.meaning ?? rule.code),
            "fullDescription": rule.question.map(message),
            "help": rule.remedy.map(message),
        ])
    }

    private static func result(_ entry: Entry, _ rule: String, _ index: Int, _ report: RunReport) -> JSON {
        let (unit, finding) = (entry.unit, entry.finding)
        let place = finding.location.map { "\($0): " } ?? ""
        let fix = finding.remedy.map { "\nfix: \($0)" } ?? ""
        let notes = finding.notes.map { "\n\($0)" }.joined()
        return .members([
            "ruleId": .string(rule), "ruleIndex": .integer(Int64(index)), "kind": "fail",
            "level": .string(level(unit.status)),
            "message": message(place + finding.message + notes + fix),
            "locations": [location(finding.location, unit)],
            "partialFingerprints": [
                "airworthyFinding/v1": .string(
                    Digest.of(Array("\(unit.id)\u{0}\(finding.code)\u{0}\(entry.ordinal)".utf8)).hex)
            ],
            "suppressions": unit.status == .waived
                ? [["kind": "external", "status": "accepted", "justification": .string(unit.fact)]] : [],
            "properties": .members([
                "unit": .string(unit.id), "status": .string(unit.status.word), "outcome": .string(unit.outcome),
                "severity": .string(unit.severity.rawValue), "owner": unit.owner.map(JSON.string),
                "marks": marks(unit),
            ]),
        ])
    }

    private static func level(_ status: UnitStatus) -> String {
        switch status {
        case .failed, .undetermined, .waived: "error"
        case .warned: "warning"
        case .passed, .notApplicable: "note"
        }
    }

    /// Code scanning wants a file for every result: where the finding has none, the step's line in the checklist.
    private static func location(_ location: Location?, _ unit: ReportedUnit) -> JSON {
        let logical: JSON = [
            ["name": .string(unit.subject ?? unit.step), "fullyQualifiedName": .string(unit.id)]
        ]
        let physical = physical(location) ?? physical(unit.location)
        return .members(["physicalLocation": physical, "logicalLocations": logical])
    }

    private static func physical(_ location: Location?) -> JSON? {
        switch location {
        case .file(let path, let line, let column):
            [
                "artifactLocation": ["uri": .string(uri(path))],
                "region": ["startLine": .integer(Int64(line)), "startColumn": .integer(Int64(column))],
            ]
        case .path(let path): ["artifactLocation": ["uri": .string(uri(path))]]
        case .pointer, .image, .field, nil: nil
        }
    }

    /// A path as a URI reference (RFC 3986 §4.1): everything but unreserved characters and `/` escaped, the colon with it,
    /// which in a first segment would read as a scheme.
    private static func uri(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.append(Character(Unicode.Scalar(byte)))
            default: result += "%\(Hex.encode([byte]).uppercased())"
            }
        }
        return path.hasPrefix("/") ? "file://\(result)" : result
    }

    /// Braces begin placeholders (§3.11.5) and `[text](target)` is a link (§3.11.6): what comes from outside is neither.
    private static func message(_ text: String) -> JSON {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText.line(String($0)) }
        let literal = lines.joined(separator: "\n").replacing("{", with: "{{").replacing("}", with: "}}")
            .replacing("](", with: "] (")
        return ["text": .string(literal)]
    }
}
