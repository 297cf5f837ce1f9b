import Testing

@testable import Airworthy

@Suite("Version tags and builder ids")
struct VersionTagTests {
    @Test(
        "a version admits what is at least as exact and equal as far as it goes",
        arguments: [
            ("v13", "v13.0.30", true), ("v13.0", "v13.0.30", true), ("v13.0.30", "v13.0.30", true),
            ("v13.0.30", "v13", false), ("v1.0.0", "v1", true), ("v1", "v1.2", true), ("v1.2", "v1", false),
            ("v2", "v13.0.30", false), ("v1", "v13.0.30", false), ("v13.1", "v13.0.30", false),
            ("v1.2", "v1.2.3-rc.1", false), ("v1.2.3", "v1.2.3-rc.1", false), ("v1.2.3-rc.1", "v1.2.3-rc.1+5", true),
            ("v1.2.3-rc.1", "v1.2.3-rc.2", false), ("v1.2.3+1", "v1.2.3+2", true),
        ])
    func admits(_ wanted: String, _ tag: String, _ admits: Bool) throws {
        #expect(try #require(VersionTag(wanted)).admits(#require(VersionTag(tag))) == admits)
    }

    @Test(
        "what is no version is none",
        arguments: [
            "", "v", "1.2.3", "v01", "v1.", "v1..2", "v1.2.3.4", "v1-alpha", "v1.2+1", "v1.2.3-", "v1.2.3+", "v1.2.x",
            "v1.2.3-a..b", "v1.2.٣", "V1", "v1.2.3+a+b", "vslsa1", "v1234567890",
        ])
    func none(_ text: String) {
        #expect(VersionTag(text) == nil)
    }

    @Test(
        "a builder is meant whole, or in every version",
        arguments: [
            ("b/x", "b/x", true), ("b/x", "b/x@v1", true), ("b/x@v1", "b/x@v1", true), ("b/x@v1", "b/x@v1.1", false),
            ("b/x@v1", "b/x", false), ("b/x", "b/xy@v1", false), ("b/x", "b/x@", false), ("b/x", "b/x@v1@v2", false),
            ("b/x", "a/b/x", false), ("b/x@v1.2.3", "b/x@refs/tags/v1.2.3", false),
        ])
    func builders(_ pattern: String, _ id: String, _ matches: Bool) throws {
        #expect(try #require(BuilderPattern(pattern)).matches(id) == matches)
    }

    @Test("a builder that could be meant in two ways is refused", arguments: ["", "@v1", "b@", "b@v1@v2"])
    func noBuilder(_ text: String) {
        #expect(BuilderPattern(text) == nil)
    }
}
