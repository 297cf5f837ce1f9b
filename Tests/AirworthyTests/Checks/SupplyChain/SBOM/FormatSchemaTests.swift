import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

@Suite("JSON Schema")
struct FormatSchemaTests {
    /// Files of the test suite about what published schemas of bills of materials do not use, each with its reason.
    static let leftOut: [String: String] = [
        "dependencies.json": "`dependencies` is not understood", "refRemote.json": "other documents are not fetched",
        "definitions.json": "the schema of schemas is not at hand",
        "ref.json": "references into members and to other documents are not followed",
        "infinite-loop-detection.json": "references into members are not followed",
    ]

    @Test(
        "the JSON Schema test suite of draft 7 agrees on every keyword that is understood",
        .enabled(if: Fixtures.has("25-schemas/JSON-Schema-Test-Suite/tests/draft7")))
    func suite() throws {
        let folder = try #require(Fixtures.root).appending(path: "25-schemas/JSON-Schema-Test-Suite/tests/draft7")
        var run = 0
        var refused: [String] = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "json" && Self.leftOut[file.lastPathComponent] == nil {
            let groups = try JSONDocument(Array(try Data(contentsOf: file)), name: file.lastPathComponent).root
            for group in groups.elements {
                let title = "\(file.lastPathComponent) \(group["description"]?.string ?? "")"
                let text = try #require(group["schema"])
                let schema: FormatSchema
                do throws(Diagnostic) {
                    schema = try FormatSchema(text)
                } catch {
                    refused.append("\(title): \(error.message)")
                    continue
                }
                for test in group["tests"]?.elements ?? [] {
                    run += 1
                    let data = try #require(test["data"])
                    let isValid = schema.faults(in: data, limit: 5).isEmpty
                    #expect(isValid == test["valid"]?.bool, "\(title): \(test["description"]?.string ?? "")")
                }
            }
        }
        #expect(run == 786)
        #expect(refused == [])
    }

    private func schema(_ text: String) throws -> FormatSchema {
        try FormatSchema(try JSONDocument(Array(text.utf8), name: "schema").root)
    }

    private func faults(_ schema: String, _ text: String) throws -> [String] {
        try self.schema(schema).faults(in: try JSONDocument(Array(text.utf8), name: "document").root, limit: 20)
            .map(\.text)
    }

    @Test("a keyword that is not understood is refused, not ignored")
    func unknown() {
        #expect(throws: Diagnostic.self) { try schema(#"{"dependencies":{"a":["b"]}}"#) }
        #expect(throws: Diagnostic.self) { try schema(#"{"pattern":"(?=a)"}"#) }
        #expect(throws: Diagnostic.self) { try schema(#"{"pattern":"^a|b$"}"#) }
        #expect(throws: Diagnostic.self) { try schema(##"{"$ref":"#/definitions/a"}"##) }
    }

    @Test("places are told as pointers, and the nearest of several forms by its own faults")
    func places() throws {
        let text = #"{"properties":{"a":{"items":{"oneOf":[{"required":["b","c"]},{"required":["d"]}]}}}}"#
        #expect(
            try faults(text, #"{"a":[{"d":1},{}]}"#) == [
                "/a/1: fits none of the 2 forms it may have", "/a/1: `d` is missing",
            ])
    }

    @Test("names that only look the same are not the same")
    func lookAlikes() throws {
        // U+212A is canonically equivalent to K.
        let closed = #"{"properties":{"K":{}},"additionalProperties":false}"#
        #expect(try faults(closed, #"{"K":1}"#).isEmpty)
        #expect(try faults(closed, "{\"\u{212A}\":1}").count == 1)
        #expect(try faults(#"{"enum":["K"]}"#, "\"\u{212A}\"").count == 1)
    }

    @Test(
        "formats are asserted",
        arguments: [
            ("date-time", "2024-02-29T12:00:00Z", true), ("date-time", "2024-02-29T12:00:00.123456789012+05:30", true),
            ("date-time", "2024-02-29t12:00:60z", true), ("date-time", "2024-02-29T12:00:00", false),
            ("date-time", "2023-02-29T12:00:00Z", false), ("date-time", "2024-02-29T12:00:00+24:00", false),
            ("date", "2024-02-30", false), ("date", "2024-02-29", true),
            ("iri-reference", "https://é.example/a b", false),
            ("iri-reference", "https://é.example/a%20b", true), ("iri-reference", "a%2", false),
            ("iri-reference", "../a", true), ("uri", "../a", false), ("uri", "urn:a", true), ("uri", "1:a", false),
            ("idn-email", "a", false), ("idn-email", "ä@é.example", true), ("email", "ä@b.example", false),
        ])
    func formats(_ format: String, _ text: String, _ isValid: Bool) throws {
        #expect(try faults(#"{"format":"\#(format)"}"#, "\"\(text)\"").isEmpty == isValid)
    }

    @Test(
        "patterns find what they describe",
        arguments: [
            ("^a{2,3}$", "aa", true), ("^a{2,3}$", "aaaa", false), ("b", "abc", true), ("^(a|b)*c$", "ababc", true),
            ("^[^a-c]$", "d", true), ("^[^a-c]$", "b", false), ("^a.c$", "a\\nc", false), ("^a\\\\.c$", "abc", false),
            ("^[a\\\\-z]+$", "a-z", true), ("^[a\\\\-z]+$", "b", false),
            ("^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaab", false),
        ])
    func patterns(_ pattern: String, _ text: String, _ isFound: Bool) throws {
        #expect(try faults(#"{"pattern":"\#(pattern)"}"#, "\"\(text)\"").isEmpty == isFound)
    }

    @Test("repeated elements are the same in any order of members and spelling of numbers")
    func unique() throws {
        let unique = #"{"uniqueItems":true}"#
        // One binary fraction, and different numbers.
        #expect(try faults(unique, "[4611686018427387904,4611686018427387905,4611686018427387904.0]").count == 1)
        #expect(try faults(unique, "[4611686018427387905,4611686018427387904.0]").isEmpty)
        let many = (0..<20_000).map { "[4611686018427\(387_904 + $0)]" }.joined(separator: ",")
        #expect(try faults(unique, "[\(many)]").isEmpty)
        #expect(try faults(unique, #"[{"a":1,"b":[2]},{"b":[2.0],"a":1}]"#).count == 1)
        #expect(try faults(unique, #"[{"a":1,"b":[2]},{"b":[3],"a":1},1,"1",true,[1]]"#).isEmpty)
    }

    @Test("alternatives inside alternatives come to an end")
    func work() throws {
        // Two times two, forty times over: by reference, for written out there is no room for it.
        var definitions = [#""d0":{"const":1}"#]
        for level in 1...40 {
            let below = ##"{"$ref":"#/definitions/d\##(level - 1)"}"##
            definitions.append(#""d\#(level)":{"oneOf":[\#(below),\#(below)]}"#)
        }
        let text = ##"{"$ref":"#/definitions/d40","definitions":{\##(definitions.joined(separator: ","))}}"##
        let one = try JSONDocument(Array("1".utf8), name: "one").root
        #expect(try schema(text).faults(in: one, limit: 5, work: 10_000).first?.message.contains("more work") == true)
    }
}
