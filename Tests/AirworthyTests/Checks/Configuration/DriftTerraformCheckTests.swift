import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-terraform: a plan changes what the release declares, and nothing else")
struct DriftTerraformCheckTests {
    private typealias Sample = TerraformSample

    @Test(
        "every form of change is undeclared until its line is there, and the line is missing once the change is gone",
        arguments: [
            (Sample.entry("a.b", ["create"], after: ["x": 1]), "{address: a.b, actions: [create]}"),
            (Sample.entry("a.b", ["delete"], before: ["x": 1]), "{address: a.b, actions: [delete]}"),
            (Sample.entry("a.b", ["delete", "create"]), "{address: a.b, actions: [replace]}"),
            (Sample.entry("a.b", ["create", "delete"]), "{address: a.b, actions: [replace]}"),
            (Sample.entry("a.b", ["forget"]), "{address: a.b, actions: [forget]}"),
            (Sample.entry("a.b", ["create", "forget"]), "{address: a.b, actions: [create, forget]}"),
            (
                Sample.entry("a.b", ["no-op"], ["importing": ["id": "i-1"]]),
                "{address: a.b, actions: [import]}"
            ),
            (
                Sample.entry("a.b", ["no-op"], besides: ["previous_address": "a.c"]),
                "{address: a.b, actions: [move], from: a.c}"
            ),
            (
                Sample.entry("a.b", ["delete"], besides: ["deposed": "00000001"]),
                "{address: a.b, actions: [delete], deposed: true}"
            ),
            (Sample.update("a.b", ["x": 1], ["x": 2]), "{address: a.b, actions: [update]}"),
            (Sample.update("a.b", ["x": 1], ["x": 2]), "{address: a.b, actions: [update], paths: [/x]}"),
            (
                Sample.update("a.b", ["x": 1], ["x": 2]),
                "{address: a.b, actions: [update], paths: [/x], before: 1, after: 2}"
            ),
            (
                Sample.update("a.b", ["x": 1], [:], ["after_unknown": ["x": true]]),
                "{address: a.b, actions: [update], paths: [/x]}"
            ),
            (Sample.update("a.b[\"k]\"]", ["x": 1], ["x": 2]), "{address: \"a.b[*]\", actions: [update]}"),
        ] as [(JSON, String)])
    func actions(entry: JSON, line: String) async throws {
        let plan = Sample.plan(changes: [entry])
        let alone = try await Sample.examine(plan)
        #expect(!alone.codes.isEmpty)
        #expect(alone.codes.allSatisfy { $0 == .undeclared })
        let declared = try await Sample.examine(plan, [line])
        #expect(declared.isPass, "\(declared.findings.map(\.message))")
        let gone = try await Sample.examine(Sample.plan(), [line])
        #expect(!gone.codes.isEmpty)
        #expect(gone.codes.allSatisfy { $0 == .intendedMissing })
    }

    @Test(
        "a line covers what it says and no more",
        arguments: [
            ("{address: a.c, actions: [update]}", [DriftTerraformCode.intendedMissing, .undeclared]),
            ("{address: a.b, actions: [replace]}", [.intendedMissing, .undeclared]),
            ("{address: a.b, actions: [update], paths: [/y]}", [.intendedMissing, .undeclared]),
            ("{address: a.b, actions: [update], paths: [/x, /y]}", [.intendedMissing]),
            ("{address: a.b, actions: [update], paths: [/x], after: 3}", [.intendedDiffers]),
            ("{address: a.b, actions: [update], paths: [/x], before: \"1\"}", [.intendedDiffers]),
            ("{drift: a.b, actions: [update]}", [.intendedMissing, .undeclared]),
            ("{output: a.b, actions: [update]}", [.intendedMissing, .undeclared]),
            ("{address: a.b, actions: [update], deposed: true}", [.intendedMissing, .undeclared]),
            ("{address: a.b, actions: [update], scope: other}", [.undeclared]),
            ("{address: a.b, actions: [update], optional: true}", []),
            ("{address: a.b, actions: [update]}, {address: a.z, actions: [delete], optional: true}", []),
        ] as [(String, [DriftTerraformCode])])
    func precision(line: String, codes: [DriftTerraformCode]) async throws {
        let plan = Sample.plan(changes: [Sample.update("a.b", ["x": 1], ["x": 2])])
        #expect(try await Sample.examine(plan, [line]).codes == codes)
    }

    @Test(
        "a wildcard stands for one index, whatever is in it, and for nothing else",
        arguments: [
            ("a.b[*]", "a.b[12]", true), ("a.b[*]", "a.b[\"x\"]", true), ("a.b[*]", "a.b[\"x]\\\"]\"]", true),
            ("module.m[*].a.b[*]", "module.m[\"e\"].a.b[0]", true), ("a.b[*]", "a.b", false),
            ("a.b[*]", "a.b[0].c", false), ("a.b[*]", "a.b[0", false), ("a.b[*]", "a.b[\"x\"", false),
            ("a.b[*]", "a.c[0]", false), ("a.b", "a.b[0]", false), ("a.b[*].c", "a.b[\"x\"].d[\"y\"].c", false),
        ] as [(String, String, Bool)])
    func wildcards(pattern: String, address: String, matches: Bool) async throws {
        let plan = Sample.plan(changes: [Sample.update(address, ["x": 1], ["x": 2])])
        let answer = try await Sample.examine(plan, ["{address: '\(pattern)', actions: [update]}"])
        #expect(answer.codes == (matches ? [] : [.intendedMissing, .undeclared]))
    }

    @Test("a value that is not known before the apply is not the declared one")
    func unknownIsNotDeclared() async throws {
        let plan = Sample.plan(changes: [Sample.update("a.b", ["x": 1], [:], ["after_unknown": ["x": true]])])
        let answer = try await Sample.examine(plan, ["{address: a.b, actions: [update], paths: [/x], after: 2}"])
        #expect(answer.codes == [.intendedDiffers])
    }

    @Test("a scope takes the lines that name it, and no others")
    func scopes() async throws {
        let plan = Sample.plan(changes: [Sample.entry("a.b", ["create"])])
        let lines = ["{address: a.b, actions: [create], scope: blue}", "{address: z.z, actions: [delete]}"]
        #expect(try await Sample.examine(plan, lines, "scope: blue").isPass)
        #expect(try await Sample.examine(plan, lines).codes == [.intendedMissing, .undeclared])
    }

    @Test("outputs and drift have lines of their own")
    func outputsAndDrift() async throws {
        let plan = Sample.plan([
            "output_changes": ["url": ["actions": ["update"], "before": "a", "after": "b"]],
            "resource_drift": [Sample.update("a.b", ["x": 1], ["x": 2])],
        ])
        #expect(try await Sample.examine(plan).codes == [.undeclaredDrift, .undeclared])
        let lines = ["{output: url, actions: [update]}", "{drift: a.b, actions: [update], paths: [/x]}"]
        #expect(try await Sample.examine(plan, lines).isPass)
    }

    @Test("an update that no value shows is still a change")
    func invisibleUpdate() async throws {
        let plan = Sample.plan(changes: [Sample.update("a.b", ["x": 1], ["x": 1], ["after_sensitive": ["x": true]])])
        #expect(try await Sample.examine(plan).codes == [.undeclared])
    }

    @Test("a plan that changes nothing passes when it knows of something, and reads change nothing")
    func noChange() async throws {
        let plan = Sample.plan(changes: [Sample.entry("data.a.b", ["read"])])
        let answer = try await Sample.examine(plan)
        #expect(answer.summary == "the plan changes nothing")
        #expect(answer.evidence.map(\.uri) == ["plan.json", "plan-facts.json"])
    }

    private static let standings: [([String: JSON], DriftTerraformCode, Bool)] = [
        (["errored": true], DriftTerraformCode.errored, false), (["complete": false], .incomplete, false),
        (["deferred_changes": [["reason": "x"]]], .deferred, false),
        (["deferred_action_invocations": [[:]]], .deferred, false),
        (["complete": "yes"], .invalid, true), (["applyable": true], .unexplained, true),
        (["checks": [["address": ["to_display": "check.x"], "status": "fail"]]], .conditionFailed, false),
        (["checks": [["address": ["to_display": "check.x"], "status": "unknown"]]], .conditionUndecided, true),
        (["checks": [["address": ["to_display": "check.x"], "status": "error"]]], .conditionUndecided, true),
        (["checks": [[:]]], .conditionUndecided, true),
        (["condition_results": [["address": "a.b", "result": false]]], .conditionFailed, false),
        (["condition_results": [["address": "a.b", "result": false, "unknown": true]]], .conditionUndecided, true),
        (["format_version": "2.0"], .unknownFormat, true), (["format_version": 1], .unknownFormat, true),
        (["format_version": "10.0"], .unknownFormat, true),
        (["resource_changes": [Sample.entry("a.b", ["renew"])]], .unknownAction, true),
        (["resource_changes": [:]], .invalid, true), (["resource_changes": [["change": [:]]]], .invalid, true),
        (["resource_changes": [["address": "a.b"]]], .invalid, true),
        (["resource_changes": [["address": "a.b", "change": ["actions": []]]]], .invalid, true),
        (["output_changes": []], .invalid, true),
        (["resource_changes": []], .nothingPlanned, true), (["values": [:]], .notPlan, true),
    ]

    @Test("what a plan says of itself has its code", arguments: standings)
    func standing(members: [String: JSON], code: DriftTerraformCode, isInconclusive: Bool) async throws {
        let answer = try await Sample.examine(Sample.plan(members))
        #expect(answer.codes == [code])
        #expect(answer.isInconclusive == isInconclusive)
    }

    @Test("a plan that lists changes and cannot be applied is not one to apply")
    func notApplyable() async throws {
        let plan = Sample.plan([
            "applyable": false, "resource_changes": [Sample.entry("a.b", ["create"])],
        ])
        let answer = try await Sample.examine(plan, ["{address: a.b, actions: [create]}"])
        #expect(answer.codes == [.notApplyable])
    }

    @Test("an invocation of an action is a change, and a member nobody knows is told")
    func newerMembers() async throws {
        let plan = Sample.plan(["action_invocations": [["address": "action.aws_x.y"]], "spells": []])
        #expect(try await Sample.examine(plan).codes == [.undeclared])
        let answer = try await Sample.examine(plan, ["{address: action.aws_x.y, actions: [invoke]}"])
        #expect(answer.warnings == [.unknownMember])
    }

    @Test("what a plan does not say counts only when somebody answers for it", arguments: ["complete", "errored"])
    func unstated(member: String) async throws {
        guard case .object(var members) = Sample.plan() else { return }
        members[member] = nil
        let answer = try await Sample.examine(.object(members))
        #expect(answer.codes == [.unstated])
        #expect(answer.isInconclusive)
        #expect(try await Sample.examine(.object(members), [], "assumeComplete: true").isPass)
        members[member] = .bool(member == "errored")
        #expect(try await Sample.examine(.object(members), [], "assumeComplete: true").codes.count == 1)
    }

    // The instant of these tests is 2026-11-21T14:00:00Z.
    @Test(
        "a plan counts until it is too old, and not before it was made",
        arguments: [
            ("2026-11-21T13:00:00Z", []), ("2026-11-21T12:59:59Z", [DriftTerraformCode.stale]),
            ("2026-11-21T14:01:00Z", []), ("2026-11-21T14:01:01Z", [.stale]), ("soon", [.unstated]),
        ] as [(String, [DriftTerraformCode])])
    func age(timestamp: String, codes: [DriftTerraformCode]) async throws {
        let plan = Sample.plan(["timestamp": .string(timestamp)])
        #expect(try await Sample.examine(plan, [], "maxAge: 1h").codes == codes)
        #expect(try await Sample.examine(plan).isPass)
    }

    @Test(
        "a plan for other variables is not this release's",
        arguments: [
            ("{region: eu}", []), ("{region: us}", [DriftTerraformCode.otherVariables]),
            ("{zone: eu}", [.otherVariables]), ("{region: eu, count: \"3\"}", [.otherVariables]),
            ("{region: eu, count: 3}", []),
        ] as [(String, [DriftTerraformCode])])
    func variables(expected: String, codes: [DriftTerraformCode]) async throws {
        let plan = Sample.plan(["variables": ["region": ["value": "eu"], "count": ["value": 3]]])
        #expect(try await Sample.examine(plan, [], "variables: \(expected)").codes == codes)
    }

    @Test("a plan from another state is not for this one, and drift since then is judged as drift")
    func state() async throws {
        func values(_ x: JSON) -> JSON {
            [
                "root_module": [
                    "child_modules": [
                        ["resources": [["address": "module.m.a.b", "mode": "managed", "values": ["x": x]]]]
                    ]
                ]
            ]
        }
        func state(_ x: JSON) -> MemoryFiles {
            let document: JSON = ["format_version": "1.0", "values": values(x)]
            return MemoryFiles(["state.json": document.canonicalBytes()])
        }
        let plan = Sample.plan(["prior_state": ["format_version": "1.0", "values": values(1)]])
        let argument = "state: state.json"
        #expect(try await Sample.examine(plan, [], argument, files: state(1)).isPass)
        #expect(try await Sample.examine(plan, [], argument, files: state(2)).codes == [.otherState])
        #expect(try await Sample.examine(plan, [], argument).codes == [.absent])
        let empty = MemoryFiles(texts: ["state.json": "{\"format_version\": \"1.0\"}"])
        #expect(try await Sample.examine(plan, [], argument, files: empty).codes == [.otherState])
        let wrong = MemoryFiles(texts: ["state.json": "{\"serial\": 4, \"version\": 4}"])
        #expect(try await Sample.examine(plan, [], argument, files: wrong).codes == [.invalid])
        let drifted = Sample.plan([
            "prior_state": ["format_version": "1.0", "values": values(1)],
            "resource_drift": [Sample.update("module.m.a.b", ["x": 2], ["x": 1])],
        ])
        #expect(try await Sample.examine(drifted, [], argument, files: state(2)).codes == [.undeclaredDrift])
    }

    @Test("the plan file is bound by digest, and a plan that is not there is absent")
    func files() async throws {
        let files = MemoryFiles(texts: ["tf.plan": "binary"])
        let answer = try await Sample.examine(Sample.plan(), [], "planFile: tf.plan", files: files)
        #expect(answer.isPass)
        #expect(answer.evidence.contains { $0.digest == Digest.of(Array("binary".utf8)) })
        #expect(try await Sample.examine(Sample.plan(), [], "planFile: gone.plan").codes == [.absent])
        let missing = try await DriftTerraformCheck.reading("plan: gone.json").examine(
            .release, in: .alone(release: try Sample.release([])))
        #expect(missing.codes == [.absent])
    }

    @Test("without a release nothing is declared, and nothing is judged")
    func noRelease() async throws {
        let error = await #expect(throws: Obstacle.self) {
            try await DriftTerraformCheck.reading("plan: plan.json").examine(.release, in: .alone())
        }
        #expect(error?.diagnostic.code == "no-release")
    }
}
