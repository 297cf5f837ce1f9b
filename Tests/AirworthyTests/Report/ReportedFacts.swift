import Airworthy
import Foundation
import FoundationXML
import Trust

/// What a format says of a run, read back out of it by rules of that format alone.
struct ReportedFacts: Equatable {
    var verdict: String
    /// Units by status word; statuses nothing came to are left out.
    var counts: [String: Int]
    /// `unit status code` for everything open.
    var findings: Set<String>
    /// Units a mark is set on, as `unit mark`.
    var marks: Set<String>

    /// What the run itself says.
    init(_ report: RunReport) {
        verdict = report.verdict.name
        counts = [:]
        for status in UnitStatus.allCases where report.count(status) > 0 { counts[status.word] = report.count(status) }
        let open = report.worstFirst.filter(\.status.isOpen)
        findings = Set(open.flatMap { unit in unit.findings.map { "\(unit.id) \(unit.status.word) \($0.code)" } })
        marks = Set(report.units.flatMap { unit in unit.marks.map { "\(unit.id) \($0.word)" } })
    }

    private init() {
        (verdict, counts, findings, marks) = ("", [:], [], [])
    }

    /// `blocked: 1 not applicable · 2 passed`, as every format for people ends or begins.
    private mutating func conclude(_ line: some StringProtocol) {
        let parts = line.split(separator: ": ", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return }
        verdict = parts[0]
        count(parts[1])
    }

    private mutating func count(_ text: String) {
        for match in text.matches(of: /(\d+) (failed|undetermined|warned|waived|passed|not applicable)/) {
            let word = match.output.2 == "not applicable" ? "notApplicable" : String(match.output.2)
            counts[word] = Int(String(match.output.1))
        }
    }
}

extension ReportedFacts {
    init(json text: String) throws {
        self.init()
        let root = try JSONDocument(Array(text.utf8), name: "json").root
        verdict = root["verdict"]?.string ?? ""
        for (word, value) in root["counts"]?.members ?? [] where word != "flaky" && value.integer != 0 {
            counts[word] = value.integer.map(Int.init)
        }
        // The predicate names what blocks beside the steps.
        for blocker in root["blockers"]?.elements ?? [] {
            let code = blocker["code"]?.string ?? ""
            guard let label = code.split(separator: ":").dropFirst().first else { continue }
            findings.insert("requires/\(label) failed \(code)")
        }
        for step in root["steps"]?.elements ?? [] {
            let (id, status) = (step["id"]?.string ?? "", step["status"]?.string ?? "")
            let attempts = step["attempts"]?.elements.count ?? 0
            if status == "passed", attempts > 1 { marks.insert("\(id) flaky") }
            guard !["passed", "notApplicable"].contains(status) else { continue }
            for finding in step["findings"]?.elements ?? [] {
                findings.insert("\(id) \(status) \(finding["code"]?.string ?? "")")
            }
            if step["outcome"]?.string == "skipped" { findings.insert("\(id) \(status) need-not-cleared") }
        }
    }

    init(sarif text: String) throws {
        self.init()
        let run = try JSONDocument(Array(text.utf8), name: "sarif").root["runs"]?[0]
        verdict = run?["properties"]?["verdict"]?.string ?? ""
        for (word, value) in run?["properties"]?["counts"]?.members ?? [] where value.integer != 0 {
            counts[word] = value.integer.map(Int.init)
        }
        for result in run?["results"]?.elements ?? [] where result["level"]?.string != "note" {
            let properties = result["properties"]
            let code = (result["ruleId"]?.string ?? "").split(separator: "/").last ?? ""
            findings.insert(
                "\(properties?["unit"]?.string ?? "") \(properties?["status"]?.string ?? "") \(code)")
        }
        for unit in run?["properties"]?["units"]?.elements ?? [] {
            for mark in unit["marks"]?.elements ?? [] {
                marks.insert("\(unit["id"]?.string ?? "") \(mark.string ?? "")")
            }
        }
    }

    init(tap text: String) {
        self.init()
        var unit = ""
        var status = ""
        for line in text.split(separator: "\n") {
            if let match = line.firstMatch(of: /^(not ok|ok) \d+ - (.*?)( # .*)?$/) {
                unit = String(match.output.2)
            } else if line.hasPrefix("  status: ") {
                status = String(line.dropFirst("  status: ".count))
            } else if let match = line.firstMatch(of: /- code: "(.*)"$/), status != "passed" {
                findings.insert("\(unit) \(status) \(match.output.1)")
            } else if let match = line.firstMatch(of: /marks: \[(.*)\]/) {
                for mark in match.output.1.split(separator: ", ") { marks.insert("\(unit) \(mark)") }
            } else if line.hasPrefix("# ") {
                conclude(line.dropFirst(2))
            }
        }
    }

    init(github text: String) {
        self.init()
        for line in text.split(separator: "\n") {
            let pattern = /^::(error|warning|notice) .*title=(.*?)%3A (.*) \[(.*)\]::/
            guard let match = line.firstMatch(of: pattern) else {
                if !line.hasPrefix("::") { conclude(line) }
                continue
            }
            let code = match.output.4.replacing("%3A", with: ":")
            findings.insert("\(match.output.3) \(match.output.2) \(code)")
        }
    }

    init(markdown text: String) {
        self.init()
        for line in text.split(separator: "\n") {
            let plain = String(line).replacing("\\", with: "")
            if line.hasPrefix("## ") {
                verdict = plain.firstMatch(of: /^## . (\w+):/).map { String($0.output.1) } ?? ""
            } else if line.hasPrefix("| "), !line.hasPrefix("| |") {
                let cells = plain.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                let (unit, status) = (cells[1], cells[2])
                if cells[3].contains("(flaky)") { marks.insert("\(unit) flaky") }
                guard !["passed", "not applicable"].contains(status), cells.count > 4 else { continue }
                for code in cells[4].split(separator: ", ") { findings.insert("\(unit) \(status) \(code)") }
            } else if counts.isEmpty {
                count(plain)
            }
        }
    }

    init(html text: String) {
        self.init()
        verdict = text.firstMatch(of: /data-verdict="(.*?)"/).map { String($0.output.1) } ?? ""
        for match in text.matches(of: /<li class="(\w+)" data-count="(\d+)">/) {
            counts[String(match.output.1)] = Int(match.output.2)
        }
        var statuses: [String: String] = [:]
        for match in text.matches(of: /<tr data-unit="(.*?)" data-status="(.*?)" data-marks="(.*?)">/) {
            statuses[String(match.output.1)] = String(match.output.2)
            for mark in match.output.3.split(separator: " ") { marks.insert("\(match.output.1) \(mark)") }
        }
        for match in text.matches(of: /<div class="finding" data-unit="(.*?)" data-code="(.*?)">/) {
            let status = statuses[String(match.output.1)] ?? "nowhere"
            if status != "passed" { findings.insert("\(match.output.1) \(status) \(match.output.2)") }
        }
    }

    init(openMetrics text: String) {
        self.init()
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            var labels: [String: String] = [:]
            for match in line.matches(of: /(\w+)="(.*?)"/) { labels[String(match.output.1)] = String(match.output.2) }
            let value = line.split(separator: " ").last.flatMap { Int($0) } ?? 0
            switch line.prefix(while: { $0 != "{" }) {
            case "airworthy_run_verdict" where value == 1: verdict = labels["verdict"] ?? ""
            case "airworthy_run_units" where value > 0: counts[labels["status"] ?? ""] = value
            case "airworthy_run_finding":
                findings.insert("\(labels["unit"] ?? "") \(labels["status"] ?? "") \(labels["code"] ?? "")")
            default: continue
            }
        }
    }

    init(junit text: String) {
        self.init()
        let reader = JUnitReader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        guard parser.parse() else { return }
        verdict = reader.properties["verdict"] ?? ""
        counts = reader.counts
        findings = reader.findings
        marks = reader.marks
    }
}

/// Reads a JUnit file as a build server would, and the statuses it can tell apart.
private final class JUnitReader: NSObject, XMLParserDelegate {
    var properties: [String: String] = [:]
    var counts: [String: Int] = [:]
    var findings: Set<String> = []
    var marks: Set<String> = []
    private var name = ""
    private var status = ""
    private var text = ""

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
        switch element {
        case "property": properties[attributes["name"] ?? ""] = attributes["value"]
        case "testcase": (name, status) = (attributes["name"] ?? "", "passed")
        case "failure", "error":
            status = element == "failure" ? "failed" : "undetermined"
            for code in (attributes["type"] ?? "").split(separator: ",") {
                findings.insert("\(name) \(status) \(code)")
            }
        case "skipped":
            let message = attributes["message"] ?? ""
            status = message.hasPrefix("waived") ? "waived" : "notApplicable"
            if status == "waived", let codes = message.split(separator: ": ").last {
                for code in codes.split(separator: ",") { findings.insert("\(name) waived \(code)") }
            }
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        switch element {
        case "system-out":
            for line in text.split(separator: "\n") {
                if line.hasPrefix("flaky: ") { marks.insert("\(name) flaky") }
                guard line.hasPrefix("warning: ") else { continue }
                status = "warned"
                for code in line.dropFirst("warning: ".count).split(separator: ",") {
                    findings.insert("\(name) warned \(code)")
                }
            }
        // What is about no unit is a case too, and no unit.
        case "testcase" where !name.hasPrefix("requires/"): counts[status, default: 0] += 1
        default: break
        }
    }
}
