import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Claim")
struct ClaimTests {
    private func claims(answer: String = "pass", mode: RunMode = .live) async throws -> [SignedClaim] {
        try await VirtualGate().run(Samples.release(services: ["a", "b"]), answer: answer, mode: mode).claims
    }

    private func predicate(_ claim: SignedClaim) throws -> JSONValue {
        try #require(try Statement(payload: claim.envelope.payload, name: claim.name).predicate)
    }

    @Test("a live run is claimed as itself, a summary for each image, and a test result")
    func names() async throws {
        #expect(try await claims().map(\.name) == ["run", "vsa-a", "vsa-b", "test-result"])
    }

    @Test("a simulated run or a drill makes no statement that another tool would believe")
    func notLive() async throws {
        #expect(try await claims(mode: .simulated).map(\.name) == ["run"])
        #expect(try await claims(mode: .drill).map(\.name) == ["run"])
    }

    @Test("a summary of a passed run lists own labels and names the run among its inputs")
    func passedSummary() async throws {
        let claims = try await claims()
        let summary = try predicate(claims[1])
        #expect(summary["verificationResult"]?.string == "PASSED")
        #expect(summary["verifiedLevels"]?.elements.map(\.string) == ["AIRWORTHY_PRE_RELEASE"])
        #expect(summary["inputAttestations"]?[0]?["digest"]?["sha256"]?.string == claims[0].digest.hex)
        #expect(summary["resourceUri"]?.string == "pkg:oci/a?repository_url=registry.example/acme/a")
    }

    @Test("a summary of anything else carries FAILED and no other label", arguments: ["fail", "inconclusive", "error"])
    func failedSummary(answer: String) async throws {
        let claims = try await claims(answer: answer)
        let summary = try predicate(claims[1])
        #expect(summary["verificationResult"]?.string == "FAILED")
        #expect(summary["verifiedLevels"]?.elements.map(\.string) == ["FAILED"])
        #expect(try predicate(claims[0])["result"]?.string == "FAILED")
        #expect(try predicate(claims[3])["result"]?.string == "FAILED")
    }

    @Test("equal inputs at an equal instant give equal statements")
    func determinism() async throws {
        let gate = try VirtualGate()
        let first = try await gate.run(Samples.release(), mode: .simulated)
        let second = try await gate.run(Samples.release(), mode: .simulated)
        #expect(first.claims.map(\.envelope.payload) == second.claims.map(\.envelope.payload))
        #expect(TextReport.lines(RunReport(first.facts)) == TextReport.lines(RunReport(second.facts)))
        #expect(JUnitReport.text(RunReport(first.facts)) == JUnitReport.text(RunReport(second.facts)))
        #expect(first.facts.runID == second.facts.runID)
    }

    @Test("a verdict recomputed from its inputs equals the one that was signed")
    func recomputed() async throws {
        for answer in ["pass", "fail", "inconclusive", "error"] {
            let facts = try await VirtualGate().run(Samples.release(), answer: answer).facts
            #expect(Verdict(facts.record, of: facts.plan) == facts.verdict)
        }
    }

    @Test("a run statement that contradicts itself is malformed")
    func contradiction() async throws {
        let claim = try await claims(answer: "fail")[0]
        let text = String(decoding: claim.envelope.payload, as: UTF8.self)
        let forged = text.replacing("\"result\":\"FAILED\"", with: "\"result\":\"PASSED\"")
        #expect(forged != text)
        let error = #expect(throws: Diagnostic.self) {
            try RunClaim(Statement(payload: Array(forged.utf8), name: "forged"))
        }
        #expect(error?.code == "malformed-run")
    }
}
