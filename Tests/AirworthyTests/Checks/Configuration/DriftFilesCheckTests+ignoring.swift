import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-files: differences somebody answers for")
struct DriftFilesIgnoringTests {
    private static let now = Instant(seconds: 1_795_269_600)

    @Test(
        "a rule hides what it covers, while it stands and within its bound",
        arguments: [
            ("/a/0", 1, "{\"a\": [1, 2]}", "{\"a\": [9, 2]}", []),
            ("/a/*", 2, "{\"a\": [1, 2]}", "{\"a\": [9, 9]}", []),
            ("/**", 2, "{\"a\": [1, 2]}", "{\"a\": [9, 9]}", []),
            ("/a/*", 1, "{\"a\": [1, 2]}", "{\"a\": [9, 9]}", ["ignore-exceeded", "drifted", "drifted"]),
            ("/a/1", 1, "{\"a\": [1, 2]}", "{\"a\": [9, 9]}", ["drifted"]),
            ("/a", 1, "{\"a\": [1, 2]}", "{\"a\": [9, 2]}", ["drifted"]),
            ("/**", 9, "{\"a\": 1}", "{\"a\": 1, \"b\": 1}", ["unexpected"]),
            ("/**", 9, "{\"a\": 1, \"b\": 1}", "{\"a\": 1}", ["missing"]),
            ("/**", 9, "{\"a\": 1}", "{\"a\": \"1\"}", ["type-changed"]),
            ("/b", 1, "{\"a\": 1}", "{\"a\": 1, \"b\": 1}", []), ("/b", 1, "{\"a\": 1, \"b\": 1}", "{\"a\": 1}", []),
            ("/a", 1, "{\"a\": 1}", "{\"a\": \"1\"}", []), ("/$x [~1]", 1, "{\"$x [/]\": 1}", "{\"$x [/]\": 2}", []),
        ])
    func covering(path: String, maxMatches: Int, desired: String, live: String, codes: [String]) async throws {
        let answer = try await examine(rule(path, maxMatches: maxMatches), desired, live)
        #expect(answer.codes.map(\.rawValue) == codes)
        if codes.isEmpty { #expect(answer.summary?.contains("differences ignored") == true) }
    }

    @Test("a rule ends at the instant it names, to the nanosecond", arguments: [0, 1])
    func expiry(nanoseconds: Int32) async throws {
        let end = Instant(seconds: Self.now.seconds, nanoseconds: nanoseconds)
        let answer = try await examine(rule("/a", expires: end), "{\"a\": 1}", "{\"a\": 2}")
        #expect(answer.codes == (nanoseconds == 0 ? [.ignoreExpired, .drifted] : []))
    }

    @Test("an expired rule is found even when it had nothing to hide")
    func expiredAndUnused() async throws {
        #expect(try await examine(rule("/b", expires: Self.now), "{\"a\": 1}", "{\"a\": 1}").codes == [.ignoreExpired])
    }

    @Test("a rule that met nothing is a warning")
    func unused() async throws {
        let answer = try await examine(rule("/b"), "{\"a\": 1}", "{\"a\": 1}")
        #expect(answer.isPass)
        #expect(answer.warnings == [.ignoreUnused])
    }

    @Test("the first rule that covers a difference takes it")
    func precedence() async throws {
        let rules = "[\(entry("/a")), \(entry("/*", maxMatches: 1))]"
        #expect(try await examine(rules, "{\"a\": 1, \"b\": 1}", "{\"a\": 2, \"b\": 2}").isPass)
        let reversed = "[\(entry("/*", maxMatches: 1)), \(entry("/a"))]"
        #expect(
            try await examine(reversed, "{\"a\": 1, \"b\": 1}", "{\"a\": 2, \"b\": 2}").codes
                == [.ignoreExceeded, .drifted, .drifted])
    }

    @Test("in a tree a wildcard hides changed content, and only an exact path hides a planted or a lost file")
    func trees() async throws {
        let files = MemoryFiles(texts: ["want/a/f": "1", "have/a/f": "2", "have/a/planted": "1", "want/lost": "1"])
        func codes(_ paths: [String]) async throws -> [DriftFilesCode] {
            let arguments = "desired: want\nlive: have\nignore: [\(paths.map { entry($0) }.joined(separator: ", "))]"
            return try await DriftFilesCheck.reading(arguments).examine(
                .release, in: .alone(files: files, at: Self.now)
            ).codes
        }
        #expect(try await codes(["a/*", "**"]) == [.missing, .unexpected])
        #expect(try await codes(["a/f", "a/planted", "lost"]) == [])
    }

    private func rule(_ path: String, expires: Instant? = nil, maxMatches: Int = 1) -> String {
        "[\(entry(path, expires: expires, maxMatches: maxMatches))]"
    }

    private func entry(_ path: String, expires: Instant? = nil, maxMatches: Int = 1) -> String {
        let end = expires ?? Self.now + .seconds(1)
        return "{path: '\(path)', owner: team-infra, reason: known, expires: \(end), maxMatches: \(maxMatches)}"
    }

    private func examine(_ rules: String, _ desired: String, _ live: String) async throws -> Answer<DriftFilesCode> {
        let files = MemoryFiles(texts: ["want": desired, "have": live])
        let arguments = "desired: want\nlive: have\nformat: json\nignore: \(rules)"
        return try await DriftFilesCheck.reading(arguments).examine(.release, in: .alone(files: files, at: Self.now))
    }
}
