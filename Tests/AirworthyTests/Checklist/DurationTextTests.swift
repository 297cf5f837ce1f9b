import Testing

@testable import Airworthy

@Suite("Durations as people write them")
struct DurationTextTests {
    @Test(
        "sums of whole units are durations",
        arguments: [("90s", 90), ("1h30m", 5_400), ("7d", 604_800), ("0s", 0), ("1s1s", 2)] as [(String, Int64)])
    func read(text: String, seconds: Int64) {
        #expect(Duration(text: text) == .seconds(seconds))
    }

    @Test("anything else is none", arguments: ["", "5", "s", "-5s", "1.5h", "5 m", "1w", "1000000000s", "5m3"])
    func refused(text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test("a sum that no number holds is none, and does not end the program")
    func tooLong() {
        #expect(Duration(text: String(repeating: "999999999d", count: 200_000)) == nil)
    }

    @Test("the longest back-off, doubled as often as may be, is a wait")
    func backOff() throws {
        let longest = try #require(Duration(text: String(repeating: "999999999d", count: 100_000)))
        let policy = RetryPolicy(attempts: 30, backoff: longest)
        #expect(policy.wait(after: 29, dice: 0) == RetryPolicy.longestWait)
    }
}
