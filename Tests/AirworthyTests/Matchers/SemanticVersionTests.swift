import Testing
import Trust

@testable import Airworthy

@Suite("Semantic versions")
struct SemanticVersionTests {
    /// The examples of semver.org §11, in their order.
    private static let ascending = [
        "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1", "2.1.18446744073709551616",
    ]

    @Test("precedence is that of the specification, whatever the size of a number")
    func precedence() throws {
        let versions = try Self.ascending.map { try #require(SemanticVersion($0)) }
        for (left, earlier) in versions.enumerated() {
            for (right, later) in versions.enumerated() {
                #expect(earlier.compared(to: later) == (left - right).signum(), "\(earlier.text) \(later.text)")
            }
        }
        let built = try #require(SemanticVersion("1.0.0+build.7"))
        #expect(built.compared(to: try #require(SemanticVersion("1.0.0"))) == 0)
    }

    @Test(
        "what is no semantic version is none",
        arguments: [
            "", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "1.2.3-a..b", "1.2.x",
            "1.2.3 ",
        ])
    func refused(text: String) {
        #expect(SemanticVersion(text) == nil)
    }

    @Test(
        "a range is what its bounds say, and holds a pre-release only where it names one",
        arguments: [
            (">=1.2 <2", "1.2.0", true), (">=1.2 <2", "2.0.0", false), (">=1.2 <2", "2.0.0-rc.1", false),
            (">=1.2 <2", "1.5.0-rc.1", false), (">=1.2.0-rc.1 <2", "1.2.0-rc.2", true), ("=1.2.3", "1.2.3+5", true),
            (">1 <=1.5", "1.0.0", false), (">1 <=1.5", "1.5.0", true),
        ])
    func ranges(range: String, version: String, isIn: Bool) throws {
        #expect(try VersionRange(range).contains(try #require(SemanticVersion(version))) == isIn)
    }

    @Test(
        "a range without a bound, or with something else, is refused", arguments: ["", " ", "1.2", "^1.2", ">=", "<x"])
    func refusedRange(text: String) {
        let error = #expect(throws: Diagnostic.self) { try VersionRange(text) }
        #expect(error?.code == "bad-version-range")
    }
}
