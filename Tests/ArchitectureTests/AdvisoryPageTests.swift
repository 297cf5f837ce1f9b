import Foundation
import Testing

/// The page of advisories, held against the tests it names and the list it must cover.
@Suite("The page of advisories")
struct AdvisoryPageTests {
    /// The flaws of other verifiers that are known, each by one name.
    static let known = [
        "CVE-2022-23649", "CVE-2022-35929", "CVE-2022-36056", "CVE-2023-46737", "CVE-2024-29902", "CVE-2024-29903",
        "CVE-2026-22703", "CVE-2026-24122", "CVE-2026-39395", "GHSA-fx35-mq7g-6g98", "CVE-2024-45395",
        "CVE-2026-49834", "CVE-2026-54787", "CVE-2022-35930", "CVE-2026-24137", "CVE-2022-29173", "CVE-2024-47534",
        "CVE-2026-23991", "CVE-2026-23992", "CVE-2026-24686", "GHSA-3633-5h82-39pq", "CVE-2026-39984", "CVE-2025-66564",
        "CVE-2025-66506", "CVE-2023-30551", "CVE-2023-33199", "CVE-2026-23831", "CVE-2026-48702", "CVE-2026-22772",
        "CVE-2026-49478", "CVE-2024-51746", "CVE-2023-47122", "CVE-2026-44310", "CVE-2026-44309", "CVE-2023-33957",
        "CVE-2023-33958", "CVE-2023-33959", "CVE-2023-25656", "CVE-2024-23332", "CVE-2024-56138", "CVE-2024-51491",
        "CVE-2025-27403", "CVE-2022-47633", "CVE-2023-42813", "CVE-2023-42814", "CVE-2023-42815", "CVE-2023-42816",
        "CVE-2023-47630", "CVE-2025-29778", "GHSA-gg4x", "kyverno#16336", "kyverno#17125", "CVE-2025-25204",
        "CVE-2026-48501", "GHSA-r2xv-vpr2-42m9", "GHSA-pmwq-pjrm-6p5r", "TOB-SIGSTORE-2", "TOB-SIGSTORE-12",
        "sigstore-rust#77",
        "sigstore-rust#154", "argocd-image-updater#1722",
    ]

    /// A row of the page.
    private struct Row {
        let advisories: [String]
        let tests: [String]
    }

    private static func rows() throws -> [Row] {
        let page = try #require(SourceTree.shared["Docs/advisories.md"])
        return page.lines.filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let words = { (cell: String) in
                cell.split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
            }
            return Row(advisories: words(cells[1]), tests: words(cells[3]))
        }
    }

    @Test("every advisory known has a row, and no row another")
    func coverage() throws {
        let listed = Set(try Self.rows().flatMap(\.advisories))
        #expect(listed == Set(Self.known))
    }

    @Test("each test of a row says the advisory in its name, and each advisory is said by one of the row's tests")
    func tests() throws {
        let advisories = SourceTree.shared.tests.filter {
            $0.folder.hasSuffix("Advisories") || $0.path.contains("/Advisories/")
        }
        #expect(advisories.count >= 6)
        var names: [String: String] = [:]
        for file in advisories {
            for match in file.text.matches(of: /@Test\(\s*"([^"]+)"(?:(?!@Test)[\s\S])*?func (\w+)\(/) {
                names[String(match.output.2)] = String(match.output.1)
            }
        }
        for row in try Self.rows() {
            let said = row.tests.compactMap { names[$0] }
            #expect(said.count == row.tests.count, "\(row.tests): one of them does not exist")
            for advisory in row.advisories {
                #expect(said.contains { $0.contains(advisory) }, "\(advisory) is said by none of \(row.tests)")
            }
        }
    }
}
