import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

/// Laws of the algebra, on matchers and values made by chance.
@Suite("Laws of matchers")
struct MatcherPropertyTests {
    private static let rounds = 2_000

    private struct Chance {
        var dice = SeededGenerator()

        mutating func number() -> DecimalNumber {
            [".nan", ".inf", "0", "-0", "1", "1.0", "2", "-3", "0.5", "1e3", "1000", "9007199254740993"]
                .randomElement(using: &dice).map { DecimalNumber($0) } ?? DecimalNumber("0")
        }

        mutating func finite() -> DecimalNumber {
            let number = number()
            return number.isFinite ? number : DecimalNumber("7")
        }

        mutating func value(_ depth: Int = 0) -> MatchedValue {
            switch Int.random(in: 0..<(depth < 3 ? 6 : 4), using: &dice) {
            case 0: .null
            case 1: .bool(Bool.random(using: &dice))
            case 2: .number(number())
            case 3: .string(["", "a", "ab", "1.2.3", "true"].randomElement(using: &dice) ?? "")
            case 4: .list((0..<Int.random(in: 0..<4, using: &dice)).map { _ in value(depth + 1) })
            default:
                .mapping(
                    ["a", "b"].prefix(Int.random(in: 0...2, using: &dice)).map {
                        .init(name: $0, value: value(depth + 1))
                    })
            }
        }

        mutating func matcher(_ depth: Int = 0) throws -> Matcher {
            switch Int.random(in: 0..<(depth < 3 ? 13 : 6), using: &dice) {
            case 0: .equals(value(2))
            case 1: .order(NumberOrder.allCases.randomElement(using: &dice) ?? .less, finite())
            case 2: .between(finite(), finite())
            case 3: .contains(value(2))
            case 4: .matches(try LinearPattern("[a-z]+"))
            case 5: .semver(try VersionRange(">=1 <2"))
            case 6: .length(try matcher(depth + 1))
            case 7: .every(try matcher(depth + 1))
            case 8: .any(try matcher(depth + 1))
            case 9: .not(try matcher(depth + 1))
            case 10: .allOf([try matcher(depth + 1), try matcher(depth + 1)])
            case 11: .anyOf([try matcher(depth + 1), try matcher(depth + 1)])
            default: .paths([.init(path: try ValuePath("$.a"), matcher: try matcher(depth + 1))])
            }
        }
    }

    private func forAll(_ body: (inout Chance) throws -> Bool) rethrows {
        var chance = Chance()
        for round in 0..<Self.rounds where try !body(&chance) {
            Issue.record("round \(round), \(chance.dice)")
            return
        }
    }

    @Test("nothing matches what is missing")
    func missing() throws {
        try forAll { chance in !(try chance.matcher().match(nil).isMatch) }
    }

    @Test("no value matches both a matcher and its opposite, and one that cannot be told matches neither")
    func contradiction() throws {
        try forAll { chance in
            let (matcher, value) = (try chance.matcher(), chance.value())
            let pair = [matcher.match(value), Matcher.not(matcher).match(value)].map(MatcherTests.answer)
            return [[.matched, .differs], [.differs, .matched], [.untold, .untold]].contains(pair)
        }
    }

    @Test("the opposite of the opposite says the same")
    func doubleNegation() throws {
        try forAll { chance in
            let (matcher, value) = (try chance.matcher(), chance.value())
            return MatcherTests.answer(Matcher.not(.not(matcher)).match(value))
                == MatcherTests.answer(matcher.match(value))
        }
    }

    @Test("De Morgan: not all is any not, of matchers and of elements")
    func deMorgan() throws {
        try forAll { chance in
            let (left, right, value) = (try chance.matcher(), try chance.matcher(), chance.value())
            func same(_ one: Matcher, _ other: Matcher) -> Bool {
                MatcherTests.answer(one.match(value)) == MatcherTests.answer(other.match(value))
            }
            return same(.not(.allOf([left, right])), .anyOf([.not(left), .not(right)]))
                && same(.not(.every(left)), .any(.not(left)))
        }
    }

    @Test("an answer about a value does not depend on the order of parts")
    func order() throws {
        try forAll { chance in
            let (left, right, value) = (try chance.matcher(), try chance.matcher(), chance.value())
            return MatcherTests.answer(Matcher.allOf([left, right]).match(value))
                == MatcherTests.answer(Matcher.allOf([right, left]).match(value))
        }
    }

    @Test("numbers are in one order: exactly one of less, equal and more, and none with what is no number")
    func trichotomy() {
        forAll { chance in
            let (left, right) = (chance.number(), chance.number())
            let answers = [left.isLess(than: right), right.isLess(than: left)]
            guard left.isFinite, right.isFinite else { return answers == [nil, nil] }
            return answers.count { $0 == true } + (left == right ? 1 : 0) == 1
        }
    }

    @Test("between is at least and at most; at most is not more")
    func bounds() {
        forAll { chance in
            let (low, high, value) = (chance.finite(), chance.finite(), chance.value())
            func same(_ one: Matcher, _ other: Matcher) -> Bool {
                MatcherTests.answer(one.match(value)) == MatcherTests.answer(other.match(value))
            }
            return same(.between(low, high), .allOf([.order(.atLeast, low), .order(.atMost, high)]))
                && same(.order(.atMost, high), .not(.order(.more, high)))
                && same(.order(.atLeast, low), .not(.order(.less, low)))
        }
    }

    @Test("nothing matches NaN, whatever is asked of it alone")
    func notANumber() throws {
        let value = MatchedValue.number(DecimalNumber(".nan"))
        try forAll { chance in !(try chance.matcher().match(value).isMatch) }
    }

    @Test("a number's text is the same number")
    func text() {
        forAll { chance in
            let number = chance.finite()
            return DecimalNumber(number.text) == number
        }
        #expect(
            ["1200", "-0.05", "12.5e-3", "1e30"].map { DecimalNumber($0).text } == ["1200", "-0.05", "0.0125", "1e30"])
    }

    @Test("an exponent of any size is no honest number, and does not end the program")
    func exponents() {
        for text in ["1e-9223372036854775808", "1e9223372036854775807", "1e99999999999999999999"] {
            #expect(!DecimalNumber(text).isFinite)
        }
    }
}
