import Testing
import Trust

@testable import Airworthy

@Suite("Two documents compared member by member")
struct DocumentDiffTests {
    @Test(
        "differences are at their own place",
        arguments: [
            ("[1, 2, 3]", "[1, 9, 3]", ["changed /1"]), ("[1, 2, 3]", "[1, 3]", ["missing /1"]),
            ("[1, 3]", "[1, 2, 3]", ["unexpected /1"]),
            ("[1, 2]", "[3, 4, 5]", ["changed /0", "changed /1", "unexpected /2"]),
            ("[1, 1]", "[1, 1, 1]", ["unexpected /2"]), ("[{\"a\": 1}]", "[{\"a\": 2}]", ["changed /0/a"]),
            ("{\"a/b~c\": 1}", "{\"a/b~c\": 2}", ["changed /a~1b~0c"]), ("{\"\": 1}", "{\"\": 2}", ["changed /"]),
            ("1", "2", ["changed "]), ("{\"a\": null}", "{}", ["missing /a"]),
            ("{\"a\": null}", "{\"a\": 0}", ["retyped /a"]),
            ("{\"a\": true}", "{\"a\": false}", ["changed /a"]), ("{\"a\": []}", "{\"a\": {}}", ["retyped /a"]),
            ("{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"a\": 1}", []), ("\"\\u00e9\"", "\"e\\u0301\"", ["changed "]),
            ("{\"\\u00e9\": 1}", "{\"e\\u0301\": 1}", ["missing /é", "unexpected /é"]),
        ])
    func places(desired: String, live: String, differences: [String]) throws {
        #expect(try describe(json(desired), json(live)) == differences)
    }

    @Test(
        "YAML is typed by the YAML 1.2 core schema",
        arguments: [
            ("a: yes", "{\"a\": \"yes\"}", []), ("a: true", "{\"a\": true}", []), ("a: 012", "{\"a\": 12}", []),
            ("a: 0x1F", "{\"a\": 31}", []), ("a: 0o17", "{\"a\": 15}", []), ("a: \"1\"", "{\"a\": 1}", ["retyped /a"]),
            ("a: 1e3", "{\"a\": 1000}", []), ("a: ~", "{\"a\": null}", []), ("a: 12:30", "{\"a\": \"12:30\"}", []),
            ("a:", "{\"a\": \"\"}", ["retyped /a"]), ("1: b", "{\"1\": \"b\"}", []),
        ])
    func yaml(desired: String, live: String, differences: [String]) throws {
        let node = try YAMLDocument.parse(Array(desired.utf8), name: "desired")
        #expect(try describe(.yaml(node), json(live)) == differences)
    }

    @Test(
        "numbers are equal when their exact values are",
        arguments: [
            ("1", "1.0", true), ("10e-1", "1", true), ("-0", "0", true), ("0.10", "1e-1", true), ("100", "1E+2", true),
            ("9007199254740993", "9007199254740992", false), ("0.1", "0.10000000000000000001", false),
            ("1", "-1", false), ("1e400", "1e401", false), ("12", "21", false), ("1", "10", false),
            (".inf", ".Inf", true), (".nan", ".NaN", true), ("0xffffffffffffffff", "18446744073709551615", true),
            ("0x1ffffffffffffffff", "36893488147419103231", false),
        ])
    func numbers(left: String, right: String, areEqual: Bool) {
        #expect((DecimalNumber(left) == DecimalNumber(right)) == areEqual)
    }

    @Test("a document equals itself written any other way", arguments: 1...20)
    func reserialised(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let value = generator.value(depth: 4)
        let compact = try json(String(decoding: value.canonicalBytes(), as: UTF8.self))
        let pretty = try json(value.prettyText())
        #expect(describe(compact, pretty) == [], "seed \(seed)")
    }

    private func json(_ text: String) throws -> DocumentValue {
        .json(try JSONDocument(Array(text.utf8), name: "document").root)
    }

    private func describe(_ desired: DocumentValue, _ live: DocumentValue) -> [String] {
        DocumentDiff.differences(desired: desired, live: live, sensitivity: .none).map { "\($0.kind) \($0.path)" }
    }
}

/// Steele, Lea and Flood's SplitMix64: a seed that can be printed and tried again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func value(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .integer(Int64.random(in: -(1 << 53)...(1 << 53), using: &self))
        case 3: return .number(Double.random(in: -1e6...1e6, using: &self))
        case 4: return .string(String(UInt64.random(in: 0...9_999, using: &self), radix: 36) + "é~/")
        case 5: return .array((0..<Int.random(in: 0..<5, using: &self)).map { _ in value(depth: depth - 1) })
        default:
            var members: [String: JSON] = [:]
            for _ in 0..<Int.random(in: 0..<5, using: &self) {
                members[String(UInt16.random(in: 0...99, using: &self))] = value(depth: depth - 1)
            }
            return .object(members)
        }
    }
}
