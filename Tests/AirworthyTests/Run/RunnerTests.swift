import Airworthy
import AirworthyTesting
import Synchronization
import Testing
import Trust

@Suite("Runner")
struct RunnerTests {
    private func record(_ steps: String) async throws -> RunRecord {
        let release = try Samples.release()
        let plan = try Samples.plan(steps, for: release)
        return await Runner(plan: plan, context: Contexts.empty(release: release), width: 4).run(mode: .live)
    }

    @Test("a hanging check that ignores cancellation times out, and the run ends")
    func hanging() async throws {
        let record = try await record("  - {id: stuck, uses: scripted, timeout: 1s, with: {answer: hang}}")
        #expect(record.units[0].outcome.diagnostics.map(\.code) == ["timed-out"])
    }

    @Test("an obstacle becomes an error, never a pass")
    func obstacle() async throws {
        let record = try await record("  - {id: blind, uses: scripted, with: {answer: error}}")
        #expect(record.units[0].outcome.name == "errored")
        #expect(record.units[0].outcome.diagnostics.map(\.code) == ["scripted-obstacle"])
    }

    @Test("cancelling the task ends the run at once, with every unit accounted for")
    func cancelled() async throws {
        let release = try Samples.release(services: ["a", "b", "c"])
        let plan = try Samples.plan(
            "  - {id: stuck, uses: scripted, forEach: images, timeout: 1h, with: {answer: hang}}", for: release)
        let context = Contexts.empty(release: release)
        let task = Task { await Runner(plan: plan, context: context, width: 2).run(mode: .live) }
        try await Task.sleep(for: .milliseconds(100))
        let began = ContinuousClock.now
        task.cancel()
        let record = await task.value
        // Far below the hour the checks would take: this task may wait minutes for its turn beside a thousand other tests.
        // How fast it really is, a benchmark says.
        #expect(ContinuousClock.now - began < .seconds(1_200))
        #expect(record.units.count == 3)
        #expect(!record.units.contains { $0.outcome.name == "passed" })
    }

    @Test("a run that is cancelled before it begins ends too, and begins nothing", .timeLimit(.minutes(10)))
    func cancelledBefore() async throws {
        let release = try Samples.release(services: ["a", "b", "c"])
        let plan = try Samples.plan(
            "  - {id: look, uses: scripted, forEach: images, with: {answer: pass}}", for: release)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await Runner(plan: plan, context: Contexts.empty(release: release), width: 2).run(mode: .live)
        }
        task.cancel()
        let record = await task.value
        #expect(record.units.count == 3)
        #expect(record.units.allSatisfy { $0.outcome.name == "skipped" && $0.attempts.isEmpty })
    }

    @Test("whoever watches may end the run from where it is told of progress")
    func endedByTheObserver() async throws {
        let release = try Samples.release(services: ["a", "b", "c"])
        let plan = try Samples.plan(
            "  - {id: look, uses: scripted, forEach: images, with: {answer: pass}}", for: release)
        let (progress, feed) = AsyncStream.makeStream(of: Task<RunRecord, Never>.self)
        let run = Task {
            var own = progress.makeAsyncIterator()
            let task = await own.next()
            return await Runner(plan: plan, context: Contexts.empty(release: release), width: 1) { event in
                if case .settled = event { task?.cancel() }
            }.run(mode: .live)
        }
        feed.yield(run)
        let names = await run.value.units.map(\.outcome.name)
        // The second was begun before the first was reported.
        #expect(names == ["passed", "errored", "skipped"])
    }

    @Test("news that many bring at once is taken one at a time: no unit is lost or run twice")
    func together() async throws {
        let release = try Samples.release(services: (0..<500).map { "service-\($0)" })
        let plan = try Samples.plan(
            "  - {id: look, uses: scripted, forEach: images, with: {answer: pass}}\n"
                + "  - {id: again, uses: scripted, forEach: images, needs: [look], with: {answer: pass}}", for: release)
        let seen = Mutex<[String: Int]>([:])
        let record = await Runner(plan: plan, context: Contexts.empty(release: release), width: 64) { event in
            if case .settled(let unit, _) = event { seen.withLock { $0[unit.id, default: 0] += 1 } }
        }.run(mode: .live)
        #expect(record.units.count == 1_000 && record.units.allSatisfy { $0.outcome.name == "passed" })
        #expect(seen.withLock { $0.count == 1_000 && $0.values.allSatisfy { $0 == 1 } })
    }
}
