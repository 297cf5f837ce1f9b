import AirworthyTesting
import Testing
import Trust

/// cyberphone/json-canonicalization, the reference data of RFC 8785.
@Suite("JSON canonicalization scheme")
struct CanonicalJSONTests {
    @Test("the canonical form of each input is the published output, byte for byte")
    func canonicalForms() throws {
        guard let folder = Fixtures.folder("27-jcs", cases: 3) else { return }
        let names = try folder.allFiles(suffix: ".json").filter { $0.hasPrefix("input/") }
        #expect(names.count >= 3)
        for name in names {
            let canonical = try JSONDocument(try folder.bytes(name), name: name).root.json.canonicalBytes()
            let output = name.replacing("input/", with: "output/")
            #expect(canonical == (try folder.bytes(output)), "\(name)")
            let hex = try folder.text(output.replacing("output/", with: "outhex/").replacing(".json", with: ".txt"))
            #expect(Hex.encode(canonical) == hex.filter { !$0.isWhitespace }, "\(name)")
        }
    }
}
