import AirworthyTesting
import Testing
import Trust

@Suite("Statement")
struct StatementTests {
    private static let hex = String(repeating: "ab", count: 32)

    private static func text(
        type: String = #""_type":"https://in-toto.io/Statement/v1""#, subject: String? = nil,
        rest: String = #""predicateType":"urn:p","predicate":{}"#
    ) -> String {
        let subject = subject ?? #"[{"name":"a","digest":{"sha256":"\#(hex)"}}]"#
        return "{\(type),\"subject\":\(subject),\(rest)}"
    }

    private func statement(_ text: String) throws -> Statement {
        try Statement(payload: Array(text.utf8), name: "payload")
    }

    @Test("both versions of the statement are read, with or without a predicate")
    func accepted() throws {
        let read = try statement(Self.text())
        #expect(read.predicateType == "urn:p" && read.predicate != nil && read.subjects.map(\.name) == ["a"])
        _ = try statement(Self.text(type: #""_type":"https://in-toto.io/Statement/v0.1""#))
        #expect(try statement(Self.text(rest: #""predicateType":"urn:p""#)).predicate == nil)
        #expect(try statement(Self.text(rest: #""predicateType":"urn:p","predicate":null"#)).predicate == nil)
    }

    @Test(
        "a statement that could be read two ways, or is about nothing, is refused",
        arguments: [
            ("[]", "statement-malformed"),
            (text(type: #""type":"https://in-toto.io/Statement/v1""#), "statement-malformed"),
            (text(type: #""_type":"https://in-toto.io/Statement/v1","type":"x""#), "statement-malformed"),
            (text(type: #""_Type":"https://in-toto.io/Statement/v1""#), "statement-malformed"),
            (text(type: #""_type":"https://in-toto.io/Statement/v2""#), "statement-type"),
            (text(type: #""_type":"https://in-toto.io/statement/v1""#), "statement-type"),
            (text(rest: #""PredicateType":"urn:q","predicateType":"urn:p""#), "statement-malformed"),
            (text(rest: #""predicateType":"urn:p","predicateType":"urn:p""#), "json-duplicate-key"),
            (text(rest: #""predicateType":"""#), "statement-malformed"),
            (text(rest: #""predicateType":null"#), "statement-malformed"),
            (text(rest: #""predicate":{}"#), "statement-malformed"),
            (text(rest: #""predicateType":"urn:p","predicate":[]"#), "statement-malformed"),
            (text(rest: #""subject":[],"predicateType":"urn:p""#), "json-duplicate-key"),
            (text(subject: "[]"), "statement-no-subject"),
            (text(subject: "{}"), "statement-malformed"),
            (text(subject: "[1]"), "statement-malformed"),
            (text(subject: #"[{"name":"a"}]"#), "statement-malformed"),
            (text(subject: #"[{"name":"a","digest":{}}]"#), "statement-malformed"),
            (text(subject: #"[{"name":"a","digest":[]}]"#), "statement-malformed"),
            (text(subject: #"[{"name":"a","digest":{"sha256":1}}]"#), "statement-malformed"),
            (text(subject: #"[{"name":1,"digest":{"sha256":""}}]"#), "statement-malformed"),
            (text(subject: #"[{"name":"a","Digest":{},"digest":{"sha256":""}}]"#), "statement-malformed"),
        ])
    func refusals(text: String, code: String) {
        #expect(refusalCode { try statement(text) } == code)
    }

    @Test("subjects and digests are bounded")
    func bounds() throws {
        func subjects(_ count: Int) -> String {
            "[\(Array(repeating: "{\"digest\":{\"sha256\":\"x\"}}", count: count).joined(separator: ","))]"
        }
        func digests(_ count: Int) -> String {
            "[{\"digest\":{\((0..<count).map { "\"a\($0)\":\"\"" }.joined(separator: ","))}}]"
        }
        #expect(try statement(Self.text(subject: subjects(1_024))).subjects.count == 1_024)
        #expect(refusalCode { try statement(Self.text(subject: subjects(1_025))) } == "statement-too-many-subjects")
        #expect(try statement(Self.text(subject: digests(32))).subjects[0].digests.isEmpty)
        #expect(refusalCode { try statement(Self.text(subject: digests(33))) } == "statement-too-many-digests")
    }

    @Test(
        "a digest matches by algorithm and exact lower-case hex only",
        arguments: [
            (#""sha256":"\#(hex)""#, true),
            (#""sha1":"da39a3ee5e6b4b0d3255bfef95601890afd80709","sha256":"\#(hex)""#, true),
            (#""sha256":"\#(hex.uppercased())""#, false),
            (#""sha256":"\#(hex.prefix(62))""#, false),
            (#""sha512":"\#(hex)""#, false),
            (#""SHA256":"\#(hex)""#, false),
            (#""gitCommit":"\#(hex)""#, false),
        ])
    func matching(digest: String, expected: Bool) throws {
        let wanted = try #require(Digest("sha256:\(Self.hex)"))
        #expect(try statement(Self.text(subject: "[{\"digest\":{\(digest)}}]")).names(wanted) == expected)
    }

    @Test("what is written is read back")
    func writing() throws {
        let subject = StatementSubject(name: "a", digests: [Digest.of([1]), Digest.of([1], .sha512)])
        let json = Statement.json(subjects: [subject], predicateType: "urn:p", predicate: ["k": true])
        let read = try Statement(payload: json.canonicalBytes(), name: "payload")
        #expect(Set(read.subjects[0].digests) == Set(subject.digests))
        #expect(read.predicate?["k"]?.bool == true)
    }
}
