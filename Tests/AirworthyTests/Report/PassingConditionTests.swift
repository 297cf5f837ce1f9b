import Testing

@testable import Airworthy

@Suite("What would have passed")
struct PassingConditionTests {
    private static let digest = "sha256:" + String(repeating: "a", count: 64)

    @Test(
        "a sentence that says what was wanted is turned into what would have passed",
        arguments: [
            ("`/a` is 5, desired 7", "when `/a` is 7"), ("`/a` is missing, desired 7", "when `/a` is 7"),
            ("`/a` is 5, desired nothing", "when `/a` is not there"),
            ("`a/b` is there, desired nothing", "when `a/b` is not there"),
            ("`x` ended with status 1, expected 0", "when `x` ended with status 0"),
            ("`db.sql` hashes to sha256:1, not sha256:2", "when `db.sql` hashes to sha256:2"),
            ("the output has no line `failed: 0`", "when the output has the line `failed: 0`"),
            ("the output does not contain `ok`", "when the output contains `ok`"),
            (
                "the blob served for `r.example/a@\(digest)` hashes to sha256:b",
                "when the blob served for `r.example/a@\(digest)` hashes to \(digest)"
            ),
        ])
    func said(message: String, passing: String) {
        #expect(PassingCondition.text(message) == passing)
    }

    @Test(
        "a sentence that only says what was found is left alone",
        arguments: [
            "nobody has signed `a`", "`/a` differs; its values are masked", "it was read, not written", ", desired 5",
            "",
        ])
    func unsaid(message: String) {
        #expect(PassingCondition.text(message) == nil)
    }
}
