import Testing
import Trust

@testable import Airworthy

@Suite("Values that are not shown")
struct SensitivityTests {
    @Test(
        "a value is masked by its name, its neighbours, its shape or the checklist",
        arguments: [
            ("{\"password\": \"a1\"}", "{\"password\": \"a2\"}"), ("{\"DB_PASSWORD\": 1}", "{\"DB_PASSWORD\": 2}"),
            ("{\"api-key\": {\"x\": \"a1\"}}", "{\"api-key\": {\"x\": \"a2\"}}"),
            ("{\"pin\": 1111}", "{\"pin\": 2222}"),
            ("{\"name\": \"AUTH_TOKEN\", \"value\": \"a1\"}", "{\"name\": \"AUTH_TOKEN\", \"value\": \"a2\"}"),
            ("{\"kind\": \"Secret\", \"data\": {\"x\": \"a1\"}}", "{\"kind\": \"Secret\", \"data\": {\"x\": \"a2\"}}"),
            ("{\"u\": \"db://me:a1@host/x\"}", "{\"u\": \"db://me:a2@host/x\"}"),
            ("{\"u\": \"-----BEGIN X-----a1\"}", "{\"u\": \"a2\"}"),
            ("{\"u\": \"aB3dE5gH7jK9mN1pQ3sT5vW7\"}", "{\"u\": \"a2\"}"),
            ("{\"hidden\": {\"x\": \"a1\"}}", "{\"hidden\": {\"x\": \"a2\"}}"),
            ("{\"token\": \"a1\"}", "{\"token\": 2}"),
            ("{\"token\": \"a1\"}", "{}"), ("{\"a\": 1}", "{\"a\": 1, \"token\": \"a2\"}"),
        ])
    func masked(desired: String, live: String) throws {
        let message = try message(desired, live)
        for secret in ["a1", "a2", "1111", "2222", "sT5vW7"] { #expect(!message.contains(secret), "\(message)") }
    }

    @Test(
        "other values are shown, shortened and harmless",
        arguments: [
            ("{\"a\": \"x\"}", "{\"a\": \"y\"}", "`/a` is \"y\", desired \"x\""),
            ("{\"a\": \"1\"}", "{\"a\": 1}", "`/a` is the number 1, desired the string \"1\""),
            ("{\"a\": 1}", "{\"a\": \"\\u001b[2J\\u202e\"}", "`/a` is the string \"·[2J·\", desired the number 1"),
            ("{\"a\": [1]}", "{\"a\": {}}", "`/a` is a mapping of 0, desired a list of 1"),
            (
                "{\"url\": \"https://a.example/b\"}", "{\"url\": \"\"}",
                "`/url` is \"\", desired \"https://a.example/b\""
            ),
            ("{\"a\": 1}", "{}", "`/a` is missing, desired 1"), ("{}", "{\"a\": 1}", "`/a` is 1, desired nothing"),
        ])
    func shown(desired: String, live: String, text: String) throws {
        #expect(try message(desired, live) == text)
    }

    @Test("a long value is cut")
    func long() throws {
        let message = try message("{\"a\": 1}", "{\"a\": \"\(String(repeating: "x", count: 500))\"}")
        #expect(message.count < 120)
    }

    private func message(_ desired: String, _ live: String) throws -> String {
        let hidden = try PathPattern("/hidden/*", "test", at: .path("test"))
        let differences = DocumentDiff.differences(
            desired: .json(try JSONDocument(Array(desired.utf8), name: "desired").root),
            live: .json(try JSONDocument(Array(live.utf8), name: "live").root),
            sensitivity: Sensitivity(pointers: [hidden]))
        return differences.map { $0.finding(livePath: "live").message }.joined(separator: "\n")
    }
}
