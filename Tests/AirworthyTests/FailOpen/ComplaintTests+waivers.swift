import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Complaints about exceptions: who answers for them, until when, and for what exactly.
extension ComplaintTests {
    /// A waiver of step `each`, subject `a`, with these members otherwise; nil removes one.
    private func waiver(_ office: VirtualOffice, _ release: Release, _ changes: [String: JSON?] = [:]) throws -> [UInt8]
    {
        var predicate: [String: JSON] = [
            "step": "each", "finding": "scripted", "subject": "a", "environment": "production",
            "expires": .string((Samples.instant + .seconds(86_400)).rfc3339), "owner": "sam", "ticket": "OPS-1",
            "reason": "known",
        ]
        for (key, value) in changes { predicate[key] = value }
        return try office.signed(PredicateType.waiver, predicate, over: release.manifestDigest, by: ["lee"])
    }

    private func refusal(_ changes: [String: JSON?]) throws -> String? {
        let office = try VirtualOffice()
        let bytes = try waiver(office, try Samples.release(services: ["a", "b"]), changes)
        return refusalCode {
            try WaiverLoader.load(bytes, source: "w.json", trust: office.trust, at: Samples.instant, initiator: "dana")
        }
    }

    /// The facts of a run in which `each` fails for both subjects, under these waivers.
    private func facts(_ changes: [[String: JSON?]]) async throws -> RunFacts {
        let office = try VirtualOffice()
        let release = try Samples.release(services: ["a", "b"])
        let plan = try Samples.plan(
            "  - {id: each, uses: scripted, forEach: images, with: {answer: fail}}\n  - {id: other, uses: scripted}",
            for: release)
        let waivers = try changes.map { change in
            try WaiverLoader.load(
                waiver(office, release, change), source: "w.json", trust: office.trust, at: Samples.instant,
                initiator: "dana")
        }
        let record = await Runner(plan: plan, context: Contexts.empty(release: release), width: 1).run(mode: .live)
        return RunFacts(
            plan: plan, record: record, trust: office.trust, waivers: waivers, verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil)
    }

    @Test(
        "13: a waiver names who answers for it, why and where it is followed up",
        arguments: [("owner", "waiver-untrusted"), ("reason", "waiver-malformed"), ("ticket", "waiver-malformed")])
    func complaint13(member: String, code: String) throws {
        #expect(try refusal([:]) == nil)
        #expect(try refusal([member: .some(nil)]) == code)
        // Where nobody asked for it, nobody can be held apart from who grants it.
        #expect(try refusal([member: ""]) == code)
    }

    @Test("13: who asked for a waiver and who began the run do not vouch for one another by both signing it")
    func complaint13Together() throws {
        let office = try VirtualOffice()
        let release = try Samples.release(services: ["a", "b"])
        func refusal(signedBy names: [String]) throws -> String? {
            var predicate = WaiverSpecimen.predicate(step: "each", finding: "scripted", of: release)
            predicate["requestedBy"] = "lee"
            let bytes = try office.signed(PredicateType.waiver, predicate, over: release.manifestDigest, by: names)
            return refusalCode {
                try WaiverLoader.load(
                    bytes, source: "w.json", trust: office.trust, at: Samples.instant, initiator: "dana")
            }
        }
        #expect(try refusal(signedBy: ["lee", "dana"]) == "waiver-untrusted")
        #expect(try refusal(signedBy: ["lee", "dana", "kim"]) == nil)
    }

    @Test(
        "14: a waiver ends at an instant in UTC, and nobody's midnight",
        arguments: ["2099-01-01", "2099-01-01T00:00:00"])
    func complaint14(text: String) throws {
        #expect(try refusal(["expires": .string(text)]) == "waiver-malformed")
    }

    @Test(
        "15: half a date is none, and not the first of January", arguments: ["2099", "2099-11", "2099-02-30T00:00:00Z"])
    func complaint15(text: String) throws {
        #expect(try refusal(["expires": .string(text)]) == "waiver-malformed")
    }

    @Test("16: a waiver whose time is over covers nothing, and is told by one code")
    func complaint16() async throws {
        let facts = try await facts([
            ["expires": .string((Samples.instant).rfc3339)], ["subject": "b"],
        ])
        #expect(facts.verdict.blockers == [Blocker(unit: "each/a", code: "scripted")])
        #expect(facts.waivers.map { $0.remarks.map(\.code) } == [["waiver-expired"], ["waiver-ends-soon"]])
    }

    @Test("17: one finding is waived for two images by one waiver each")
    func complaint17() async throws {
        #expect(try await facts([["subject": "a"]]).verdict.blockers.map(\.unit) == ["each/b"])
        #expect(
            try await facts([["subject": "a"], ["subject": "b"]]).verdict == .cleared(waived: ["each/a", "each/b"]))
    }

    @Test(
        "18: a waiver covers one finding of one step in one environment, and nothing near it",
        arguments: [("finding", "undecided"), ("step", "other"), ("environment", "staging"), ("subject", "ab")])
    func complaint18(member: String, value: String) async throws {
        let facts = try await facts([[member: .string(value)], ["subject": "b"]])
        #expect(facts.verdict.blockers.map(\.unit) == ["each/a"])
        #expect(facts.waivers.first?.remarks.map(\.code) == ["waiver-unused"])
    }
}
