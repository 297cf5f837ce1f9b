import Airworthy
import AirworthyTesting
import Trust

/// The sample run in every format, in files, for programs that were made by others to read.
struct ReportFiles {
    let directory: TemporaryDirectory
    let report: RunReport

    init(saying text: String = "as it is", extra: Int = 0) throws {
        directory = try TemporaryDirectory()
        let facts = try SampleRun.facts(saying: text, extra: extra)
        var report = RunReport(facts)
        report.files = ["runs/\(report.run)/run.sigstore.json"]
        self.report = report
        try directory.write(TAPReport.text(report), to: "run.tap")
        try directory.write(JUnitReport.text(report), to: "run.xml")
        try directory.write(SARIFReport.text(report), to: "run.sarif")
        try directory.write(OpenMetricsReport.text(report), to: "run.om")
        try directory.write(HTMLReport.text(report), to: "run.html")
        try directory.write(JSONReport.text(facts, exitCode: 1, files: report.files), to: "run.json")
        try directory.write(DocumentSchema.report.json.prettyText(), to: "run-report.json")
    }

    func path(_ name: String) -> String { directory.path(name) }
}
