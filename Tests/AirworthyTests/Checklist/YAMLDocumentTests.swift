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
            ("a: *nowhere", "yaml-syntax"), ("e" + String(repeating: "\u{301}", count: 200) + ": 1", "yaml-syntax"),
            ("a: !!str 5", "yaml-tag"), ("a: !Ref b", "yaml-tag"),
            ("! {a: b}", "yaml-tag"),
            ("a: !!seq [1]", "yaml-tag"), ("a: \0", "yaml-encoding"), ("a: 1\n---\nb: 2", "yaml-syntax"),
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
        "deep nesting is refused, in brackets, by indentation and through aliases",
        arguments: [65, 66, 5_000, 200_000])
    func depth(levels: Int) {
        let brackets = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        #expect(problem(brackets)?.code == (levels == 65 ? nil : "yaml-too-deep"))
        guard levels < 1_000 else { return }
        let lines = (0..<levels - 2).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(
            problem(lines + String(repeating: " ", count: levels - 2) + "a: 1")?.code
                == (levels == 65 ? nil : "yaml-too-deep"))
    }

    @Test("an alias is as deep as what it stands for, and a name given again is the last one's")
    func aliases() throws {
        var lines = ["a0: &a0 [x]"]
        for level in 1...64 { lines.append("a\(level): &a\(level) [*a\(level - 1)]") }
        #expect(problem(lines.joined(separator: "\n"))?.code == "yaml-too-deep")
        let root = try YAMLDocument.parse(Array("{a: &n one, b: &n two, c: *n, &k key: 1, d: *k}".utf8), name: "f")
        var fields = try FieldReader(root, as: "it")
        #expect(try fields.string("c") == "two")
        #expect(try fields.string("d") == "key")
    }

    @Test("what contains itself refers to nothing")
    func recursion() {
        #expect(problem("a: &a [*a]")?.code == "yaml-syntax")
    }

    @Test("a key given twice is named where it is given again")
    func duplicate() {
        #expect(problem("a: 1\nb: 2\n a: 3")?.code == "yaml-syntax")
        #expect(problem("a: 1\nb: 2\na: 3")?.location == .file("f.yaml", line: 3, column: 1))
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
