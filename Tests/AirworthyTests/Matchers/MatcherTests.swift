import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Matchers")
struct MatcherTests {
    enum Answer: String {
        case matched, differs, untold
    }

    static func matcher(_ yaml: String) throws(InputError) -> Matcher {
        try MatcherLoader.load(try YAMLDocument.parse(Array(yaml.utf8), name: "matcher.yaml"), as: "the matcher")
    }

    static func value(_ yaml: String) throws(InputError) -> MatchedValue {
        MatchedValue(.yaml(try YAMLDocument.parse(Array(yaml.utf8), name: "value.yaml")))
    }

    static func answer(_ result: MatchResult) -> Answer {
        switch result {
        case .matched: .matched
        case .differs: .differs
        case .untold: .untold
        }
    }

    @Test(
        "each says yes, no, or that it cannot tell",
        arguments: [
            ("{equals: 1}", "1.0", .matched), ("{equals: 1}", "2", .differs), ("{equals: 1}", "\"1\"", .untold),
            ("{equals: 1}", "null", .untold), ("{equals: x}", "x", .matched), ("{equals: true}", "\"true\"", .untold),
            ("{equals: [1, {a: b}]}", "[1, {a: b}]", .matched), ("{equals: [1, 2]}", "[2, 1]", .differs),
            ("{equals: {a: 1, b: 2}}", "{b: 2, a: 1}", .matched), ("{equals: [1]}", "[.nan]", .untold),
            ("{equals: \"\u{e9}\"}", "e\u{301}", .differs),
            ("{oneOf: [a, b]}", "b", .matched), ("{oneOf: [a, b]}", "c", .differs), ("{oneOf: [a, b]}", "3", .untold),
            ("{lt: 3}", "2.999", .matched), ("{lt: 3}", "3", .differs), ("{lt: 3}", ".nan", .untold),
            ("{lt: 3}", "\"2\"", .untold), ("{le: 3}", "3", .matched), ("{gt: 3}", "3.0001", .matched),
            ("{ge: 3}", "3", .matched), ("{ge: 3}", "-4", .differs),
            ("{ge: 9007199254740993}", "9007199254740992", .differs),
            ("{gt: 1e400}", "1e401", .matched), ("{lt: 0}", "-1e-400", .matched), ("{ge: 3}", ".inf", .untold),
            ("{between: [1, 3]}", "1", .matched), ("{between: [1, 3]}", "3", .matched),
            ("{between: [1, 3]}", "3.1", .differs), ("{between: [1, 3]}", "true", .untold),
            ("{contains: b}", "abc", .matched), ("{contains: d}", "abc", .differs), ("{contains: a}", "\"\"", .untold),
            ("{contains: 2}", "[1, 2]", .matched), ("{contains: 2}", "[1, \"2\"]", .differs),
            ("{contains: 2}", "[]", .untold), ("{contains: 2}", "abc", .untold), ("{contains: 2}", "{a: 2}", .untold),
            ("{matches: \"[a-z]+\"}", "abc", .matched), ("{matches: \"[a-z]+\"}", "abc1", .differs),
            ("{matches: \"[a-z]+\"}", "5", .untold),
            ("{semver: \">=1.2 <2\"}", "1.9.9", .matched), ("{semver: \">=1.2 <2\"}", "2.0.0-rc.1", .differs),
            ("{semver: \">=1.2 <2\"}", "\"1.2\"", .untold), ("{semver: \">=1.2 <2\"}", "v1.3.0", .untold),
            ("{length: {equals: 2}}", "[1, 2]", .matched), ("{length: {ge: 1}}", "[]", .differs),
            ("{length: {equals: 0}}", "[]", .matched), ("{length: {ge: 1}}", "5", .untold),
            ("{every: {ge: 1}}", "[1, 2]", .matched), ("{every: {ge: 1}}", "[1, 0]", .differs),
            ("{every: {ge: 1}}", "[]", .untold), ("{every: {ge: 1}}", "[1, .nan]", .untold),
            ("{every: {ge: 1}}", "1", .untold),
            ("{any: {ge: 2}}", "[1, 2]", .matched), ("{any: {ge: 2}}", "[1]", .differs),
            ("{any: {ge: 2}}", "[]", .untold),
            ("{any: {ge: 2}}", "[1, x]", .untold),
            ("{not: {equals: 1}}", "2", .matched), ("{not: {equals: 1}}", "1", .differs),
            ("{not: {equals: 1}}", "x", .untold), ("{not: {any: {equals: 1}}}", "[]", .untold),
            ("{not: {contains: bad}}", "\"\"", .untold),
            ("{ge: 1, lt: 3}", "2", .matched), ("{ge: 1, lt: 3}", "3", .differs),
            ("{allOf: [{ge: 1}, {contains: a}]}", "0", .differs), ("{allOf: [{ge: 1}, {contains: a}]}", "2", .untold),
            ("{anyOf: [{lt: 1}, {gt: 5}]}", "6", .matched), ("{anyOf: [{lt: 1}, {gt: 5}]}", "3", .differs),
            ("{anyOf: [{lt: 1}, {equals: x}]}", "3", .untold),
            ("{jsonpath: {$.a: {equals: 1}}}", "{a: 1}", .matched),
            ("{jsonpath: {$.a: {equals: 1}}}", "{a: 2}", .differs),
            ("{jsonpath: {$.a: {equals: 1}}}", "{b: 1}", .untold),
            ("{not: {jsonpath: {$.a: {equals: 1}}}}", "{b: 1}", .untold),
            ("{jsonpath: {$.a: {equals: 1}}}", "\"{\\\"a\\\": 1}\"", .untold),
            ("{jsonpath: {\"$[*].ok\": {every: {equals: true}}}}", "[{ok: true}, {ok: true}]", .matched),
            ("{jsonpath: {\"$[*].ok\": {every: {equals: true}}}}", "[{ok: true}, {}]", .untold),
            ("{jsonpath: {\"$[*].ok\": {every: {equals: true}}}}", "[]", .untold),
        ] as [(String, String, Answer)])
    func answers(matcher: String, value: String, answer: Answer) throws {
        let result = try Self.matcher(matcher).match(try Self.value(value))
        #expect(Self.answer(result) == answer, "\(result)")
        #expect(result.complaint?.isEmpty != true)
    }

    @Test(
        "what anything would meet, nothing could meet, or nobody can read is refused by name",
        arguments: [
            ("{}", "vacuous-matcher"), ("{oneOf: []}", "vacuous-matcher"), ("{contains: \"\"}", "vacuous-matcher"),
            ("{matches: \".*\"}", "vacuous-matcher"), ("{allOf: []}", "vacuous-matcher"),
            ("{anyOf: []}", "vacuous-matcher"), ("{not: {}}", "vacuous-matcher"), ("{every: {}}", "vacuous-matcher"),
            ("{length: {ge: 0}}", "vacuous-matcher"), ("{length: {not: {lt: 0}}}", "vacuous-matcher"),
            ("{gt: 0, lt: }", "vacuous-matcher"), ("{matches: \"v.*\", not: }", "vacuous-matcher"),
            ("{matches: \"v.*\", equals: null}", "vacuous-matcher"), ("{ge: 1, between: ~}", "vacuous-matcher"),
            ("{jsonpath: {}}", "vacuous-matcher"), ("{anyOf: [{ge: 1}, {not: {ge: 1}}]}", "vacuous-matcher"),
            ("{between: [3, 1]}", "empty-range"), ("{between: [3]}", "wrong-type"),
            ("{between: [1, .nan]}", "wrong-type"),
            ("{lt: \"3\"}", "wrong-type"), ("{ge: .inf}", "wrong-type"),
            ("{equals: .nan}", "wrong-type"), ("{equals: [.nan]}", "wrong-type"), ("{oneOf: [a, null]}", "wrong-type"),
            ("[1]", "wrong-type"),
            ("{equal: 1}", "unknown-key"), ("{matches: \"(\"}", "pattern-syntax"),
            ("{semver: latest}", "bad-version-range"),
            ("{jsonpath: {a.b: {equals: 1}}}", "bad-path"), ("{jsonpath: {\"$[?@.a]\": {equals: 1}}}", "bad-path"),
            ("{jsonpath: {\"$..a\": {equals: 1}}}", "bad-path"),
            (
                String(repeating: "{not: ", count: 17) + "{ge: 1}" + String(repeating: "}", count: 17),
                "matcher-too-large"
            ),
            ("{anyOf: [" + String(repeating: "{ge: 1}, ", count: 300) + "]}", "matcher-too-large"),
        ])
    func refused(matcher: String, code: String) {
        let error = #expect(throws: InputError.self) { try Self.matcher(matcher) }
        #expect(error?.diagnostics.first.code == code)
    }

    @Test("words name what was found and what was wanted")
    func words() throws {
        #expect(try Self.matcher("{between: [1, 3]}").match(try Self.value("5")) == .differs("is 5, not at most 3"))
        #expect(try Self.matcher("{ge: 1}").match(nil) == .untold("is missing"))
        #expect("\(try Self.matcher("{every: {not: {equals: x}}}"))" == "every element not (equal to `x`)")
    }
}
