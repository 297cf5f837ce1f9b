import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Resumed runs")
struct ResumedRunTests {
    /// Sixty steps in a chain, every other one an action.
    private static let sixty = (0..<60).map { number in
        let needs = number == 0 ? ", steady: true" : ", needs: [step-\(number - 1)]"
        return number.isMultiple(of: 2)
            ? VirtualRollout.look("step-\(number)", needs)
            : VirtualRollout.act("step-\(number)", needs, undoable: number % 4 == 1)
    }.joined()

    private static let actions = (0..<60).filter { $0 % 2 == 1 }.map { "step-\($0)" }

    @Test("broken off after any record of sixty steps, a run comes to the same end and does nothing twice")
    func everyRecord() async throws {
        let whole = try VirtualRollout(Self.sixty)
        let (record, journal) = try await whole.part()
        #expect(whole.deeds.all == Self.actions)
        #expect(journal.count == 2 + 2 * 60)
        for capacity in 1..<journal.count {
            let rollout = try VirtualRollout(Self.sixty)
            let (_, first) = try await rollout.part(capacity: capacity)
            #expect(first.count == capacity)
            // What a journal that takes no more knows nothing of was not done, or is one action that had begun.
            let (resumed, second) = try await rollout.part(after: first.bytes)
            #expect(rollout.deeds.all == Self.actions, "after record \(capacity)")
            #expect(resumed.units.map(\.outcome.name) == record.units.map(\.outcome.name), "after record \(capacity)")
            _ = try JournalText(second.bytes)
        }
    }

    /// Undoing may be repeated, and nothing else.
    @Test("broken off after any record of a run that is undone, everything done ends undone, once each or more")
    func everyRecordOfAnUndoing() async throws {
        let steps =
            VirtualRollout.look("steady", ", steady: true")
            + (0..<6).map { VirtualRollout.act("act-\($0)", $0 == 0 ? "" : ", needs: [act-\($0 - 1)]", undoable: true) }
            .joined() + VirtualRollout.fail("last", ", needs: [act-5]")
        let (_, journal) = try await VirtualRollout(steps).part()
        for capacity in 1..<journal.count {
            let rollout = try VirtualRollout(steps)
            let (_, first) = try await rollout.part(capacity: capacity)
            let (resumed, _) = try await rollout.part(after: first.bytes)
            let deeds = rollout.deeds.all
            for number in 0..<6 where deeds.contains("act-\(number)") {
                #expect(deeds.count { $0 == "act-\(number)" } == 1, "after record \(capacity): \(deeds)")
                let undone = try #require(
                    deeds.lastIndex(of: "undo act-\(number)"), "after record \(capacity): \(deeds)")
                #expect(undone > (deeds.firstIndex(of: "act-\(number)") ?? .max))
            }
            #expect(!Verdict(resumed, of: rollout.plan).isCleared, "after record \(capacity)")
        }
    }

    @Test("what passed stands, what had not passed runs again with its attempts kept, and what rests on it runs again")
    func dispositions() async throws {
        let steps =
            VirtualRollout.look("sound") + VirtualRollout.fail("broken")
            + VirtualRollout.look("after", ", needs: [broken]")
        let rollout = try VirtualRollout(steps)
        let (_, first) = try await rollout.part()
        let run = try JournalledRun(JournalText(first.bytes))
        #expect(run.hasEnded)
        let resumption = await run.resumption(of: rollout.plan, because: [], files: rollout.world.files)
        guard case .reuse(let record)? = resumption.units[0],
            case .again(let reason, let attempts)? = resumption.units[1]
        else {
            Issue.record("\(resumption)")
            return
        }
        #expect(record.outcome.name == "passed" && record.attempts.count == 1)
        #expect(reason == "it had not passed" && attempts.map(\.outcome.name) == ["failed"])
        #expect(resumption.units[2] == nil)
        let (second, _) = try await rollout.part(after: first.bytes)
        #expect(second.units[1].attempts.map(\.number) == [1, 2])
    }

    @Test("a changed policy lets nothing stand that was seen, and asks about everything that was done")
    func changedPolicy() async throws {
        let rollout = try VirtualRollout(VirtualRollout.look("seen") + VirtualRollout.act("done"))
        let (_, first) = try await rollout.part()
        let run = try JournalledRun(JournalText(first.bytes))
        let resumption = await run.resumption(
            of: rollout.plan, because: ["the trust policy's epoch was 1 and is 2"], files: rollout.world.files)
        #expect(resumption.units[0] == .again("the trust policy's epoch was 1 and is 2", attempts: []))
        guard case .ambiguous(let reason, _)? = resumption.units[1] else {
            Issue.record("\(resumption)")
            return
        }
        #expect(reason == "it was done, and not for what is to be done now")
    }

    @Test("a result stands only as long as the files it was seen in are what they were")
    func changedFile() async throws {
        let files = MemoryFiles()
        let input = TracedInput(.content, "db/up.sql", Digest.of(Array("old".utf8)).description)
        let steps = VirtualRollout.look("migration")
        let rollout = try VirtualRollout(steps)
        var chain = JournalChain()
        let pass = Outcome.passed(
            summary: "ok", NonEmpty(Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")), warnings: [])
        let inputs = JournalInputs(rollout.plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        let bytes: [UInt8] =
            ([
                .began(run: "run", inputs, seed: 1, at: Samples.instant), .intent(unit: "migration", attempt: 1, nil),
                .result(unit: "migration", Attempt(number: 1, outcome: pass, elapsed: .zero), inputs: [input]),
            ] as [JournalEvent]).flatMap { chain.add($0) }
        let run = try JournalledRun(JournalText(bytes))
        for (content, stands) in [("old", true), ("new", false), (nil, false)] as [(String?, Bool)] {
            if let content { files.write(Array(content.utf8), to: "db/up.sql") } else { files.remove("db/up.sql") }
            let resumption = await run.resumption(of: rollout.plan, because: [], files: files)
            if stands {
                #expect(
                    resumption.units[0]
                        == .reuse(
                            UnitRecord(
                                id: "migration", attempts: [Attempt(number: 1, outcome: pass, elapsed: .zero)],
                                outcome: pass)))
            } else {
                #expect(resumption.units[0] == .again("`db/up.sql` has changed", attempts: []))
            }
        }
    }

    @Test("what uses an output through a step that is left out runs again with the step that says it")
    func throughAnother() async throws {
        let steps =
            VirtualRollout.look("first", ", outputs: {said: {from: stdout}}")
            + VirtualRollout.look("elsewhere", ", needs: [first], when: {environment: [staging]}")
            + "  - {id: last, uses: command, needs: [elsewhere], "
            + "with: {program: look, args: [\"${{ outputs.first.said }}\"], proof: exit}}\n"
        let rollout = try VirtualRollout(steps)
        let files = MemoryFiles()
        let input = TracedInput(.content, "version", Digest.of(Array("old".utf8)).description)
        let pass = Outcome.passed(
            summary: "ok", NonEmpty(Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")), warnings: [])
        let attempt = Attempt(number: 1, outcome: pass, elapsed: .zero)
        let inputs = JournalInputs(rollout.plan, trust: .nobody, tool: "1.0", effective: Samples.instant)
        var chain = JournalChain()
        let bytes: [UInt8] =
            ([
                .began(run: "run", inputs, seed: 1, at: Samples.instant), .intent(unit: "first", attempt: 1, nil),
                .result(unit: "first", attempt, inputs: [input]), .intent(unit: "last", attempt: 1, nil),
                .result(unit: "last", attempt, inputs: []),
            ] as [JournalEvent]).flatMap { chain.add($0) }
        let run = try JournalledRun(JournalText(bytes))
        files.write(Array("old".utf8), to: "version")
        let standing = await run.resumption(of: rollout.plan, because: [], files: files)
        #expect(standing.units[2] == .reuse(UnitRecord(id: "last", attempts: [attempt], outcome: pass)))
        files.write(Array("new".utf8), to: "version")
        let resumption = await run.resumption(of: rollout.plan, because: [], files: files)
        #expect(resumption.units[0] == .again("`version` has changed", attempts: []))
        #expect(resumption.units[1] == nil)
        #expect(resumption.units[2] == .again("`first`, which it needs, runs again", attempts: []))
    }

    @Test("what the network said is asked again, and with it what needs it; what programs said stands")
    func askedAgain() async throws {
        let steps =
            "  - {id: alive, uses: http, with: {url: \"https://shop.example/health\", expect: {status: 200}}}\n"
            + VirtualRollout.look("after", ", needs: [alive]") + VirtualRollout.look("apart")
        let rollout = try VirtualRollout(steps)
        let http = try #require(rollout.world.http as? MemoryHTTP)
        http.answer("https://shop.example/health", 200)
        let (record, journal) = try await rollout.part()
        #expect(record.units.map(\.outcome.name) == ["passed", "passed", "passed"])
        let run = try JournalledRun(JournalText(journal.bytes))
        let resumption = await run.resumption(of: rollout.plan, because: [], files: rollout.world.files)
        #expect(
            resumption.units[0]
                == .again("it asked the network, which may say something else now", attempts: []))
        #expect(resumption.units[1] == .again("`alive`, which it needs, runs again", attempts: []))
        guard case .reuse = resumption.units[2] else { return #expect(Bool(false), "\(resumption)") }
        http.answer("https://shop.example/health", 503)
        let (later, _) = try await rollout.part(after: journal.bytes)
        #expect(later.units.map(\.outcome.name) == ["failed", "skipped", "passed"])
    }

    @Test("what the ledger said is asked again")
    func ledgerAskedAgain() async throws {
        let trace = TracedFiles(MemoryFiles())
        let sources = TracedSources(World.empty, into: trace)
        _ = try await sources.entries()
        _ = try await sources.entries(manifest: .of([]))
        #expect(try await sources.manifest(.of([])) == nil)
        let input = try #require(trace.inputs.first)
        #expect(trace.inputs.count == 1 && input.path == "the ledger")
        #expect(await !input.holds(in: MemoryFiles()))
    }
}
