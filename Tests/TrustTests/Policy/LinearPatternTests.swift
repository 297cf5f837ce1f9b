import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("LinearPattern")
struct LinearPatternTests {
    @Test(
        "a pattern stands for the whole text or for nothing",
        arguments: [
            ("abc", "abc", true), ("abc", "xabc", false), ("abc", "abcx", false), ("^abc$", "abc", true),
            ("a.c", "abc", true), ("a.c", "a\nc", false), ("a\\.c", "abc", false), ("a\\.c", "a.c", true),
            ("ab*", "a", true), ("ab*", "abbb", true), ("ab+", "a", false), ("ab?c", "ac", true),
            ("a{2}", "aa", true), ("a{2}", "aaa", false), ("a{2,}", "aaaa", true), ("a{1,3}", "aaaa", false),
            ("a{0,2}b", "b", true), ("(ab|cd)+", "abcdab", true), ("(?:ab|cd)", "cd", true), ("a|", "a", true),
            ("[a-c]+", "abcabc", true), ("[^a-c]", "d", true), ("[^a-c]", "a", false), ("[^a]", "\n", false),
            ("[]a]", "]", true), ("[a-]", "-", true), ("\\d+", "2026", true), ("\\d+", "２", false),
            ("\\w+@acme\\.example", "release_1@acme.example", true), ("[\\w.-]+", "a.b-c_d", true), ("\\s", " ", true),
            (
                "https://github\\.com/acme/[^/]+/\\.github/workflows/release\\.yml@refs/tags/v[0-9.]+",
                "https://github.com/acme/checkout/.github/workflows/release.yml@refs/tags/v3.0.1", true
            ),
            // What an unanchored pattern would have let through.
            ("https://github\\.com/acme/.*", "https://github.com/acme-evil/x", false),
            ("https://github\\.com/acme/.*", "https://evil.example/?x=https://github.com/acme/r", false),
            ("https://github\\.com/acme/.*", "https://github.com/acme/r\nhttps://evil.example", false),
            ("é", "e\u{301}", false),
        ])
    func matching(pattern: String, text: String, expected: Bool) throws {
        #expect(try LinearPattern(pattern).matches(text) == expected)
    }

    @Test(
        "what is not of the language is refused, and nothing is guessed",
        arguments: [
            ("", "pattern-empty"), ("^$", "pattern-syntax"), ("(", "pattern-syntax"), ("a)", "pattern-syntax"),
            ("*a", "pattern-syntax"), ("a**", "pattern-syntax"), ("a+?", "pattern-syntax"), ("[a", "pattern-syntax"),
            ("[z-a]", "pattern-syntax"), ("a{", "pattern-syntax"), ("a{3,2}", "pattern-syntax"),
            ("a{257}", "pattern-syntax"), ("((a{200}){200}){200}", "pattern-syntax"), ("\\1", "pattern-syntax"),
            ("\\bword", "pattern-syntax"), ("(?i)a", "pattern-syntax"), ("(?=a)", "pattern-syntax"),
            ("(?P<n>a)", "pattern-syntax"), ("a^b", "pattern-syntax"), ("a$b", "pattern-syntax"),
            ("\\", "pattern-syntax"),
            ("[[:alpha:]]", "pattern-syntax"), (String(repeating: "(", count: 40), "pattern-syntax"),
            ("((a{200}){200}){200}", "pattern-syntax"), ("(a{0,200}){200,}", "pattern-syntax"),
            (String(repeating: "a", count: 1_025), "pattern-too-long"),
        ])
    func refusals(pattern: String, code: String) {
        #expect(refusalCode { try LinearPattern(pattern) } == code)
    }

    @Test(
        "patterns that make other matchers try for ever are answered",
        arguments: ["(a+)+$", "(a|a)*b", "(a*)*b", "(a|aa)+b", "([a-z]+)*[0-9]"])
    func catastrophes(pattern: String) throws {
        let text = String(repeating: "a", count: 4_000)
        let matches = try LinearPattern(pattern).matches(text)
        #expect(matches == (pattern == "(a+)+$"))
    }

    @Test("text longer than any identity matches nothing")
    func longText() throws {
        #expect(!(try LinearPattern(".*").matches(String(repeating: "a", count: 5_000))))
    }

    @Test("random patterns agree with Foundation's matcher, which knows the same language and more")
    func agreement() throws {
        var generator = SeededGenerator(seed: 20_261_125)
        var compared = 0
        for _ in 0..<400 {
            let source = Self.pattern(&generator, depth: 3)
            guard let ours = try? LinearPattern(source) else { continue }
            let theirs = try NSRegularExpression(pattern: "\\A(?:\(source))\\z")
            for _ in 0..<8 {
                let text = String(
                    (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                        Character(["a", "b", "c", "-"].randomElement(using: &generator)!)
                    })
                let range = NSRange(text.startIndex..., in: text)
                let expected = theirs.firstMatch(in: text, range: range) != nil
                #expect(ours.matches(text) == expected, "`\(source)` on `\(text)`, seed 20261125")
                compared += 1
            }
        }
        #expect(compared > 1_000)
    }

    private static func pattern(_ generator: inout SeededGenerator, depth: Int) -> String {
        let leaf = ["a", "b", "c", ".", "[ab]", "[^a]", "-"][Int.random(in: 0..<7, using: &generator)]
        guard depth > 0 else { return leaf }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return pattern(&generator, depth: depth - 1) + pattern(&generator, depth: depth - 1)
        case 1: return "(\(pattern(&generator, depth: depth - 1))|\(pattern(&generator, depth: depth - 1)))"
        case 2: return "(\(pattern(&generator, depth: depth - 1)))*"
        case 3: return "(\(pattern(&generator, depth: depth - 1)))+"
        case 4: return "(\(pattern(&generator, depth: depth - 1))){1,2}"
        default: return leaf + (Bool.random(using: &generator) ? "?" : "")
        }
    }
}
