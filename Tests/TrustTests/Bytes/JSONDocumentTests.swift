import AirworthyTesting
import Testing
import Trust

@Suite("JSONDocument")
struct JSONDocumentTests {
    @Test(
        "a document two readers could read differently is refused, with its own code",
        arguments: [
            ("", "json-syntax"),
            (" ", "json-syntax"),
            ("{} {}", "json-syntax"),
            ("{}\0", "json-syntax"),
            ("[1,]", "json-syntax"),
            ("{\"a\":1,}", "json-syntax"),
            ("[01]", "json-syntax"),
            ("[1.]", "json-syntax"),
            ("[.5]", "json-syntax"),
            ("[+1]", "json-syntax"),
            ("[1e]", "json-syntax"),
            ("[-]", "json-syntax"),
            ("[NaN]", "json-syntax"),
            ("'a'", "json-syntax"),
            ("\"a\nb\"", "json-syntax"),
            ("\"\\x\"", "json-syntax"),
            ("\"\\u12G4\"", "json-syntax"),
            ("\"", "json-syntax"),
            ("\"\\", "json-syntax"),
            ("[1e400]", "json-number-range"),
            ("[-1e999]", "json-number-range"),
            ("\u{FEFF}{}", "json-encoding"),
            ("\"\\ud800\"", "json-encoding"),
            ("\"\\udc00\"", "json-encoding"),
            ("\"\\ud800\\u0041\"", "json-encoding"),
            ("{\"a\":1,\"a\":1}", "json-duplicate-key"),
            ("{\"a\":1,\"\\u0061\":2}", "json-duplicate-key"),
            ("{\"x\":{\"b\":1,\"b\":1}}", "json-duplicate-key"),
            ("{\"\u{E9}\":1,\"e\u{301}\":2}", "json-duplicate-key"),
            ("{\"K\":1,\"\u{212A}\":2}", "json-duplicate-key"),
            ("{\"\\u212a\":1,\"K\":2}", "json-duplicate-key"),
        ])
    func refusals(text: String, code: String) {
        #expect(refusalCode { try JSONDocument(Array(text.utf8), name: "case") } == code)
    }

    @Test("a letter with more marks than any writing has is refused, and a name of nothing else at once")
    func combiningMarks() throws {
        // U+0345 sorts behind U+0301: alternating, they are sorted by insertion.
        for mark in ["\u{301}", "\u{345}\u{301}", #"\u0345\u0301"#] {
            let many = String(repeating: mark, count: 60_000)
            for text in ["{\"e\(many)\":1}", "[\"e\(many)\"]"] {
                #expect(refusalCode { try JSONDocument(Array(text.utf8), name: "case") } == "json-encoding")
            }
            let few = String(repeating: mark, count: 64)
            _ = try JSONDocument(Array("{\"e\(few)\":1,\"f\(few)\":1}".utf8), name: "case")
        }
        _ = try JSONDocument(Array("[\"\(String(repeating: "漢字", count: 1_000))\"]".utf8), name: "case")
    }

    @Test(
        "bytes that are not UTF-8 are refused where they stand",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func invalidUTF8(sequence: [UInt8]) {
        let bytes = Array("[\"abcdefgh".utf8) + sequence + Array("\"]".utf8)
        #expect(refusalCode { try JSONDocument(bytes, name: "case") } == "json-encoding")
    }

    @Test("the place of an error is its line and column in the file")
    func errorLocation() {
        let text = "{\n  \"\u{E9}\": [1, x]\n}"
        let error = #expect(throws: Diagnostic.self) { try JSONDocument(Array(text.utf8), name: "a.json") }
        #expect(error?.location == .file("a.json", line: 2, column: 12))
        #expect(error?.message == "`x` where a value is expected")
    }

    @Test("depth, size and count are bounded before memory is spent")
    func limits() throws {
        let deep = Array(String(repeating: "[", count: 129).utf8)
        #expect(refusalCode { try JSONDocument(deep, name: "case") } == "json-too-deep")
        let fits = Array((String(repeating: "[", count: 128) + String(repeating: "]", count: 128)).utf8)
        #expect(try JSONDocument(fits, name: "case").root.kind == .array)
        let many = Array("[1,2,3,4]".utf8)
        #expect(refusalCode { try JSONDocument(many, name: "case", limits: JSONLimits(nodes: 4)) } == "json-too-large")
        #expect(try JSONDocument(many, name: "case", limits: JSONLimits(nodes: 5)).root.elements.count == 4)
        #expect(refusalCode { try JSONDocument(many, name: "case", limits: JSONLimits(bytes: 8)) } == "json-too-large")
    }

    @Test("a duplicate is found among thousands of names, and thousands of distinct names are accepted")
    func manyNames() throws {
        let members = (0..<5_000).map { "\"name-\($0)\":\($0)" }
        let distinct = Array("{\(members.joined(separator: ","))}".utf8)
        #expect(try JSONDocument(distinct, name: "case").root["name-4999"]?.integer == 4_999)
        let repeated = Array("{\(members.joined(separator: ",")),\"name-17\":0}".utf8)
        #expect(refusalCode { try JSONDocument(repeated, name: "case") } == "json-duplicate-key")
    }

    @Test("equal names in different objects are not duplicates")
    func namesAreScoped() throws {
        let text = "{\"a\":{\"a\":{\"b\":1}},\"b\":[{\"a\":1},{\"a\":2}]}"
        #expect(try JSONDocument(Array(text.utf8), name: "case").root["b"]?[1]?["a"]?.integer == 2)
    }
}
