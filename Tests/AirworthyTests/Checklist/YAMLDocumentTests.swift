import Airworthy
import Testing
import Trust

@Suite("YAMLDocument")
struct YAMLDocumentTests {
    private func problem(_ text: String) -> Diagnostic? {
        do throws(InputError) {
            _ = try YAMLDocument.parse(Array(text.utf8), name: "f.yaml")
            return nil
        } catch {
            return error.diagnostics.first
        }
    }

    @Test(
        "malformed and hostile documents are refused by name",
        arguments: [
            ("a: [1, 2", "yaml-syntax"), ("a: 1\na: 2", "yaml-duplicate-key"), ("", "yaml-empty"),
            ("a: 1\n\tb: 2", "yaml-syntax"), ("<<: {a: 1}", "yaml-merge-key"), ("? [a]\n: b", "yaml-key"),
            ("a: *nowhere", "yaml-syntax"), ("a: \0", "yaml-encoding"), ("a: 1\n---\nb: 2", "yaml-syntax"),
        ])
    func refused(text: String, code: String) {
        #expect(problem(text)?.code == code)
    }

    @Test("an alias bomb is refused in bounded time")
    func aliasBomb() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in 1...12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(aliases)]")
        }
        #expect(problem(lines.joined(separator: "\n"))?.code == "yaml-too-many-nodes")
    }

    @Test(
        "deep nesting is refused, past a thousand levels by the parser itself",
        arguments: [(100, "yaml-too-deep"), (5_000, "yaml-syntax"), (200_000, "yaml-syntax")])
    func depth(levels: Int, expected: String) {
        let code = problem(String(repeating: "[", count: levels) + String(repeating: "]", count: levels))?.code
        #expect(code == expected)
    }

    @Test("bytes that are not UTF-8, and files past the limit, are refused")
    func bytes() {
        let latin = #expect(throws: InputError.self) { try YAMLDocument.parse([0x61, 0x3a, 0x20, 0xe9], name: "f") }
        #expect(latin?.diagnostics.first.code == "yaml-encoding")
        let large = #expect(throws: InputError.self) {
            try YAMLDocument.parse(Array(repeating: 0x61, count: 5 << 20), name: "f")
        }
        #expect(large?.diagnostics.first.code == "yaml-too-large")
    }

    @Test("YAML 1.1's surprises are strings")
    func coreSchema() throws {
        let root = try YAMLDocument.parse(Array("{a: yes, b: 012x, c: 12:30:45, d: on}".utf8), name: "f")
        var fields = try FieldReader(root, as: "it")
        #expect(try fields.string("a") == "yes")
        #expect(try fields.string("b") == "012x")
        #expect(try fields.string("c") == "12:30:45")
        #expect(try fields.string("d") == "on")
    }

    @Test("columns count characters")
    func columns() {
        #expect(problem("é: {x: 1, x: 2}")?.location?.description.hasPrefix("f.yaml:1:") == true)
    }
}
