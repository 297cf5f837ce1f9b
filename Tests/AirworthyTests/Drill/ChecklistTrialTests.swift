import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Steps that never fail are found")
struct ChecklistTrialTests {
    private static let live = "live: l.json, desired: d.json"

    /// - Parameter ran: how often programs were run.
    private func trials(_ steps: String) async throws -> (results: [StepTrial], ran: Int) {
        let release = try Samples.release()
        let text = "checklist: sample\nphase: release\ntitle: A sample\nsteps:\n\(steps)"
        let plan = try Plan(ChecklistLoader.load(Array(text.utf8), source: "sample.yaml"), for: release) { kind in
            kind == ScriptedCheck.kind.id ? ScriptedCheck.self : CheckCatalog.check(kind)
        }
        let processes = MemoryProcesses()
        processes.install("smoke", output: "passed: 3\nfailed: 0\n")
        processes.install("fact", output: "pass\n")
        processes.install("broken", ending: .exited(1))
        var world = World.empty
        world.processes = RecordedProcesses(processes)
        world.files = MemoryFiles(texts: [
            "l.json": "{\"replicas\": 3}", "m.json": "{\"replicas\": 7}", "d.json": "{\"replicas\": 3}",
        ])
        let context = CheckContext(release: release, trust: .nobody, instant: Samples.instant, world: world)
        let record = await Runner(plan: plan, context: context, width: 1).run(mode: .drill)
        return (await ChecklistTrial(plan, record, in: context).results(), processes.runs.count)
    }

    @Test("what a server's answer decides is untested, and no spoilt credential is sent")
    func network() async throws {
        let release = try Samples.release()
        let expect = "expect: {body: {contains: [ok]}}"
        let text = """
            checklist: sample
            phase: release
            title: A sample
            steps:
              - id: asked
                uses: http
                with: {url: "https://a.example/", credentials: {Authorization: {file: token}}, \(expect)}
            """
        let plan = try Plan(ChecklistLoader.load(Array(text.utf8), source: "sample.yaml"), for: release)
        let http = MemoryHTTP()
        http.answer("https://a.example/", 200, body: "ok")
        let network = RecordedNetwork(http, NoNetwork())
        var world = World.empty
        world.http = network
        world.tls = network
        world.files = MemoryFiles(texts: ["token": "hunter2"])
        let context = CheckContext(release: release, trust: .nobody, instant: Samples.instant, world: world)
        let record = await Runner(plan: plan, context: context, width: 1).run(mode: .drill)
        network.seal()
        let results = await ChecklistTrial(plan, record, in: context).results()
        #expect(results.map(\.standing) == [.untested("a server's answer decides, and no trial reaches that")])
        #expect(results[0].attempts.map(\.codes) == [["no-network"]])
        #expect(http.questions.count == 1)
    }

    private func ids(_ trial: StepTrial, caught: Bool) -> [String] {
        trial.attempts.filter { $0.isCaught == caught }.map(\.mutation.id)
    }

    @Test("a step that looks at something fails when that is spoilt, and says under what")
    func canFail() async throws {
        let (results, ran) = try await trials(
            """
              - {id: pinned, uses: image-pinned, forEach: images}
              - {id: drift, uses: drift-files, with: {\(Self.live)}}
              - {id: smoke, uses: command, with: {program: smoke, expect: {output: {lines: ["failed: 0"]}}}}
            """)
        #expect(results.map(\.standing) == [.canFail, .canFail, .canFail])
        #expect(ids(results[0], caught: true) == ["unpinned-image"])
        #expect(ids(results[1], caught: true).contains("altered-file"))
        #expect(ids(results[2], caught: true) == ["silent-program", "garbled-program"])
        #expect(ran == 1)
    }

    @Test("a step that passes whatever is done to its inputs is named, and so is one that looks at nothing")
    func neverFails() async throws {
        let ignoring =
            "{live: m.json, desired: d.json, ignore: [{path: /**, owner: o, reason: r, expires: 2036-01-01T00:00:00Z, "
            + "maxMatches: 99}]}"
        let (results, _) = try await trials(
            """
              - {id: nothing, uses: scripted}
              - {id: lax, uses: command, with: {program: smoke, expect: {errors: {equals: ""}}, proof: exit}}
            """)
        #expect(results[0].standing == .neverFails && results[0].attempts.isEmpty)
        guard case .untested(let reason) = results[1].standing else {
            Issue.record("\(results[1].standing)")
            return
        }
        #expect(reason.contains("exit status alone"))
        let (ignored, _) = try await trials("  - {id: drift, uses: drift-files, with: \(ignoring)}")
        // Values are ignored everywhere: that a number is another is not seen, and the trial says so.
        #expect(ids(ignored[0], caught: false) == ["drifted-config"])
    }

    @Test("what did not pass, acts or does not apply was not tested, and is not said to be sound")
    func untested() async throws {
        let (results, _) = try await trials(
            """
              - {id: broken, uses: command, with: {program: broken, proof: exit}}
              - {id: acts, uses: command, with: {program: smoke, proof: exit}, effect: true}
              - {id: elsewhere, uses: scripted, when: {environment: [staging]}}
            """)
        #expect(results.map(\.standing.word) == ["untested", "untested", "not-applicable"])
    }

    @Test("steps are tried with what earlier ones found, and an output that is lost is a failure")
    func outputs() async throws {
        let (results, _) = try await trials(
            """
              - {id: first, uses: command, with: {program: smoke, proof: exit}, outputs: {said: {from: stdout, type: enum, values: ["x", "y"]}}}
              - {id: second, uses: scripted, needs: [first], with: {answer: "${{ outputs.first.said }}"}}
            """)
        // What it says is no choice it has: the step itself does not pass.
        #expect(results.map(\.standing.word) == ["untested", "untested"])
        let (sound, _) = try await trials(
            """
              - {id: first, uses: command, with: {program: fact, proof: exit}, outputs: {said: {from: stdout}}}
              - {id: second, uses: scripted, needs: [first], with: {answer: "${{ outputs.first.said }}"}}
            """)
        #expect(sound.map(\.standing) == [.canFail, .neverFails])
        #expect(sound[0].attempts.first?.codes == ["output-absent"])
    }

    @Test("the report counts, and is the same as text and as JSON")
    func report() async throws {
        let (results, _) = try await trials(
            "  - {id: nothing, uses: scripted}\n  - {id: pinned, uses: image-pinned, forEach: images}")
        let plan = try Samples.plan("  - {id: nothing, uses: scripted}", for: Samples.release())
        let report = TrialReport(plan, results)
        #expect(report.neverFailing == 1 && report.failing == 1 && report.untested == 0)
        #expect(report.lines.contains { $0.contains("NEVER FAILS") && $0.contains("nothing") })
        let json = try JSONDocument(report.json.canonicalBytes(), name: "report").root
        #expect(json["steps"]?[0]?["standing"]?.string == "never-fails")
        #expect(json["counts"]?["canFail"]?.integer == 1)
    }
}
