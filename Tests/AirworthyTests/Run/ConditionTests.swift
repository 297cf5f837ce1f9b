import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("When a step applies")
struct ConditionTests {
    private static let build =
        "  - {id: build, uses: command, with: {program: build, proof: exit}, "
        + "outputs: {count: {from: stdout, type: integer}}}\n"

    private func facts(_ steps: String, head: String = "", saying output: String = "3") async throws -> RunFacts {
        let release = try Samples.release()
        let plan = try Samples.plan(
            checklist: "checklist: sample\nphase: release\ntitle: A sample\n\(head)\nsteps:\n\(steps)", for: release)
        let processes = MemoryProcesses()
        processes.install("build", output: output)
        var world = World.empty
        world.processes = processes
        let gate = try VirtualGate()
        let context = CheckContext(release: release, trust: gate.trust, instant: Samples.instant, world: world)
        let record = await Runner(plan: plan, context: context, width: 4).run(mode: .drill)
        return RunFacts(
            plan: plan, record: record, trust: gate.trust, waivers: [], verifierID: "https://gate.example",
            toolVersion: "1.0.0", previousRun: nil)
    }

    private func outcome(_ when: String, head: String = "", saying output: String = "3") async throws -> Outcome {
        let steps = "\(Self.build)  - {id: x, uses: scripted, needs: [build], when: {\(when)}}"
        return try await facts(steps, head: head, saying: output).record.units[1].outcome
    }

    @Test("all that is asked about must hold: environment, phase, variables and outputs")
    func holds() async throws {
        let head = "variables: {color: {type: enum, values: [blue, green], default: blue}}"
        let when =
            "environment: [production], phase: [release], variables: {color: {equals: blue}}, "
            + "outputs: {build.count: {between: [1, 5]}}"
        #expect(try await outcome(when, head: head).name == "passed")
        #expect(
            try await outcome(when, head: head, saying: "7").description
                == "outputs.build.count is 7, not at most 5")
        #expect(
            try await outcome(when.replacing("equals: blue", with: "equals: green"), head: head).description
                == "vars.color is `blue`, not `green`")
    }

    @Test("what cannot be told blocks: a condition on what is not there is no condition that does not hold")
    func untold() async throws {
        let steps =
            Self.build.replacing("with:", with: "when: {environment: [staging]}, with:")
            + "  - {id: x, uses: scripted, needs: [build], when: {outputs: {build.count: {ge: 1}}}}"
        let facts = try await facts(steps)
        #expect(facts.record.units[1].outcome.name == "inconclusive")
        #expect(facts.record.units[1].outcome.diagnostics.map(\.code) == ["condition-untold"])
        #expect(!facts.verdict.isCleared)
    }

    @Test(
        "a condition that is none, or that no run could meet, is refused by name",
        arguments: [
            ("", "empty-condition"), ("phase: []", "empty-condition"), ("phase: [soon]", "unknown-value"),
            ("phase: [drill]", "unreachable-step"), ("variables: {color: {equals: red}}", "unreachable-step"),
            ("variables: {colour: {equals: blue}}", "unknown-variable"),
            ("variables: {color: {ge: 1}}", "unreachable-step"),
            ("variables: {count: {contains: a}}", "condition-untold"), ("variables: {color: {}}", "vacuous-matcher"),
            ("outputs: {build: {ge: 1}}", "bad-name"), ("outputs: {build.other: {ge: 1}}", "unknown-output"),
            ("expression: \"1 == 1\"", "unknown-key"),
        ])
    func refused(when: String, code: String) async throws {
        let head =
            "variables: {color: {type: enum, values: [blue, green], default: blue}, count: {type: integer, default: 1}}"
        let used = "  - {id: u, uses: scripted, when: {variables: {color: {equals: blue}, count: {ge: 1}}}}\n"
        let error = await #expect(throws: InputError.self) {
            try await facts(
                "\(used)\(Self.build)  - {id: x, uses: scripted, needs: [build], when: {\(when)}}", head: head)
        }
        #expect(error?.diagnostics.map(\.code).array == [code])
    }

    @Test("an action that was begun, and by what is known now does not apply, is not forgotten")
    func begun() throws {
        let plan = try Samples.plan(
            """
              - {id: act, uses: command, with: {program: act, proof: exit}, effect: true, when: {environment: [staging]}}
              - {id: look, uses: scripted}
            """, for: Samples.release())
        var fresh = RunMachine(plan: plan, width: 1)
        _ = fresh.receive(.begin, at: .zero)
        #expect(fresh.record(of: 0)?.outcome.name == "skipped")
        let resumption = Resumption(units: [0: .ambiguous("it was done", attempts: [])])
        var resumed = RunMachine(plan: plan, width: 1, resumption: resumption)
        _ = resumed.receive(.begin, at: .zero)
        #expect(resumed.record(of: 0)?.outcome.diagnostics.map(\.code) == ["ambiguous-action"])
    }

    @Test("the statement records what was asked, of what, and what it came to, with the variables and the outputs")
    func recorded() async throws {
        let head = "variables: {color: {type: enum, values: [blue, green], default: blue}}"
        let steps =
            "\(Self.build)  - {id: x, uses: scripted, needs: [build], "
            + "when: {variables: {color: {equals: blue}}, outputs: {build.count: {ge: 5}}}}"
        let facts = try await facts(steps, head: head)
        let text = JSONReport.text(facts, exitCode: 0, files: [])
        let root = try JSONDocument(Array(text.utf8), name: "report").root
        #expect(root["variables"]?[0]?["value"]?.string == "blue")
        #expect(root["steps"]?[0]?["outputs"]?["count"]?.integer == 3)
        let when = root["steps"]?[1]?["when"]?.elements ?? []
        #expect(when.map { $0["input"]?.string } == ["vars.color", "outputs.build.count"])
        #expect(when.map { $0["result"]?.string } == ["matched", "differs"])
        #expect(when.map { $0["value"]?.string } == ["`blue`", "3"])
        #expect(root["steps"]?[1]?["status"]?.string == "notApplicable")
    }
}

extension Outcome {
    /// Why it was skipped, in words.
    fileprivate var description: String {
        guard case .skipped(let reason) = self else { return name }
        return reason.description
    }
}
