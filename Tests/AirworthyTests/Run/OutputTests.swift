import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("What steps find for later ones")
struct OutputTests {
    private static let build =
        "{id: build, uses: command, with: {program: build, proof: exit}, "
        + "outputs: {count: {from: stdout, jsonpath: $.count, type: integer}}"
    private static let use =
        "{id: use, uses: command, needs: [build], with: {program: use, args: [\"${{ outputs.build.count }}\"], proof: exit}"

    private func run(_ steps: String, saying output: String) async throws -> (RunRecord, MemoryProcesses, Plan) {
        let release = try Samples.release(services: ["a", "b"])
        let plan = try Samples.plan(steps, phase: .release, for: release)
        let processes = MemoryProcesses()
        processes.install("build", output: output)
        processes.install("use", output: "used")
        processes.install("say") { (command: Command) throws(Obstacle) in
            CommandResult(ending: .exited(0), output: Array(command.arguments[0].utf8), errors: [], truncated: false)
        }
        var world = World.empty
        world.processes = processes
        let context = CheckContext(release: release, trust: .nobody, instant: Samples.instant, world: world)
        return (await Runner(plan: plan, context: context, width: 4).run(mode: .drill), processes, plan)
    }

    private func codes(_ record: RunRecord) -> [String] {
        record.units.map { $0.outcome.diagnostics.first?.code ?? $0.outcome.name }
    }

    @Test("a fact reaches the step that needs it, as a value and never as text to look at again")
    func reaches() async throws {
        let (record, processes, _) = try await run("  - \(Self.build)}\n  - \(Self.use)}", saying: "{\"count\": 3}")
        #expect(codes(record) == ["passed", "passed"])
        #expect(processes.runs.last?.arguments == ["3"])
        let text = Self.build.replacing(", jsonpath: $.count, type: integer", with: "")
        let (_, inert, _) = try await run("  - \(text)}\n  - \(Self.use)}", saying: "${{ release.id }}\n")
        #expect(inert.runs.last?.arguments == ["${{ release.id }}"])
    }

    @Test(
        "a pass without the fact is none, and nobody goes on with an empty one",
        arguments: ["", "{}", "{\"count\": \"3\"}", "{\"count\": 3.5}", "{\"count\": null}", "count: 3"])
    func absent(output: String) async throws {
        let (record, processes, _) = try await run("  - \(Self.build)}\n  - \(Self.use)}", saying: output)
        #expect(codes(record) == ["output-absent", "skipped"])
        #expect(record.units[0].outcome.name == "inconclusive")
        #expect(processes.runs.map(\.program) == ["build"])
    }

    @Test("an output of a text that is empty has no value")
    func emptyText() async throws {
        let text = Self.build.replacing(", jsonpath: $.count, type: integer", with: "")
        let (record, _, _) = try await run("  - \(text)}", saying: "\n")
        #expect(codes(record) == ["output-absent"])
    }

    @Test("a value that looks like a secret is neither used nor recorded, and not told")
    func secret() async throws {
        let text = Self.build.replacing(", jsonpath: $.count, type: integer", with: "")
        let (record, _, _) = try await run(
            "  - \(text)}\n  - \(Self.use)}", saying: "https://user:hunter2@example.test/")
        #expect(codes(record) == ["output-secret", "skipped"])
        #expect(!record.units[0].outcome.diagnostics.contains { "\($0)".contains("hunter2") })
    }

    @Test("what a step that does not apply would have found has no value either")
    func notApplicable() async throws {
        let (record, _, _) = try await run(
            "  - \(Self.build), when: {environment: [staging]}}\n  - \(Self.use)}", saying: "{\"count\": 3}")
        #expect(codes(record) == ["skipped", "output-absent"])
        #expect(record.units[1].outcome.name == "errored")
    }

    @Test("a repeated step's facts go to the step about the same subject")
    func repeated() async throws {
        let steps =
            "  - {id: each, uses: command, forEach: images, with: {program: say, args: [\"is-${{ item }}\"], proof: exit}, "
            + "outputs: {name: {from: stdout}}}\n"
            + "  - {id: then, uses: command, forEach: images, needs: [each], "
            + "with: {program: use, args: [\"${{ outputs.each.name }}\"], proof: exit}}"
        let (record, processes, _) = try await run(steps, saying: "")
        #expect(codes(record) == ["passed", "passed", "passed", "passed"])
        #expect(Set(processes.runs.filter { $0.program == "use" }.map(\.arguments)) == [["is-a"], ["is-b"]])
    }

    @Test("a value that the argument cannot take is told when it is known")
    func unfit() async throws {
        let steps =
            "  - \(Self.build)}\n  - id: use\n    uses: command\n    needs: [build]\n    with:\n      program: use\n"
            + "      proof: exit\n      expect:\n        exit: ${{ outputs.build.count }}"
        let (record, _, _) = try await run(steps, saying: "{\"count\": 300}")
        #expect(codes(record) == ["passed", "exit-range"])
        #expect(record.units[1].outcome.name == "errored")
    }

    @Test(
        "a reference that leads nowhere, or does not wait, is refused by name",
        arguments: [
            ("  - \(build)}\n  - \(use.replacing("needs: [build], ", with: ""))}", "output-not-needed"),
            ("  - \(build)}\n  - \(use.replacing("build.count", with: "build.other"))}", "unknown-output"),
            ("  - \(build)}\n  - \(use.replacing("build.count", with: "bild.count"))}", "unknown-output"),
            ("  - \(build), forEach: images}\n  - \(use)}", "output-of-many"),
            ("  - \(build)}\n  - \(use.replacing("outputs.build.count", with: "outputs.build"))}", "bad-substitution"),
            ("  - \(build.replacing("count:", with: "authToken:"))}", "secret-variable"),
            ("  - \(build.replacing("$.count", with: "\"$[*]\""))}", "bad-path"),
            (
                "  - \(build)}\n  - {id: x, uses: scripted, when: {outputs: {build.count: {ge: 1}}}}",
                "output-not-needed"
            ),
        ])
    func refused(steps: String, code: String) throws {
        let error = #expect(throws: InputError.self) { try Samples.plan(steps, for: Samples.release()) }
        #expect(error?.diagnostics.map(\.code).array == [code])
    }

    @Test("a run that was broken off goes on with the facts that are on record")
    func resumed() async throws {
        let rollout = try VirtualRollout(
            "  - {id: look, uses: command, with: {program: look, proof: exit}, outputs: {what: {from: stdout}}}\n"
                + VirtualRollout.act("seen", ", needs: [look]").replacing(
                    "program: act, args: [seen]", with: "program: act, args: [\"${{ outputs.look.what }}\"]"))
        let (whole, journal) = try await rollout.part()
        #expect(whole.units.map(\.outcome.name) == ["passed", "passed"])
        #expect(rollout.deeds.all == ["seen"])
        for capacity in 1..<journal.count {
            let again = try VirtualRollout(
                "  - {id: look, uses: command, with: {program: look, proof: exit}, outputs: {what: {from: stdout}}}\n"
                    + VirtualRollout.act("seen", ", needs: [look]").replacing(
                        "program: act, args: [seen]", with: "program: act, args: [\"${{ outputs.look.what }}\"]"))
            let (_, first) = try await again.part(capacity: capacity)
            let (second, _) = try await again.part(after: first.bytes)
            #expect(second.units.map(\.outcome.name) == ["passed", "passed"], "after record \(capacity)")
            #expect(again.deeds.all == ["seen"], "after record \(capacity)")
        }
    }

    @Test("an action that was done with a fact that is found anew is asked about, and not taken over")
    func foundAnew() async throws {
        let rollout = try VirtualRollout(
            "  - {id: look, uses: command, with: {program: look, proof: exit}, outputs: {what: {from: stdout}}}\n"
                + VirtualRollout.act("seen", ", needs: [look]").replacing(
                    "program: act, args: [seen]", with: "program: act, args: [\"${{ outputs.look.what }}\"]"))
        let input = TracedInput(.content, "db/up.sql", Digest.of(Array("old".utf8)).description)
        let pass = Outcome.passed(
            summary: "ok", NonEmpty(Evidence(uri: "stdout", digest: .of([]), mediaType: "text/plain")), warnings: [])
        let attempt = Attempt(number: 1, outcome: pass, elapsed: .zero)
        let inputs = JournalInputs(rollout.plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        let intent = EffectIntent(key: "k", token: FencingToken(1), undoes: nil, isUndoable: false)
        var chain = JournalChain()
        let bytes: [UInt8] =
            ([
                .began(run: "run", inputs, seed: 1, at: Samples.instant), .intent(unit: "look", attempt: 1, nil),
                .result(unit: "look", attempt, inputs: [input]), .intent(unit: "seen", attempt: 1, intent),
                .result(unit: "seen", attempt, inputs: []),
            ] as [JournalEvent]).flatMap { chain.add($0) }
        let run = try JournalledRun(JournalText(bytes))
        let files = MemoryFiles()
        files.write(Array("old".utf8), to: "db/up.sql")
        let same = await run.resumption(of: rollout.plan, because: [], files: files)
        #expect(same.units[1] == .reuse(UnitRecord(id: "seen", attempts: [attempt], outcome: pass)))
        files.write(Array("new".utf8), to: "db/up.sql")
        let changed = await run.resumption(of: rollout.plan, because: [], files: files)
        #expect(
            changed.units[1]
                == .ambiguous("it was done with what `look` said, which runs again", attempts: [attempt]))
    }
}
