import Airworthy
import Foundation
import Testing
import Trust

/// Pages generated from the code equal the code. `make docs` writes them.
@Suite("Generated pages")
struct GeneratedPagesTests {
    private static var pages: [(path: String, text: String)] {
        [("Docs/codes.md", CheckCatalog.codesPage)]
            + DocumentSchema.allCases.map { ("Docs/schemas/\($0.rawValue).json", $0.json.prettyText()) }
    }

    @Test("each page is what the code says", arguments: pages.map(\.path))
    func compare(path: String) throws {
        let page = try #require(Self.pages.first { $0.path == path })
        let url = SourceTree.root.appending(path: path)
        if ProcessInfo.processInfo.environment["AIRWORTHY_WRITE"] == "docs" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try page.text.write(to: url, atomically: true, encoding: .utf8)
        }
        let written = try? String(contentsOf: url, encoding: .utf8)
        #expect(written == page.text, "\(path) is out of date: run `make docs`")
    }
}
