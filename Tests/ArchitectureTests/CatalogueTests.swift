import Airworthy
import AirworthyTesting
import Testing

/// A check is one file, one line, one page and one test. These hold the four together.
@Suite("The catalogue of checks")
struct CatalogueTests {
    private static let entries = CheckCatalog.all.map { CatalogueEntry($0) }

    @Test("every check file is in the catalogue, and every entry has its file")
    func files() {
        let files = SourceTree.shared.swift(under: "Sources/Airworthy/Checks").filter {
            $0.name.hasSuffix("Check.swift") && $0.folder.split(separator: "/").count == 2 && $0.folder != "Checks/Kit"
        }
        let byFile = Set(files.map { String($0.name.dropLast(".swift".count)) })
        let byEntry = Set(Self.entries.map(\.typeName))
        #expect(byFile.subtracting(byEntry).isEmpty, "not in the catalogue")
        #expect(byEntry.subtracting(byFile).isEmpty, "no file `Checks/<Family>/<Name>Check.swift`")
    }

    @Test("an id is its type's name in kebab case, once")
    func ids() {
        #expect(Set(Self.entries.map(\.kind.id)).count == Self.entries.count)
        for entry in Self.entries {
            #expect(entry.kind.id == KebabCase.of(String(entry.typeName.dropLast("Check".count))))
        }
    }

    @Test("every check has a page that names every parameter and every code, and no other code")
    func pages() throws {
        let tree = SourceTree.shared
        for entry in Self.entries {
            let path = "Docs/checks/\(entry.kind.id).md"
            guard let page = tree[path] else {
                Issue.record("\(path) is missing")
                continue
            }
            for name in entry.kind.parameters.map(\.name) + entry.codes.map(\.code) {
                #expect(page.text.contains("`\(name)`"), "\(path) does not name `\(name)`")
            }
            for documented in page.documentedCodes {
                #expect(entry.codes.contains { $0.code == documented }, "\(path) invents `\(documented)`")
            }
        }
        let pages = Set(tree.pages.filter { $0.path.hasPrefix("Docs/checks/") }.map(\.name))
        let wanted = Set(Self.entries.map { "\($0.kind.id).md" })
        #expect(pages.subtracting(wanted).isEmpty, "pages of checks that do not exist")
    }

    @Test("every check has a test of its own that produces every code by name")
    func tests() {
        for entry in Self.entries {
            let name = "\(entry.typeName)Tests.swift"
            var files = SourceTree.shared.tests.filter {
                $0.name == name || $0.name.hasPrefix("\(entry.typeName)Tests+")
            }
            #expect(!files.isEmpty, "\(name) is missing")
            // Who may not sign is one table, for every check that asks about signers.
            if files.contains(where: { $0.text.contains("arguments: RefusedSigner.all") }) {
                files += SourceTree.shared.tests.filter { $0.name == "RefusedSigner.swift" }
            }
            for code in entry.codes where !files.isEmpty {
                let named = files.contains { $0.text.contains("\"\(code.code)\"") || $0.text.contains(".\(code.name)") }
                #expect(named, "\(name) never produces `\(code.code)`")
            }
        }
    }

    @Test("every code is kebab case, means something and says what to do")
    func codes() {
        for entry in Self.entries {
            #expect(!entry.codes.isEmpty, "\(entry.kind.id) can find nothing")
            for code in entry.codes {
                let kebab = code.code.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
                #expect(kebab, "\(entry.kind.id) \(code.code)")
                #expect(!code.meaning.isEmpty && code.meaning.last != ".", "\(entry.kind.id) \(code.code): meaning")
                #expect(!code.remedy.isEmpty && code.remedy.last != ".", "\(entry.kind.id) \(code.code): remedy")
            }
        }
    }
}

extension SourceTree.File {
    /// Codes in the first column of the table under `## Findings`.
    fileprivate var documentedCodes: [String] {
        let section = lines.drop { !$0.hasPrefix("## Findings") }.dropFirst().prefix { !$0.hasPrefix("## ") }
        return section.compactMap { line in
            let cells = line.split(separator: "|")
            guard line.hasPrefix("| `"), let first = cells.first else { return nil }
            return String(first.filter { $0 != "`" && $0 != " " })
        }
    }
}
