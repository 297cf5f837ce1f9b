import AirworthyTesting
import Testing
import Trust

/// nst/JSONTestSuite: `y_` must be accepted, `n_` refused, `i_` is the reader's choice but must not crash.
@Suite("JSONTestSuite")
struct JSONTestSuiteTests {
    @Test("every document is accepted or refused as its name says")
    func parsing() throws {
        guard let folder = Fixtures.folder("24-hostile/JSONTestSuite/test_parsing", cases: 159) else { return }
        var counts: [Character: Int] = [:]
        for file in try folder.files(suffix: ".json") {
            let bytes = try folder.bytes(file)
            let refusal = refusalCode { try JSONDocument(bytes, name: file).root.json }
            let verdict = file.first ?? "?"
            counts[verdict, default: 0] += 1
            switch verdict {
            // The two documents RFC 8259 §4 calls unpredictable, which we refuse on purpose.
            case "y" where file.hasPrefix("y_object_duplicated_key"):
                #expect(refusal == "json-duplicate-key", "\(file)")
            case "y": #expect(refusal == nil, "\(file)")
            case "n": #expect(refusal != nil, "\(file)")
            default: break
            }
        }
        // The full suite has twice as many; a sample smaller than this would prove little.
        #expect(counts["y", default: 0] >= 40 && counts["n", default: 0] >= 90 && counts["i", default: 0] >= 15)
    }

    @Test("documents that readers transform differently are refused or read exactly")
    func transformations() throws {
        guard let folder = Fixtures.folder("24-hostile/JSONTestSuite/test_transform", cases: 11) else { return }
        for file in try folder.files(suffix: ".json") {
            let bytes = try folder.bytes(file)
            guard let document = try? JSONDocument(bytes, name: file) else { continue }
            #expect(document.bytes == bytes)
            let canonical = document.root.json.canonicalBytes()
            #expect(try JSONDocument(canonical, name: file).root.json.canonicalBytes() == canonical, "\(file)")
        }
    }
}
