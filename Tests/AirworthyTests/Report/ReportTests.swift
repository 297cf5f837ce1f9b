import Airworthy
import AirworthyTesting
import Foundation
import FoundationXML
import Testing
import Trust

@Suite("Reports")
struct ReportTests {
    private func facts(_ steps: String, services: [String] = ["a", "b"]) async throws -> RunFacts {
        let release = try Samples.release(services: services)
        let plan = try Samples.plan(steps, for: release)
        let seen = await Runner(plan: plan, context: Contexts.empty(release: release), width: 2).run(mode: .simulated)
        return RunFacts(
            plan: plan, record: seen, trust: .nobody, waivers: [], verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil)
    }

    private let mixed = """
          - {id: good, title: Good, uses: scripted, forEach: images}
          - {id: bad, title: Bad, uses: scripted, with: {answer: fail}}
          - {id: soft, title: Soft, uses: scripted, severity: warn, with: {answer: fail}}
          - {id: blind, title: Blind, uses: scripted, with: {answer: error}}
          - {id: after, title: After, uses: scripted, needs: [bad]}
          - {id: elsewhere, title: Elsewhere, uses: scripted, when: {environment: [staging]}}
        """

    @Test("text puts the worst first, names every code and says what to do")
    func text() async throws {
        var report = RunReport(try await facts(mixed))
        report.files = ["run.sigstore.json"]
        let lines = TextReport.lines(report)
        let steps = lines.compactMap { line in
            ["bad", "blind", "after", "soft", "good", "elsewhere"].first { line.contains(" \($0) ") }
        }
        #expect(steps == ["bad", "blind", "after", "soft", "good", "elsewhere"])
        #expect(lines.contains { $0.contains("[scripted]") })
        #expect(lines.contains("     fix: change the script"))
        #expect(
            lines.contains {
                $0.hasPrefix("blocked: 1 not applicable · 2 passed · 1 warned · 2 undetermined · 1 failed")
            })
        #expect(lines.suffix(2) == ["attestation: run.sigstore.json", "why: airworthy explain \(report.run)"])
    }

    @Test("control characters from outside never reach the terminal")
    func escapes() {
        #expect(SafeText.line("a\u{1b}[31mb\u{202e}c\nd") == "a\u{fffd}[31mb\u{fffd}c\u{fffd}d")
    }

    @Test("JUnit is well-formed XML and counts each unit once")
    func junit() async throws {
        let text = JUnitReport.text(RunReport(try await facts(mixed)))
        let counter = ElementCounter()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = counter
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(counter.counts["testcase"] == 7)
        #expect(counter.counts["failure"] == 1)
        #expect(counter.counts["error"] == 2)
        #expect(counter.counts["skipped"] == 1)
        #expect(counter.suite["tests"] == "7")
        #expect(counter.suite["failures"] == "1")
        #expect(counter.suite["errors"] == "2")
    }

    @Test("JSON carries the verdict, the exit code and every finding with its remedy")
    func json() async throws {
        let facts = try await facts(mixed)
        let report = JSONReport.json(facts, exitCode: ExitStatus(facts.verdict).rawValue, files: ["x"])
        let root = try JSONDocument(report.canonicalBytes(), name: "report").root
        #expect(root["verdict"]?.string == "blocked")
        #expect(root["exitCode"]?.integer == 1)
        let bad = try #require(root["steps"]?.elements.first { $0["id"]?.string == "bad" })
        #expect(bad["findings"]?[0]?["code"]?.string == "scripted")
        #expect(bad["findings"]?[0]?["remedy"]?.string == "change the script")
        #expect(root["counts"]?["undetermined"]?.integer == 2)
    }
}

/// Counts elements by name, and keeps the suite's attributes.
private final class ElementCounter: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    var suite: [String: String] = [:]

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        counts[name, default: 0] += 1
        if name == "testsuite" { suite = attributes }
    }
}
