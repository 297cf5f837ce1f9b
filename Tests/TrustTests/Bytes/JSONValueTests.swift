import Testing
import Trust

@Suite("JSONValue")
struct JSONValueTests {
    private func root(_ text: String) throws -> JSONValue {
        try JSONDocument(Array(text.utf8), name: "doc.json").root
    }

    @Test("an accessor of the wrong kind answers nil, never a conversion")
    func noConversions() throws {
        let value = try root(#"{"s":"1","n":1,"t":true,"z":null,"a":[],"o":{}}"#)
        #expect(value["s"]?.integer == nil)
        #expect(value["n"]?.string == nil)
        #expect(value["n"]?.bool == nil)
        #expect(value["t"]?.integer == nil)
        #expect(value["z"]?.isNull == true)
        #expect(value["a"]?["x"] == nil)
        #expect(value["o"]?[0] == nil)
        #expect(value["absent"] == nil)
        #expect(value.members.map(\.value.kind) == [.string, .number, .bool, .null, .array, .object])
    }

    @Test(
        "an integer is a number written as one that fits 64 bits",
        arguments: [
            ("0", 0), ("-0", 0), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
            ("9223372036854775808", nil), ("1.0", nil), ("1e3", nil),
        ] as [(String, Int64?)])
    func integers(text: String, expected: Int64?) throws {
        let value = try root(text)
        #expect(value.integer == expected)
        #expect(value.double == Double(text))
    }

    @Test("escapes are decoded, pairs of surrogates included")
    func escapes() throws {
        let value = try root(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀""#)
        #expect(value.string.map { Array($0.utf8) } == Array("\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F600}é😀".utf8))
    }

    @Test("a member is found by its exact bytes, escaped or not")
    func exactNames() throws {
        let value = try root(#"{"\u0061b":1,"é":2}"#)
        #expect(value["ab"]?.integer == 1)
        #expect(value["\u{E9}"]?.integer == 2)
        #expect(value["e\u{301}"] == nil)
    }

    @Test("a value knows its pointer, its place and its exact bytes")
    func places() throws {
        let value = try root("{\"a\": [1, {\"x/y~z\":\n  \"t\"}],\n \"b\" : [ ]}")
        let inner = try #require(value["a"]?[1]?["x/y~z"])
        #expect(inner.pointer == "/a/1/x~1y~0z")
        #expect(inner.location == .pointer(document: "doc.json", "/a/1/x~1y~0z"))
        #expect(inner.position == .file("doc.json", line: 2, column: 3))
        #expect(Array(inner.sourceBytes) == Array("\"t\"".utf8))
        #expect(value["b"].map { Array($0.sourceBytes) } == Array("[ ]".utf8))
        #expect(value["b"]?.pointer == "/b")
        #expect(value.pointer.isEmpty)
    }

    @Test("elements and members come in document order")
    func order() throws {
        let value = try root(#"{"z":[3,[4,5],{"k":6}],"a":1}"#)
        #expect(value.members.map(\.key) == ["z", "a"])
        #expect(value["z"]?.elements.map(\.kind) == [.number, .array, .object])
        #expect(value["z"]?[3] == nil)
        #expect(value["z"]?[-1] == nil)
    }
}
