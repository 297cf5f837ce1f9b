import AirworthyTesting
import Testing
import Trust

@Suite("Glob")
struct GlobTests {
    @Test(
        "a pattern is anchored, `*` stays in one component and `**` crosses them",
        arguments: [
            ("ghcr.io/org/*", "ghcr.io/org/a", true),
            ("ghcr.io/org/*", "ghcr.io/org/a/b", false),
            ("ghcr.io/org/*", "ghcr.io/organization", false),
            ("ghcr.io/org/*", "ghcr.io/org", false),
            ("ghcr.io/org/*", "evil.io/ghcr.io/org/a", false),
            ("ghcr.io/org/*", "ghcrXio/org/a", false),
            ("ghcr.io/org/**", "ghcr.io/org/a/b/c", true),
            ("ghcr.io/org/**", "ghcr.io/org", false),
            ("ghcr.io/org/**", "ghcr.io/organization", false),
            ("**", "", true),
            ("**", "a/b", true),
            ("*", "a/b", false),
            ("*/b", "a/b", true),
            ("**/b", "b", false),
            ("**b", "a/b", true),
            ("a/**/z", "a/b/c/z", true),
            ("a/**/z", "a/z", false),
            ("a/*-*/z", "a/b-c-d/z", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b**/c", "a-b/b/c", true),
            ("a*b*c", "abcx", false),
            ("org/App", "org/app", false),
            (
                "https://github.com/acme/*/x.yml@refs/heads/main", "https://github.com/acme/r/x.yml@refs/heads/main",
                true
            ),
            ("https://github.com/acme/*", "https://evil.example/?x=https://github.com/acme/r", false),
        ])
    func matching(pattern: String, text: String, expected: Bool) throws {
        #expect(try Glob(pattern).matches(text) == expected)
    }

    @Test(
        "a pattern that cannot mean what it says is refused",
        arguments: [
            ("", "glob-empty"), ("a***", "glob-stars"), ("a?c", "glob-metacharacter"), ("[ab]", "glob-metacharacter"),
            ("{a,b}", "glob-metacharacter"), ("^a$", "glob-metacharacter"), ("a b", "glob-metacharacter"),
            ("a\nb", "glob-metacharacter"), ("a\\*", "glob-metacharacter"),
            (String(repeating: "a", count: 1_025), "glob-too-long"),
        ])
    func refusals(pattern: String, code: String) {
        #expect(refusalCode { try Glob(pattern) } == code)
    }

    @Test("a pattern made to be slow is not")
    func boundedTime() throws {
        let pattern = try Glob(String(repeating: "*a", count: 60) + "*b")
        let text = String(repeating: "a", count: 2_000)
        // Trying the ways in turn would take longer than the age of the universe.
        let elapsed = ContinuousClock().measure { #expect(!pattern.matches(text)) }
        #expect(elapsed < .seconds(10))
    }
}
