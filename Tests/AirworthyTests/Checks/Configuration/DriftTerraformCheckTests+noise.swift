import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-terraform: noise somebody answers for, and secrets nobody is told")
struct DriftTerraformNoiseTests {
    private typealias Sample = TerraformSample

    private func rule(_ path: String, expires: String = "2027-02-01T00:00:00Z", maxMatches: Int = 1) -> String {
        "ignore: [{path: '\(path)', owner: team-infra, reason: the autoscaler owns it, expires: \(expires), "
            + "maxMatches: \(maxMatches)}]"
    }

    @Test(
        "a rule excuses updates while it stands and within its bound",
        arguments: [
            ("asg.web/size", 1, "2027-02-01T00:00:00Z", []),
            ("asg.web/*", 2, "2027-02-01T00:00:00Z", []),
            ("asg.web/*", 1, "2027-02-01T00:00:00Z", [DriftTerraformCode.ignoreExceeded, .undeclared, .undeclared]),
            ("asg.web/size", 1, "2026-11-21T14:00:00Z", [.ignoreExpired, .undeclared]),
            ("asg.api/size", 1, "2027-02-01T00:00:00Z", [.undeclared]),
        ] as [(String, Int, String, [DriftTerraformCode])])
    func standing(path: String, maxMatches: Int, expires: String, codes: [DriftTerraformCode]) async throws {
        var after: JSON = ["size": 2, "age": 1]
        if path.hasSuffix("*") { after = ["size": 2, "age": 2] }
        let plan = Sample.plan(changes: [Sample.update("asg.web", ["size": 1, "age": 1], after)])
        let answer = try await Sample.examine(plan, [], rule(path, expires: expires, maxMatches: maxMatches))
        #expect(answer.codes == codes)
        if codes.isEmpty { #expect(answer.summary?.contains("changes ignored: \(maxMatches)") == true) }
    }

    @Test(
        "no rule excuses what appears, vanishes, is made anew or moves",
        arguments: [
            Sample.entry("a.b", ["create"]), Sample.entry("a.b", ["delete"]),
            Sample.entry("a.b", ["delete", "create"]), Sample.entry("a.b", ["forget"]),
            Sample.entry("a.b", ["no-op"], ["importing": ["id": "1"]]),
            Sample.entry("a.b", ["no-op"], besides: ["previous_address": "a.c"]),
        ] as [JSON])
    func never(entry: JSON) async throws {
        for path in ["a.b", "**"] {
            #expect(try await Sample.examine(Sample.plan(changes: [entry]), [], rule(path)).codes == [.undeclared])
        }
    }

    @Test("drift on what the plan also changes was somebody's hand, and no rule excuses it")
    func contested() async throws {
        let drift: JSON = [Sample.update("a.b", ["x": 1], ["x": 2])]
        let plan = Sample.plan([
            "resource_drift": drift, "resource_changes": [Sample.update("a.b", ["y": 1], ["y": 2])],
        ])
        let lines = ["{address: a.b, actions: [update]}"]
        #expect(try await Sample.examine(plan, lines, rule("a.b/x")).codes == [.undeclaredDrift])
        #expect(try await Sample.examine(Sample.plan(["resource_drift": drift]), [], rule("a.b/x")).isPass)
        #expect(
            try await Sample.examine(plan, lines + ["{drift: a.b, actions: [update]}"]).isPass)
    }

    @Test("a rule that met nothing is a warning")
    func unused() async throws {
        #expect(try await Sample.examine(Sample.plan(), [], rule("a.b/x")).warnings == [.ignoreUnused])
    }

    @Test("at most fifty changes are listed, and the rest is counted")
    func many() async throws {
        let plan = Sample.plan(changes: (0..<70).map { Sample.entry("a.b[\($0)]", ["create"]) })
        let answer = try await Sample.examine(plan)
        #expect(answer.findings.count == 50)
        #expect(answer.findings.last?.notes == ["and 20 more changes"])
    }

    @Test("a finding says what changes from what to what, and where in the plan")
    func message() async throws {
        let plan = Sample.plan(changes: [Sample.update("a.b", ["x": ["y": 1]], ["x": ["y": 2]])])
        let finding = try #require(try await Sample.examine(plan).findings.first)
        #expect(finding.message == "`a.b` would be changed: `/x/y` from 1 to 2")
        #expect(finding.location == .pointer(document: "plan.json", "/resource_changes/0"))
    }

    // Every way a plan can hold a secret, and every way a message could tell it.
    private static let secrets = (1...9).map { "hunter\($0)-Zk3" }

    private static var secretPlan: JSON {
        let secrets = secrets.map(JSON.string)
        return TerraformSample.plan([
            "resource_changes": [
                TerraformSample.update(
                    "a.masked", ["x": secrets[0]], ["x": secrets[1]],
                    ["before_sensitive": ["x": true], "after_sensitive": ["x": true]]),
                TerraformSample.update(
                    "a.newly", ["x": secrets[2]], ["x": ["deep": secrets[3]]], ["after_sensitive": ["x": true]]),
                TerraformSample.update(
                    "a.nested", ["l": [["x": secrets[4]]]], ["l": []], ["before_sensitive": ["l": [["x": true]]]]),
                TerraformSample.update("a.named", ["password": secrets[5]], ["password": secrets[6]]),
                TerraformSample.update(
                    "a.whole", [secrets[7].text: 1], ["m": 1], ["before_sensitive": true]),
                TerraformSample.entry("a.made", ["create"], after: ["x": secrets[8]], ["after_sensitive": ["x": true]]),
            ],
            "output_changes": [
                "o": [
                    "actions": ["update"], "before": secrets[0], "after": secrets[1], "after_unknown": false,
                    "before_sensitive": true, "after_sensitive": true,
                ]
            ],
            "variables": ["v": ["value": secrets[2]]],
        ])
    }

    @Test("it keeps the contract of every check, and tells no secret of a plan")
    func contract() async throws {
        let files = MemoryFiles(["plan.json": Self.secretPlan.canonicalBytes()])
        let line = "{address: a.masked, actions: [update], paths: [/x], before: other}"
        let breaches = await CheckContract(
            DriftTerraformCheck.self, arguments: "plan: plan.json\nvariables: {v: other}", subject: .release,
            context: .alone(release: try Sample.release([line]), files: files),
            secrets: Self.secrets.map { Array($0.utf8) }
        ).verify()
        #expect(breaches == [])
    }

    @Test("a masked difference is still a difference, and an equal secret is none")
    func masked() async throws {
        let answer = try await Sample.examine(Self.secretPlan)
        #expect(answer.codes == Array(repeating: .undeclared, count: 7))
        #expect(answer.findings.first?.message == "`a.masked` would be changed: `/x` (masked)")
        let same = Sample.update(
            "a.b", ["x": "s", "y": 1], ["x": "s", "y": 2], ["before_sensitive": ["x": true]])
        let told = try Sample.changes(told: try await Sample.examine(Sample.plan(changes: [same])))
        #expect(told.map { $0["path"]?.string } == ["/y"])
    }

    @Test(
        "arguments that would judge nothing are refused",
        arguments: [
            ("{}", "missing-key"), ("plan: p\nmaxAge: soon", "wrong-type"), ("plan: p\nvariables: [a]", "wrong-type"),
            ("plan: p\nassumeComplete: \"yes\"", "wrong-type"), ("plan: p\nsensitive: [\"\"]", "empty-text"),
            ("plan: p\nignore: [{path: /a}]", "missing-key"),
        ] as [(String, String)])
    func refused(arguments: String, code: String) {
        #expect(DriftTerraformCheck.refusal(of: arguments) == code)
    }
}

extension JSON {
    /// The text, for a place that wants a name.
    fileprivate var text: String {
        if case .string(let text) = self { text } else { "" }
    }
}
