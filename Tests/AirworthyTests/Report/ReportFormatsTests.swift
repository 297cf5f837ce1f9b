import Airworthy
import AirworthyTesting
import Foundation
import FoundationXML
import Testing
import Trust

/// One run in every format: the same facts, and nothing from outside that is taken for more than text.
@Suite("Report formats")
struct ReportFormatsTests {
    private func texts(_ facts: RunFacts) -> [ReportFormat: String] {
        var report = RunReport(facts)
        report.files = ["runs/x/run.sigstore.json"]
        return Dictionary(
            uniqueKeysWithValues: ReportFormat.allCases.map { format in
                let text =
                    switch format {
                    case .text: TextReport.lines(report).joined(separator: "\n") + "\n"
                    case .json: JSONReport.text(facts, exitCode: 1, files: report.files)
                    case .junit: JUnitReport.text(report)
                    case .sarif: SARIFReport.text(report)
                    case .tap: TAPReport.text(report)
                    case .github: GitHubReport.text(report)
                    case .markdown: MarkdownReport.text(report)
                    case .html: HTMLReport.text(report)
                    case .openmetrics: OpenMetricsReport.text(report)
                    }
                return (format, text)
            })
    }

    @Test("every format says the same verdict, counts, findings and marks")
    func sameFacts() throws {
        let facts = try SampleRun.facts()
        let expected = ReportedFacts(RunReport(facts))
        #expect(expected.verdict == "blocked" && expected.counts.count == UnitStatus.allCases.count)
        #expect(expected.findings.contains("requires/contracts.ok failed requirement-unmet:contracts.ok"))
        #expect(expected.marks == ["shaky flaky"])

        let texts = texts(facts)
        #expect(try ReportedFacts(json: texts[.json] ?? "") == expected)
        #expect(try ReportedFacts(sarif: texts[.sarif] ?? "") == expected)
        #expect(ReportedFacts(junit: texts[.junit] ?? "") == expected)
        #expect(ReportedFacts(tap: texts[.tap] ?? "") == expected)
        #expect(ReportedFacts(markdown: texts[.markdown] ?? "") == expected)
        #expect(ReportedFacts(html: texts[.html] ?? "") == expected)
        // An annotation stands for a finding, and metrics name no unit that passed: marks are counted there.
        var unmarked = expected
        unmarked.marks = []
        #expect(ReportedFacts(github: texts[.github] ?? "") == unmarked)
        #expect(ReportedFacts(openMetrics: texts[.openmetrics] ?? "") == unmarked)
        #expect(texts[.openmetrics]?.contains("mark=\"flaky\"} 1\n") == true)
        let text = texts[.text] ?? ""
        for finding in expected.findings {
            let code = finding.split(separator: " ").last ?? ""
            #expect(text.contains("[\(code)]\n"), "\(finding)")
        }
        #expect(text.contains("\nblocked: \(RunReport(facts).counts)"))
        #expect(text.contains(" ✔ shaky") && text.contains("(flaky)"))
    }

    @Test("every format puts the worst first")
    func worstFirst() throws {
        let facts = try SampleRun.facts()
        let order = ["bad", "blind", "soft", "excused", "shaky", "elsewhere"]
        for (format, text) in texts(facts) where ![.json, .github, .openmetrics].contains(format) {
            let table =
                format == .html ? text[(text.range(of: "<tbody>")?.lowerBound ?? text.startIndex)...] : text[...]
            let places = order.compactMap { table.range(of: "\\b\($0)\\b", options: .regularExpression)?.lowerBound }
            #expect(places == places.sorted(), "\(format)")
            #expect(places.count >= (format == .text ? 6 : 4), "\(format)")
        }
    }

    @Test("a unit that passed late is one passed case, and no format counts its first attempt")
    func retried() throws {
        let report = RunReport(try SampleRun.facts())
        let shaky = try #require(report.units.first { $0.id == "shaky" })
        #expect(shaky.status == .passed && shaky.findings.isEmpty && shaky.attempts == ["failed", "passed"])
        let junit = JUnitReport.text(report)
        #expect(junit.components(separatedBy: "name=\"shaky\"").count == 2)
        #expect(junit.contains("attempts: failed, passed"))
    }

    @Test("what blocks and is about no unit fails in the formats that build servers read")
    func unmet() async throws {
        let release = try Samples.release(requires: ["contracts.ok"])
        let plan = try Samples.plan(
            "  - {id: soft, uses: scripted, severity: warn, provides: [contracts.ok], with: {answer: fail}}\n"
                + "  - {id: good, uses: scripted}", for: release)
        let record = await Runner(plan: plan, context: Contexts.empty(release: release), width: 2).run(mode: .live)
        let report = RunReport(
            RunFacts(
                plan: plan, record: record, trust: .nobody, waivers: [], verifierID: "https://gate.example",
                toolVersion: "test", previousRun: nil))
        #expect(report.verdict.name == "blocked" && report.count(.failed) == 0)
        #expect(JUnitReport.text(report).contains("failures=\"1\""))
        #expect(TAPReport.text(report).contains("\nnot ok 1 - requires/contracts.ok\n"))
        #expect(GitHubReport.text(report).hasPrefix("::error "))
        #expect(SARIFReport.text(report).contains("\"ruleId\": \"requirement-unmet:contracts.ok\""))
    }

    @Test("a pass that does not count is open under a code of its own, in every format")
    func latePass() throws {
        let text = String(
            decoding: JSONReport.json(try SampleRun.facts(), exitCode: 1, files: []).canonicalBytes(), as: UTF8.self)
        // As a policy that refuses late passes would have judged it.
        let step = try #require(text.firstMatch(of: /"id":"shaky".*?"status":"passed"/))
        let refused = text.replacing(
            step.output, with: step.output.replacing("\"status\":\"passed\"", with: "\"status\":\"undetermined\""))
        let report = try RunReport(predicate: JSONDocument(Array(refused.utf8), name: "report").root)
        let shaky = try #require(report.units.first { $0.id == "shaky" })
        #expect(shaky.findings.map(\.code) == ["late-pass"] && shaky.marks.map(\.word) == ["flaky"])
        #expect(ReportedFacts(junit: JUnitReport.text(report)).findings.contains("shaky undetermined late-pass"))
        #expect(ReportedFacts(tap: TAPReport.text(report)).findings.contains("shaky undetermined late-pass"))
        #expect(try ReportedFacts(sarif: SARIFReport.text(report)).findings.contains("shaky undetermined late-pass"))
        #expect(TextReport.lines(report).contains { $0.hasPrefix("   └ ") && $0.hasSuffix(" [late-pass]") })
    }

    @Test("a report read back from what was signed says what the run's own report said")
    func readBack() throws {
        let facts = try SampleRun.facts(mode: .simulated)
        let document = try JSONDocument(Array(texts(facts)[.json, default: ""].utf8), name: "report.json")
        let read = try RunReport(predicate: document.root)
        let own = RunReport(facts)
        #expect(read.run == own.run && read.verdict == own.verdict)
        #expect(ReportedFacts(read) == ReportedFacts(own))
        #expect(TextReport.lines(read) == TextReport.lines(own))
    }

    @Test(
        "a predicate that contradicts itself or lacks a member is not read",
        arguments: [
            ("\"verdict\": \"blocked\"", "\"verdict\": \"cleared\""),
            ("\"status\": \"failed\"", "\"status\": \"fine\""),
            ("\"steps\":", "\"stops\":"), ("\"severity\": \"block\"", "\"severity\": \"none\""),
            ("\"plan\":", "\"plans\":"), ("\"run\": \"", "\"run\": \"x\\\" onload="),
        ])
    func contradictions(old: String, new: String) throws {
        let text = texts(try SampleRun.facts())[.json, default: ""].replacing(old, with: new)
        let root = try JSONDocument(Array(text.utf8), name: "report.json").root
        #expect { try RunReport(predicate: root) } throws: { ($0 as? Diagnostic)?.code == "malformed-run" }
    }
}

/// One hostile run, every format.
@Suite("Hostile text in reports")
struct HostileReportTests {
    private let report: RunReport
    private let facts: RunFacts

    init() throws {
        facts = try SampleRun.facts(saying: SampleRun.hostile)
        report = RunReport(facts)
    }

    private func lines(_ text: String) -> [String] { text.components(separatedBy: "\n") }

    @Test("no control, no bidirectional override and no invisible character leaves in any format")
    func characters() {
        let all = [
            TextReport.lines(report).joined(separator: "\n"), JSONReport.text(facts, exitCode: 1, files: []),
            JUnitReport.text(report), SARIFReport.text(report), TAPReport.text(report), GitHubReport.text(report),
            MarkdownReport.text(report), HTMLReport.text(report), OpenMetricsReport.text(report),
        ]
        for text in all {
            let bad = text.unicodeScalars.filter { $0 != "\n" && SafeText.line(String($0)) != String($0) }
            #expect(bad.isEmpty, "\(bad.map { String($0.value, radix: 16) }) in \(text.prefix(20))")
            let isForGitHub = text == GitHubReport.text(report)
            let commands = isForGitHub ? "::error::no" : "::"
            #expect(!lines(text).contains { $0.drop { $0.isWhitespace }.hasPrefix(commands) }, "\(text.prefix(20))")
            for order in ["##[error]", "##vso[", "##teamcity["] {
                #expect(!text.contains(order), "\(order) in \(text.prefix(20))")
            }
        }
        let outcome = facts.record.units.first { $0.id == "bad" }?.outcome
        let told = outcome.map(OutcomeText.lines) ?? []
        #expect(told.count > 3 && !told.contains { $0.drop { $0.isWhitespace }.hasPrefix("::") })
    }

    @Test(
        "what orders a build machine about is broken up, and read back from JSON as it was",
        arguments: [
            ("##vso[a]", "##vso [a]"), ("###vso[a]", "###vso [a]"), ("##[group]x", "## [group]x"),
            ("#vso[a]", "#vso[a]"),
            ("## vso[a]", "## vso[a]"), ("#a#vso[a]", "#a#vso[a]"), ("##a[b]##c[d]", "##a [b]##c [d]"), ("a##", "a##"),
        ])
    func orders(text: String, safe: String) throws {
        #expect(SafeText.line(text) == safe)
        let json = PrintableJSON.text(["text": .string(text)])
        #expect(try JSONDocument(Array(json.utf8), name: "json").root["text"]?.string == text)
        #expect(json.firstMatch(of: /##[a-zA-Z]*\[/) == nil)
    }

    @Test("a series occurs once, also where two rules wait for approvals")
    func series() throws {
        let second = TrustRule(
            id: "second", scope: .predicate(PredicateType.approval), requirement: .init(role: "developer"))
        let office = try VirtualOffice(rules: VirtualOffice.rules + [second])
        let release = try Samples.release()
        let plan = try Samples.plan(
            checklist: "checklist: sample\nphase: pre-release\ntitle: A\napproval: required\n"
                + "steps:\n  - {id: good, uses: scripted}\n", for: release)
        let record = Samples.record(of: plan)
        let report = RunReport(
            RunFacts(
                plan: plan, record: record, trust: office.trust, waivers: [], verifierID: "https://gate.example",
                toolVersion: "test", previousRun: nil,
                approvals: ApprovalTally(
                    [], of: ApprovalScope(plan), under: office.trust, initiator: "dana", at: Samples.instant)))
        #expect(report.unmet.count == 2)
        let series = lines(OpenMetricsReport.text(report)).filter { $0.contains("unit=\"approval\"") }
        #expect(series.count == 2 && Set(series).count == 2, "\(series)")
        #expect(series.contains { $0.hasPrefix("airworthy_run_finding{") && $0.hasSuffix(" 2") })
    }

    @Test("of a step that only warns nothing that was not looked at is a passed case of JUnit")
    func blindWarning() async throws {
        let release = try Samples.release()
        let plan = try Samples.plan(
            "  - {id: good, uses: scripted}\n  - {id: blind, uses: scripted, severity: warn, with: {answer: error}}\n"
                + "  - {id: soft, uses: scripted, severity: warn, with: {answer: fail}}", for: release)
        let record = await Runner(plan: plan, context: Contexts.empty(release: release), width: 2).run(mode: .live)
        let text = JUnitReport.text(
            RunReport(
                RunFacts(
                    plan: plan, record: record, trust: .nobody, waivers: [], verifierID: "https://gate.example",
                    toolVersion: "test", previousRun: nil)))
        #expect(text.contains("skipped=\"1\""))
        #expect(text.contains(#/name="blind"[^\n]*\n +<skipped message="warning: /#))
        #expect(!text.contains(#/name="soft"[^\n]*\n +<skipped/#))
    }

    @Test("text lines are as many as there are things to say")
    func text() {
        let lines = TextReport.lines(report)
        #expect(lines.allSatisfy { !$0.contains("\n") })
        #expect(!lines.contains { $0.drop { $0.isWhitespace }.hasPrefix("::") }, "a runner would obey it")
    }

    @Test("JUnit is still XML, and its cases are the run's")
    func junit() {
        #expect(ReportedFacts(junit: JUnitReport.text(report)).counts == ReportedFacts(report).counts)
    }

    @Test("SARIF and JSON give the text back, and SARIF's braces and brackets are text")
    func json() throws {
        let root = try JSONDocument(
            Array(JSONReport.text(facts, exitCode: 1, files: []).utf8), name: "report.json"
        ).root
        let bad = root["steps"]?.elements.first { $0["id"]?.string == "bad" }
        #expect(bad?["findings"]?[0]?["message"]?.string == "found \(SampleRun.hostile)")
        let sarif = try JSONDocument(Array(SARIFReport.text(report).utf8), name: "sarif").root
        let message = sarif["runs"]?[0]?["results"]?[1]?["message"]?["text"]?.string ?? ""
        #expect(message.contains("{{0}}") && !message.contains("](javascript"))
    }

    @Test("TAP has the points it plans, and nothing ends a block early")
    func tap() {
        let lines = lines(TAPReport.text(report))
        let count = report.worstFirst.count
        #expect(lines.filter { $0.hasPrefix("1..") } == ["1..\(count)"])
        #expect(lines.count { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") } == count)
        #expect(lines.count { $0 == "  ---" } == lines.count { $0 == "  ..." })
        #expect(!lines.contains { $0.contains("not ok 99") && $0.hasPrefix("not ok 99") })
    }

    @Test("GitHub sees one command a finding")
    func github() {
        let lines = lines(GitHubReport.text(report))
        let findings = report.worstFirst.reduce(0) { $0 + $1.findings.count }
        #expect(lines.count { $0.hasPrefix("::") } == findings)
        #expect(lines.count == findings + 2, "the commands, how it ended, and the last line end")
        for line in lines where line.hasPrefix("::") {
            // What comes before the message is properties: no text from outside ends them.
            let head = line.dropFirst(2).components(separatedBy: "::")[0]
            #expect(head.split(separator: ",").allSatisfy { $0.contains("=") }, "\(head)")
        }
    }

    @Test("Markdown's table has the rows of the run, and no markup of theirs")
    func markdown() {
        let text = MarkdownReport.text(report)
        let rows = lines(text).filter { $0.hasPrefix("| ") && !$0.hasPrefix("| |") }
        #expect(rows.count == report.worstFirst.count)
        for row in rows { #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 6, "\(row)") }
        #expect(!text.contains("<script") && !text.contains("@all") && !text.contains(" **bold**"))
    }

    @Test("HTML holds no element of theirs")
    func html() {
        let text = HTMLReport.text(report)
        #expect(!text.contains("<script") && !text.contains("<img") && !text.contains("\" onerror"))
        #expect(text.components(separatedBy: "</table>").count == 2)
        #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("url("))
    }

    @Test("OpenMetrics has one sample a line, and ends once")
    func openMetrics() {
        let lines = lines(OpenMetricsReport.text(report))
        for line in lines.dropLast(2) where !line.hasPrefix("#") {
            #expect(line.firstMatch(of: /^airworthy_[a-z_]+\{.*\} [0-9.]+$/) != nil, "\(line)")
        }
        #expect(lines.filter { $0 == "# EOF" }.count == 1 && lines.suffix(2) == ["# EOF", ""])
    }

    @Test("GitHub's limits hold however much there is to say, and what was left out is counted")
    func limits() throws {
        let many = RunReport(
            try SampleRun.facts(saying: String(repeating: "long ", count: 1_000), extra: 40))
        let annotations = lines(GitHubReport.text(many)).filter { $0.hasPrefix("::") }
        for level in ["error", "warning", "notice"] {
            #expect(annotations.count { $0.hasPrefix("::\(level) ") } <= 10)
        }
        #expect(annotations.contains { $0.contains("and 36 more like this") })
        #expect(annotations.allSatisfy { $0.utf8.count < 65_535 })
        for limit in [200_000, 50_000, 2_000] {
            let summary = MarkdownReport.text(many, limit: limit)
            #expect(summary.utf8.count <= limit && summary.contains("more"))
            #expect(summary.hasPrefix("## ✖ blocked"))
        }
    }
}
