import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Importing an experiment")
struct ChaosToolkitImportTests {
    private func imported(_ json: String) throws(InputError) -> ChecklistImport {
        try ChecklistImport(Array(json.utf8), name: "experiment.json", from: .chaostoolkit)
    }

    private func steps(_ imported: ChecklistImport) throws -> [Step] {
        try ChecklistLoader.load(Array(imported.text.utf8), source: "imported.yaml").steps.array
    }

    private static let steady = #"""
        {"type": "probe", "name": "front", "tolerance": 200, "provider": {"type": "http", "url": "${front}/healthz", "timeout": 3}}
        """#
    private static let stop = #"""
        {"type": "action", "name": "stop", "provider": {"type": "process", "path": "systemctl", "arguments": ["stop", "redis"]}}
        """#
    private static let start = #"""
        {"type": "action", "name": "start", "provider": {"type": "process", "path": "systemctl", "arguments": "start redis"}}
        """#

    private func experiment(
        _ method: [String], probes: [String] = [steady], rollbacks: [String] = [start], more: String = ""
    ) -> String {
        """
        {"version": "1.0.0", "title": "What if?", "configuration": {"front": "https://shop.example"}, \(more)
         "steady-state-hypothesis": {"title": "ok", "probes": [\(probes.joined(separator: ","))]},
         "method": [\(method.joined(separator: ","))], "rollbacks": [\(rollbacks.joined(separator: ","))]}
        """
    }

    @Test("an experiment becomes its hypothesis, its method in order, its hypothesis again, and is put back always")
    func whole() throws {
        let imported = try imported(experiment([Self.stop, #"{"ref": "front"}"#]))
        #expect(imported.leftBehind.isEmpty)
        let steps = try steps(imported)
        #expect(steps.map(\.id) == ["front", "stop", "front-2", "front-afterwards"])
        #expect(steps.map(\.needs) == [[], ["front"], ["stop"], ["front-2"]])
        #expect(steps.map(\.isSteady) == [true, false, false, false])
        #expect(steps.map { $0.effect != nil } == [false, true, false, false])
        #expect(steps[1].effect?.compensation?.after == .always)
        #expect(imported.text.contains("url: \"https://shop.example/healthz\""))
        #expect(imported.text.contains("phase: drill"))
    }

    @Test("rollbacks run in their order: the first undoes the last action")
    func order() throws {
        let second = Self.stop.replacing("\"stop\",", with: "\"stop too\",")
        let other = Self.start.replacing("\"start redis\"", with: "\"start other\"")
        let steps = try steps(try imported(experiment([Self.stop, second], rollbacks: [Self.start, other])))
        let undoing = steps.compactMap { step in
            step.effect?.compensation.map { "\(step.id): \($0.check.arguments.map { "\($0)" } ?? "")" }
        }
        #expect(undoing.count == 2)
        #expect(undoing[0].contains("stop: ") && undoing[0].contains("other"))
        #expect(undoing[1].contains("stop-too: ") && undoing[1].contains("redis"))
    }

    private static let tolerances: [(String, String, String?)] = [
        ("http", "[200, 204]", "expect: {status: [200, 204]}"),
        ("http", #"{"type": "regex", "pattern": "all well", "target": "body"}"#, "contains: [\"all well\"]"),
        ("http", #"{"type": "jsonpath", "path": "$.queue[0].depth", "expect": [0]}"#, "{\"/queue/0/depth\": 0}"),
        ("http", #"{"type": "jsonpath", "path": "$.state", "expect": "1"}"#, "{\"/state\": \"1\"}"),
        ("process", "0", "proof: exit"), ("process", "3", "expect: {exit: 3}"),
        ("process", #"{"type": "regex", "pattern": "ok", "target": "stdout"}"#, "expect: {output: {contains: [ok]}}"),
        ("http", "true", nil), ("http", "\"200\"", nil), ("http", "[]", nil), ("http", "[\"a\"]", nil),
        ("http", #"{"type": "regex", "pattern": "a.*", "target": "body"}"#, nil),
        ("http", #"{"type": "regex", "pattern": "", "target": "body"}"#, nil),
        ("http", #"{"type": "jsonpath", "path": "$..depth", "expect": [0]}"#, nil),
        ("http", #"{"type": "jsonpath", "path": "$.a", "count": 1}"#, nil),
        ("http", #"{"type": "range", "range": [1, 2], "target": "body"}"#, nil), ("process", "[0, 1]", nil),
    ]

    @Test("a tolerance becomes an expectation, or is said to have no equal", arguments: tolerances.indices)
    func tolerance(index: Int) throws {
        let (provider, tolerance, expected) = Self.tolerances[index]
        let asked =
            provider == "http"
            ? #"{"type": "http", "url": "https://a.example/"}"# : #"{"type": "process", "path": "check"}"#
        let probe = #"{"type": "probe", "name": "probed", "tolerance": \#(tolerance), "provider": \#(asked)}"#
        let imported = try imported(experiment([probe], rollbacks: []))
        if let expected {
            #expect(imported.leftBehind.isEmpty)
            #expect(imported.text.contains(expected), "\(imported.text)")
        } else {
            #expect(imported.leftBehind.count == 1)
        }
    }

    private static let python =
        #"{"type": "action", "name": "py", "provider": {"type": "python", "module": "m", "func": "f"}}"#

    @Test("what would break something is not carried over where a rollback or the hypothesis is not")
    func unsafe() throws {
        for json in [
            experiment([Self.stop], rollbacks: [Self.python]),
            experiment([Self.stop], rollbacks: [Self.start, Self.start]),
            experiment([Self.stop], probes: [Self.steady, Self.python]),
        ] {
            let imported = try imported(json)
            #expect(try steps(imported).allSatisfy { $0.effect == nil })
            #expect(imported.leftBehind.contains { $0.message.contains("`stop`") })
        }
        // Nor is what would have undone it dropped without a word.
        let half = try imported(experiment([Self.stop], rollbacks: [Self.start, Self.python]))
        #expect(half.leftBehind.contains { $0.message.contains("`start`") }, "\(half.leftBehind.map(\.message))")
        #expect(refusalCode { try imported(experiment([Self.stop], probes: [])) } == "nothing-carried-over")
    }

    private static let left = [
        python, #"{"ref": "nobody"}"#, #"{"ref": "front", "pauses": {"after": 1}}"#,
        #"{"type": "probe", "name": "p", "tolerance": 200, "provider": {"type": "http", "url": "https://a.example", "proxies": {}}}"#,
        #"{"type": "probe", "name": "p", "tolerance": 0, "secrets": ["s"], "provider": {"type": "process", "path": "a"}}"#,
        #"{"type": "action", "name": "none"}"#,
        #"{"type": "probe", "name": "seen", "provider": {"type": "process", "path": "logs"}}"#,
        #"{"type": "probe", "name": "waits", "tolerance": 0, "pauses": {"after": 3}, "provider": {"type": "process", "path": "a"}}"#,
        #"{"type": "action", "name": "beside", "background": true, "provider": {"type": "process", "path": "a"}}"#,
        #"{"type": "action", "name": "posts", "provider": {"type": "http", "url": "https://a.example", "method": "POST"}}"#,
        #"{"type": "probe", "name": "env", "tolerance": 0, "provider": {"type": "process", "path": "${TOKEN}"}}"#,
        #"{"type": "probe", "name": "${{ item }}", "tolerance": 0, "provider": {"type": "process", "path": "a"}}"#,
        #"{"type": "probe", "name": "secret", "tolerance": 200, "provider": {"type": "http", "url": "https://a.example", "secrets": ["s"]}}"#,
        #"{"type": "probe", "name": "bearer", "tolerance": 200, "provider": {"type": "http", "url": "https://a.example", "headers": {"Authorization": "hunter2"}}}"#,
    ]

    @Test("what has no equal is said at its place", arguments: left)
    func leftBehind(activity: String) throws {
        let imported = try imported(experiment([activity], rollbacks: []))
        #expect(imported.leftBehind.count == 1)
        #expect(imported.leftBehind.first?.location != nil)
        #expect(try steps(imported).map(\.id) == ["front"])
        #expect(!imported.text.contains("hunter2"))
    }

    @Test("what is only said of an activity is left behind beside its step")
    func others() throws {
        let probe =
            #"{"type": "probe", "name": "p", "tolerance": 0, "contributions": {}, "provider": {"type": "process", "path": "a"}}"#
        let imported = try imported(experiment([probe], rollbacks: []))
        #expect(imported.leftBehind.map(\.message) == ["`contributions` of probe `p` has no equal here"])
        #expect(imported.text.contains("id: p"))
    }

    @Test("everything about the experiment as a whole that has no equal is said")
    func aboutTheWhole() throws {
        let imported = try imported(
            experiment([], rollbacks: [], more: #""controls": [], "runtime": {}, "tags": ["a"],"#))
        #expect(imported.leftBehind.count == 3)
    }

    @Test("YAML is read too, and what is no experiment is refused")
    func formats() throws {
        let yaml = """
            title: t
            steady-state-hypothesis:
              title: s
              probes: [{type: probe, name: a, tolerance: 0, provider: {type: process, path: check, arguments: {--all: "", -n: 3}}}]
            method: []
            """
        #expect(try imported(yaml).text.contains("args: [\"--all\", \"-n\", \"3\"]"))
        #expect(refusalCode { try imported("title: t") } == "not-an-experiment")
        #expect(refusalCode { try imported(#"{"method": []}"#) } == "nothing-carried-over")
        #expect(refusalCode { try imported("[]") } == "wrong-type")
    }
}
