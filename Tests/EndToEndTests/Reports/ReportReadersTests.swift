import Airworthy
import AirworthyTesting
import Foundation
import Testing

/// Reports as programs made by others read them, once plain and once with hostile text in every place.
@Suite("Reports in the hands of others")
struct ReportReadersTests {
    static let texts = ["as it is", SampleRun.hostile]

    private static let sarifSchema = Fixtures.root.map {
        $0.appending(path: "12-sarif-osv/sarif-spec/sarif-2.1/schema/sarif-schema-2.1.0.json").path(
            percentEncoded: false)
    }

    /// Validates a document; prints each violation, and fails on any.
    private static let validator = """
        import json, sys, jsonschema
        schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
        cls = jsonschema.validators.validator_for(schema)
        cls.check_schema(schema)
        errors = list(cls(schema, format_checker=cls.FORMAT_CHECKER).iter_errors(document))
        for error in errors[:5]: print("/".join(map(str, error.absolute_path)), error.message[:300])
        sys.exit(1 if errors else 0)
        """

    @Test(
        "SARIF validates under the OASIS schema",
        .enabled(if: Peers.have(.reportPython) && Fixtures.has("12-sarif-osv/sarif-spec")),
        arguments: texts)
    func sarif(text: String) async throws {
        let files = try ReportFiles(saying: text)
        let result = try await Peers.reportPython.run(
            "-c", Self.validator, Self.sarifSchema ?? "", files.path("run.sarif"))
        #expect(result.status == 0, "\(result)")
    }

    @Test(
        "the validator refuses a SARIF file that is wrong",
        .enabled(if: Peers.have(.reportPython) && Fixtures.has("12-sarif-osv/sarif-spec")))
    func wrongSARIF() async throws {
        let files = try ReportFiles()
        let wrong = SARIFReport.text(files.report).replacing("\"level\": \"error\"", with: "\"level\": \"fatal\"")
        let path = try files.directory.write(wrong, to: "wrong.sarif")
        let result = try await Peers.reportPython.run("-c", Self.validator, Self.sarifSchema ?? "", path)
        #expect(result.status == 1, "\(result)")
    }

    @Test(
        "the JSON report validates under its published schema", .enabled(if: Peers.have(.reportPython)),
        arguments: texts)
    func json(text: String) async throws {
        let files = try ReportFiles(saying: text)
        let result = try await Peers.reportPython.run(
            "-c", Self.validator, files.path("run-report.json"), files.path("run.json"))
        #expect(result.status == 0, "\(result)")
    }

    /// The rules of Jenkins' junit-10.xsd as far as they concern what we write: which elements may be where, with which
    /// attributes, and that the suite's counts are its cases'.
    private static let junitRules = """
        import sys, xml.etree.ElementTree as tree
        root = tree.parse(sys.argv[1]).getroot()
        allowed = {
            "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
            "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time", "timestamp"}, {"properties", "testcase"}),
            "properties": (set(), {"property"}),
            "property": ({"name", "value"}, set()),
            "testcase": ({"classname", "name", "time"}, {"skipped", "failure", "error", "system-out"}),
            "skipped": ({"message"}, set()),
            "failure": ({"type", "message"}, set()),
            "error": ({"type", "message"}, set()),
            "system-out": (set(), set()),
        }
        assert root.tag == "testsuites"
        for element in root.iter():
            attributes, children = allowed[element.tag]
            assert set(element.attrib) <= attributes, (element.tag, element.attrib)
            assert {child.tag for child in element} <= children, element.tag
        suite = root.find("testsuite")
        assert suite[0].tag == "properties"
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) == len({case.get("name") for case in cases})
        for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(count)) == len([case for case in cases if case.find(tag) is not None]), tag
        assert all(sum(case.find(tag) is not None for tag in ("failure", "error", "skipped")) <= 1 for case in cases)
        print(len(cases))
        """

    @Test("JUnit parses and follows the schema's rules", arguments: texts)
    func junit(text: String) async throws {
        let files = try ReportFiles(saying: text)
        let result = try await Program(path: "/usr/bin/env").run(
            "python3", "-c", Self.junitRules, files.path("run.xml"))
        #expect(result.status == 0 && result.output == "\(files.report.worstFirst.count)\n", "\(result)")
    }

    /// What a library for such files counts, and what the file says of itself.
    private static let junitReader = """
        from sys import argv
        from junitparser import Error, Failure, JUnitXml, Skipped
        xml = JUnitXml.fromfile(argv[1])
        results = [result for suite in xml for case in suite for result in case.result]
        told = [xml.tests, xml.failures, xml.errors]
        counted = [sum(len(list(suite)) for suite in xml)] + [
            sum(type(result) is kind for result in results) for kind in (Failure, Error, Skipped)]
        xml.update_statistics()
        assert told == [xml.tests, xml.failures, xml.errors] == counted[:3], (told, counted)
        print(*counted)
        """

    @Test("JUnit says to a library what the run says", .enabled(if: Peers.have(.reportPython)), arguments: texts)
    func junitLibrary(text: String) async throws {
        let files = try ReportFiles(saying: text)
        let result = try await Peers.reportPython.run("-c", Self.junitReader, files.path("run.xml"))
        let numbers = result.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(result.status == 0 && numbers.count == 4, "\(result)")
        let units = files.report.worstFirst
        let (failed, undetermined) = (units.count { $0.status == .failed }, units.count { $0.status == .undetermined })
        #expect(numbers.prefix(3) == [units.count, failed, undetermined], "\(result)")
    }

    /// Perl's own TAP parser. It reads version 13; what 14 adds is a subset of YAML and subtests, of which we write the first.
    private static let tapReader = """
        use strict; use TAP::Parser;
        open my $file, '<:utf8', $ARGV[0] or die; local $/; my $tap = <$file>;
        $tap =~ s/^TAP version 14/TAP version 13/;
        my $parser = TAP::Parser->new({tap => $tap});
        my $yaml = 0;
        while (my $result = $parser->next) { $yaml++ if $result->is_yaml; die $result->raw if $result->is_unknown; }
        die join("; ", $parser->parse_errors) if $parser->parse_errors;
        printf "%d %d %d %d %d %d\\n", $parser->tests_run, scalar($parser->actual_passed), scalar($parser->failed),
            scalar($parser->todo), scalar($parser->skipped), $yaml;
        """

    @Test("TAP parses, plans what it runs, and fails what blocks", arguments: texts)
    func tap(text: String) async throws {
        let files = try ReportFiles(saying: text)
        let result = try await Program(path: "/usr/bin/perl").run("-e", Self.tapReader, files.path("run.tap"))
        let units = files.report.worstFirst
        func count(_ statuses: UnitStatus...) -> Int { units.count { statuses.contains($0.status) } }
        let blocks = units.count { $0.status.isOpen || !$0.findings.isEmpty || !$0.marks.isEmpty }
        let expected = [
            units.count, count(.passed, .notApplicable), count(.failed, .undetermined), count(.warned, .waived),
            count(.notApplicable), blocks,
        ]
        #expect(result.output == expected.map(String.init).joined(separator: " ") + "\n", "\(result)")
    }

    @Test("Prometheus' own parser takes the metrics", .enabled(if: Peers.have(.promtool)), arguments: texts)
    func promtool(text: String) async throws {
        let files = try ReportFiles(saying: text)
        var shell = Program(path: "/bin/sh")
        shell.environment["PROMTOOL"] = Peers.promtool.path
        let result = try await shell.run("-c", "\"$PROMTOOL\" check metrics < \(files.path("run.om"))")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    }

    private static let metricsReader = """
        from sys import argv
        from prometheus_client.openmetrics.parser import text_string_to_metric_families as families
        text = open(argv[1], encoding="utf-8").read()
        samples = [sample for family in families(text) for sample in family.samples]
        print(len(samples), int(sum(s.value for s in samples if s.name == "airworthy_run_units")))
        """

    @Test(
        "an OpenMetrics parser takes them, and counts every unit", .enabled(if: Peers.have(.reportPython)),
        arguments: texts)
    func openMetrics(text: String) async throws {
        let files = try ReportFiles(saying: text)
        let result = try await Peers.reportPython.run("-c", Self.metricsReader, files.path("run.om"))
        #expect(result.status == 0 && result.output.hasSuffix(" \(files.report.units.count)\n"), "\(result)")
    }
}
