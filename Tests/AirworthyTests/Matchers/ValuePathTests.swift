import Testing
import Trust

@testable import Airworthy

@Suite("Places in documents")
struct ValuePathTests {
    private let document = try? MatcherTests.value(
        "{a: {b-c: [1, 2, 3]}, list: [{n: 1}, {n: 2}], empty: [], "
            + "pods: [{ready: [true]}, {ready: []}], groups: [{on: {a: 1}}, {on: {}}]}")

    @Test(
        "a path leads to one place, or to all that a star stands for",
        arguments: [
            ("$.a['b-c'][0]", "1"), ("$.a['b-c'][-1]", "3"), ("$['a'][\"b-c\"][1]", "2"), ("$.list[*].n", "[1, 2]"),
            ("$.list[0]", "{n: 1}"), ("$.a.*", "[[1, 2, 3]]"),
        ])
    func found(path: String, value: String) throws {
        let document = try #require(document)
        #expect(try ValuePath(path).select(from: document) == .found(try MatcherTests.value(value)))
    }

    @Test(
        "nothing is selected where anything on the way is missing",
        arguments: [
            "$.b", "$.list[2]", "$.list[*].m", "$.empty[*]", "$.a[0]", "$.list[-3]",
            "$.pods[*].ready[*]", "$.groups[*].on.*",
        ])
    func missing(path: String) throws {
        let document = try #require(document)
        guard case .missing = try ValuePath(path).select(from: document) else {
            Issue.record("\(path) selects something")
            return
        }
    }

    @Test("`every` passes over no list that is empty among others that are not")
    func everyOfNothing() throws {
        let document = try #require(document)
        let matcher = try MatcherTests.matcher("{jsonpath: {\"$.pods[*].ready[*]\": {every: {equals: true}}}}")
        #expect(MatcherTests.answer(matcher.match(document)) == .untold)
    }

    @Test(
        "what computes, or is malformed, is refused",
        arguments: ["", "a", "$.", "$..a", "$[1:2]", "$[?@.a]", "$['a]", "$[01]", "$[a]", "$.a-b", "$[1,2]"])
    func refused(path: String) {
        let error = #expect(throws: Diagnostic.self) { try ValuePath(path) }
        #expect(error?.code == "bad-path")
    }
}
