import Testing
import Trust

@Suite("writing canonical JSON as it is said")
struct CanonicalWriterTests {
    private func written() -> JSON {
        .written(reserving: 16) { json in
            json.object { json in
                json.member("absent", nil as String?)
                json.member("count", -7)
                json.name("empty")
                json.array { _ in }
                json.name("list")
                json.array { list in
                    list.object { _ in }
                    list.string("a\"b")
                    list.value(["z": 1, "a": nil])
                }
                json.member("names", ["one", "two"])
                json.member("text", "line\n")
                json.member("\u{1F600}", "past U+FFFF")
                json.member("\u{FB33}", "below it, and after it")
            }
        }
    }

    private let tree: JSON = [
        "count": -7, "empty": [], "list": [[:], "a\"b", ["z": 1, "a": nil]], "names": ["one", "two"], "text": "line\n",
        "\u{FB33}": "below it, and after it", "\u{1F600}": "past U+FFFF",
    ]

    @Test("what is said is written as the same value would be, in either form and inside another")
    func sameAsTheTree() {
        #expect(written().canonicalBytes() == tree.canonicalBytes())
        #expect(written().prettyText() == tree.prettyText())
        let outer: JSON = ["a": written(), "b": .array([written()])]
        #expect(outer.canonicalBytes() == (["a": tree, "b": .array([tree])] as JSON).canonicalBytes())
        #expect(outer.prettyText() == (["a": tree, "b": .array([tree])] as JSON).prettyText())
    }

    @Test("a value of any kind can be said alone")
    func alone() {
        #expect(JSON.written { $0.string("é") }.canonicalBytes() == Array("\"é\"".utf8))
        #expect(JSON.written { $0.integer(.max) }.canonicalBytes() == JSON.integer(.max).canonicalBytes())
        #expect(JSON.written { $0.array { _ in } }.canonicalBytes() == Array("[]".utf8))
    }

    @Test("a member out of order, or said twice, stops the program")
    func order() async {
        await #expect(processExitsWith: .failure) {
            _ = JSON.written { $0.object { json in ["b", "a"].forEach { json.member($0, 1) } } }
        }
        await #expect(processExitsWith: .failure) {
            _ = JSON.written { $0.object { json in ["a", "a"].forEach { json.member($0, 1) } } }
        }
    }
}
