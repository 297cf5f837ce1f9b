import Airworthy
import AirworthyTesting
import Synchronization
import Testing
import Trust

@Suite("Actions")
struct ActionTests {
    @Test("a run that is not remembered performs no action, and does not pass for it")
    func notRemembered() async throws {
        let rollout = try VirtualRollout(VirtualRollout.act("switch"))
        let context = CheckContext(
            release: try Samples.release(), trust: .nobody, instant: Samples.instant, world: rollout.world)
        for mode in RunMode.allCases {
            let record = await Runner(plan: rollout.plan, context: context, width: 1).run(mode: mode)
            #expect(record.units[0].outcome.name == "inconclusive")
            #expect(record.units[0].outcome.diagnostics.map(\.code) == ["action-not-performed"])
        }
        #expect(rollout.deeds.all.isEmpty)
    }

    @Test("an action is refused by name while somebody else holds the lease; what only looks needs none")
    func leaseHeld() async throws {
        let rollout = try VirtualRollout(VirtualRollout.look("seen") + VirtualRollout.act("switch"))
        let lease = MemoryLease(refusal: Obstacle("lease-held", "run 5f21 is changing `production`"))
        let (record, _) = try await rollout.part(lease: lease)
        #expect(record.units.map(\.outcome.name) == ["passed", "errored"])
        #expect(record.units[1].outcome.diagnostics.map(\.code) == ["lease-held"])
        #expect(rollout.deeds.all.isEmpty)
    }

    @Test("an action whose lease was taken away does not act")
    func staleToken() async throws {
        let rollout = try VirtualRollout(VirtualRollout.act("switch"))
        let lease = MemoryLease()
        lease.takeAway()
        let (record, _) = try await rollout.part(lease: lease)
        #expect(record.units[0].outcome.diagnostics.map(\.code) == ["stale-fencing-token"])
        #expect(rollout.deeds.all.isEmpty)
    }

    @Test("an undoing that never ends, however often it is told to, does not keep the run from ending")
    func stubbornUndoing() async throws {
        let undo = ", compensate: {uses: command, timeout: 1s, with: {program: stuck, proof: exit}}"
        let rollout = try VirtualRollout(
            VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("switch", undo)
                + VirtualRollout.fail("last", ", needs: [switch]"))
        let processes = try #require(rollout.world.processes as? MemoryProcesses)
        processes.install("stuck") { (_: Command) throws(Obstacle) in
            // Ignores cancellation on purpose.
            await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in rollout.deeds.add("stuck") }
            throw Obstacle("unreachable", "never")
        }
        let (record, _) = try await rollout.part()
        let undoing = try #require(record.units.first { $0.id.contains("undo") })
        #expect(undoing.outcome.name == "errored")
        let codes = undoing.attempts.flatMap(\.outcome.diagnostics).map(\.code)
        #expect(
            codes.first == "timed-out" && codes.dropFirst().allSatisfy { $0 == "attempt-not-over" || $0 == "timed-out" }
        )
        #expect(rollout.deeds.all == ["switch", "stuck"])
    }

    /// An action that is stopped after a second and ignores that.
    private static let stubborn =
        "  - {id: switch, uses: command, timeout: 1s, with: {program: slow, proof: exit}, effect: true, compensate: "
        + "{uses: command, timeout: 2s, with: {program: undo, args: [switch], proof: exit}}}\n"

    @Test("what undoes a stopped action, and what looks again, wait until it is over")
    func undoneAfterwards() async throws {
        let rollout = try VirtualRollout(VirtualRollout.look("steady", ", steady: true") + Self.stubborn)
        let processes = try #require(rollout.world.processes as? MemoryProcesses)
        processes.install("slow") { (_: Command) throws(Obstacle) in
            await Task.detached { try? await Task.sleep(for: .milliseconds(1_400)) }.value
            rollout.deeds.add("switch")
            return CommandResult(ending: .exited(0), output: [], errors: [], truncated: false)
        }
        processes.install("look") { (_: Command) throws(Obstacle) in
            rollout.deeds.add("look")
            return CommandResult(ending: .exited(0), output: Array("seen".utf8), errors: [], truncated: false)
        }
        let (record, _) = try await rollout.part()
        #expect(rollout.deeds.all == ["look", "switch", "undo switch", "look"])
        let switched = try #require(record.units.first { $0.id == "switch" })
        #expect(switched.outcome.diagnostics.map(\.code) == ["timed-out"])
    }

    @Test("an action that never ends is not undone meanwhile, and stays to be undone")
    func neverOver() async throws {
        let rollout = try VirtualRollout(VirtualRollout.look("steady", ", steady: true") + Self.stubborn)
        let processes = try #require(rollout.world.processes as? MemoryProcesses)
        processes.install("slow") { (_: Command) throws(Obstacle) in
            await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in rollout.deeds.add("slow") }
            throw Obstacle("unreachable", "never")
        }
        let (record, journal) = try await rollout.part()
        #expect(rollout.deeds.all == ["slow"])
        for id in ["switch.undo", "steady.again"] {
            let unit = try #require(record.units.first { $0.id == id })
            #expect(unit.outcome.diagnostics.map(\.code) == ["attempt-not-over"], "\(id)")
        }
        let text = try JournalText(journal.bytes)
        #expect(
            await (try JournalledRun(text)).resumption(of: rollout.plan, because: [], files: rollout.world.files)
                .registered == [try #require(rollout.plan.units.firstIndex { $0.id == "switch" })])
    }

    @Test("programs that outlived the part of the run that started them are waited for before their action is undone")
    func survivors() async throws {
        let rollout = try VirtualRollout(
            VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("switch", undoable: true)
                + VirtualRollout.fail("last", ", needs: [switch]"))
        let looks = Mutex(0)
        let processes = try #require(rollout.world.processes as? MemoryProcesses)
        let (_, journal) = try await rollout.part { key in
            guard processes.runs.contains(where: { $0.environment["AIRWORTHY_IDEMPOTENCY_KEY"] == key }) else {
                return []
            }
            return looks.withLock { looks in
                looks += 1
                if looks == 3 { rollout.deeds.add("ended by itself") }
                return looks < 3 ? [4_711] : []
            }
        }
        #expect(rollout.deeds.all == ["switch", "ended by itself", "undo switch"])
        let blind = try VirtualRollout(
            VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("switch", undoable: true)
                + VirtualRollout.fail("last", ", needs: [switch]"))
        let (record, _) = try await blind.part { _ in nil }
        let undo = try #require(record.units.first { $0.id == "switch.undo" })
        #expect(undo.outcome.diagnostics.map(\.code) == ["processes-unreadable"])
        #expect(blind.deeds.all == ["switch"])
        #expect(!journal.bytes.isEmpty)
    }

    @Test("an action that cannot be written down is not done")
    func journalFull() async throws {
        let rollout = try VirtualRollout(VirtualRollout.act("switch"))
        let (record, _) = try await rollout.part(capacity: 1)
        #expect(record.units[0].outcome.diagnostics.map(\.code) == ["journal-unwritable"])
        #expect(rollout.deeds.all.isEmpty)
    }

    @Test("action, probe and compensation are told run, key and token; the key is another once the change was undone")
    func environment() async throws {
        let steps =
            VirtualRollout.look("steady", ", steady: true") + VirtualRollout.act("switch", undoable: true)
            + VirtualRollout.fail("last", ", needs: [switch]")
        let rollout = try VirtualRollout(steps)
        let (_, first) = try await rollout.part(lease: MemoryLease(token: 7))
        _ = try await rollout.part(after: first.bytes, lease: MemoryLease(token: 8))
        let processes = try #require(rollout.world.processes as? MemoryProcesses)
        let acts = processes.runs.filter { $0.program == "act" }.map(\.environment)
        #expect(acts.map { $0["AIRWORTHY_FENCING_TOKEN"] } == ["7", "8"])
        #expect(acts.allSatisfy { $0["AIRWORTHY_RUN"] == "run" })
        let keys = acts.compactMap { $0["AIRWORTHY_IDEMPOTENCY_KEY"] }
        #expect(Set(keys).count == 2 && keys.allSatisfy { $0.count == 32 })
        let undo = processes.runs.first { $0.program == "undo" }?.environment
        #expect(undo?["AIRWORTHY_FENCING_TOKEN"] == "7")
        #expect(undo?["AIRWORTHY_IDEMPOTENCY_KEY"] != keys[0])
        let look = processes.runs.first { $0.program == "look" }?.environment
        #expect(look?.keys.contains { $0.hasPrefix("AIRWORTHY_") } == false)
    }

    @Test("a flaky pass does not count where the step says so, and is named")
    func latePass() throws {
        let text = """
              - {id: shaky, uses: scripted, retry: {attempts: 2, backoff: 1s, flaky: refuse}}
              - {id: patient, uses: scripted, retry: {attempts: 2, backoff: 1s}}
            """
        let plan = try Samples.plan(text, phase: .release, for: Samples.release())
        let failure = Outcome.failed(NonEmpty(Diagnostic("scripted", "fails")), [])
        let pass = Outcome.passed(
            summary: "ok", NonEmpty(Evidence(uri: "x", digest: .of([]), mediaType: "text/plain")), warnings: [])
        let late = [
            Attempt(number: 1, outcome: failure, elapsed: .zero), Attempt(number: 2, outcome: pass, elapsed: .zero),
        ]
        let record = RunRecord(
            planDigest: plan.digest, mode: .live, effective: Samples.instant, started: Samples.instant,
            finished: Samples.instant,
            units: ["shaky", "patient"].map { UnitRecord(id: $0, attempts: late, outcome: pass) })
        #expect(Verdict(record, of: plan).blockers == [Blocker(unit: "shaky", code: "late-pass")])
        #expect(Verdict(record, of: plan).name == "undetermined")
    }
}
