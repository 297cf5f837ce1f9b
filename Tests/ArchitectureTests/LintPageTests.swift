import Airworthy
import Testing

/// `Docs/lint.md` lists what lint can say of other tools' files.
@Suite("The page of lint")
struct LintPageTests {
    @Test("it names every code, no other, and each code's remedy")
    func codes() throws {
        let page = try #require(SourceTree.shared["Docs/lint.md"])
        var documented: [String: String] = [:]
        for line in page.lines where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
            guard let name = cells.first?.split(separator: "`").first, let remedy = cells.last else { continue }
            documented[String(name)] = String(remedy)
        }
        #expect(Set(documented.keys) == Set(LintCode.allCases.map(\.rawValue)))
        for code in LintCode.allCases {
            #expect(documented[code.rawValue]?.hasPrefix(code.remedy) == true, "\(code.rawValue)")
            #expect(!code.meaning.isEmpty && code.meaning.last != "." && code.remedy.last != ".", "\(code.rawValue)")
        }
    }
}
