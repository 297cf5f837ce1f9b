import Foundation
import Testing

/// The page of fail-open rows, held against the tests it names.
@Suite("The page of what fails open elsewhere")
struct FailOpenPageTests {
    private struct Row {
        let number: Int
        let suite: String
        let function: String
    }

    private static func rows() throws -> [Row] {
        let page = try #require(SourceTree.shared["Docs/fail-open.md"])
        return page.lines.compactMap { line in
            let cells = line.replacing(#"\|"#, with: "").split(separator: "|").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            guard cells.count == 5, let number = Int(cells[0]) else { return nil }
            let name = cells[4].split(separator: ".")
            return Row(number: number, suite: String(name[0]), function: String(name.last ?? ""))
        }
    }

    @Test("every row of both lists is there, once, with a test of its own number")
    func numbers() throws {
        let rows = try Self.rows()
        for (suite, prefix, count) in [("FailOpenCensusTests", "row", 23), ("ComplaintTests", "complaint", 19)] {
            let listed = rows.filter { $0.suite == suite }
            #expect(listed.map(\.number) == Array(1...count), "\(suite)")
            #expect(listed.allSatisfy { $0.function == "\(prefix)\($0.number)" }, "\(suite)")
        }
    }

    @Test("each test that a row names exists, and says the row in its name")
    func tests() throws {
        var names: [String: String] = [:]
        for file in SourceTree.shared.tests where file.path.contains("/FailOpen/") {
            let suite = String(file.name.dropLast(".swift".count).prefix { $0 != "+" })
            for match in file.text.matches(of: /@Test\(\s*"([^"]+)"(?:(?!@Test)[\s\S])*?func (\w+)\(/) {
                names["\(suite).\(match.output.2)"] = String(match.output.1)
            }
        }
        for row in try Self.rows() {
            let said = names["\(row.suite).\(row.function)"] ?? ""
            let start = row.suite == "ComplaintTests" ? "\(row.number): " : "row \(row.number): "
            #expect(said.hasPrefix(start), "\(row.suite).\(row.function)")
        }
    }
}
