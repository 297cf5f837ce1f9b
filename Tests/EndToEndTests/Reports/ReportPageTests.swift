import Airworthy
import AirworthyTesting
import Foundation
import Testing

/// The HTML report as a browser shows it.
@Suite("The HTML report in a browser", .enabled(if: Browser.path != nil))
struct ReportPageTests {
    @Test(
        "is as wide as its window, legible in both schemes and on paper, and asks for nothing",
        arguments: ["as it is", SampleRun.hostile, String(repeating: "unbroken", count: 60)])
    func views(text: String) async throws {
        let files = try ReportFiles(saying: text, extra: 3)
        let pictures = try files.directory.makeDirectory("pictures")
        let views = try await Browser.look(
            at: files.path("run.html"), profile: files.path("profile"), screenshots: pictures)
        #expect(views.map(\.width) == [1280, 1280, 390, 390, 794])
        for view in views {
            #expect(view.overflow <= 0, "\(view.width) \(view.scheme): \(view.overflow) too wide")
            #expect(view.faint.isEmpty, "\(view.width) \(view.scheme): \(view.faint)")
            #expect(view.requests.isEmpty && view.complaints.isEmpty, "\(view.requests) \(view.complaints)")
            #expect(view.title.hasPrefix("blocked: sample"))
            #expect(view.rows == files.report.worstFirst.count)
            #expect(
                view.headings == [
                    "H1 sample", "H2 What was found", "H2 All units, worst first", "H2 Which run this was",
                ])
        }
    }
}
