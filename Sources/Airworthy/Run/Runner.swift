import Trust

/// Performs a plan: starts what ``RunMachine`` says, feeds it what happens, decides nothing.
public struct Runner: Sendable {
    public typealias Observer = @Sendable (RunProgress) -> Void

    private let plan: Plan
    private let context: CheckContext
    private let width: Int
    private let executor: (any TaskExecutor)?
    private let observer: Observer
    private let live = LiveAttempts()
    /// Granularity of timeouts and backoffs.
    private static let tick: Duration = .milliseconds(50)

    /// - Parameters:
    ///   - width: most attempts under way at once.
    ///   - executor: where attempts run; nil for the cooperative pool.
    public init(
        plan: Plan, context: CheckContext, width: Int, executor: (any TaskExecutor)? = nil,
        observer: @escaping Observer = { _ in }
    ) {
        self.plan = plan
        self.context = context
        self.width = width
        self.executor = executor
        self.observer = observer
    }

    /// Runs to the end. Cancelling the surrounding task ends it at once, with every unit accounted for.
    public func run(mode: RunMode) async -> RunRecord {
        let started = context.world.clock.now()
        let units = await perform()
        // Stopped attempts get a moment to end what they started: leaving at once would leave their programs running.
        await live.drain(within: .seconds(1))
        let finished = context.world.clock.now()
        return RunRecord(
            planDigest: plan.digest, mode: mode, effective: context.instant, started: started, finished: finished,
            units: units)
    }

    private func perform() async -> [UnitRecord] {
        var machine = RunMachine(plan: plan, width: width)
        var attempts: [Int: Task<Void, Never>] = [:]
        let (events, feed) = AsyncStream.makeStream(of: RunEvent.self)
        let monotonic = ContinuousClock()
        let origin = monotonic.now
        let ticker = Task.detached {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.tick)
                feed.yield(.tick)
            }
        }
        defer { ticker.cancel() }

        feed.yield(.begin)
        for await event in events {
            obey(machine.receive(event, at: monotonic.now - origin), machine, &attempts, feed)
            if let records = machine.records { return records }
        }
        // The stream ends before the records are there only when this task is cancelled.
        obey(machine.receive(.cancel, at: monotonic.now - origin), machine, &attempts, feed)
        guard let records = machine.records else { preconditionFailure("a cancelled run settles every unit") }
        return records
    }

    private func obey(
        _ commands: [RunCommand], _ machine: RunMachine, _ attempts: inout [Int: Task<Void, Never>],
        _ feed: AsyncStream<RunEvent>.Continuation
    ) {
        for command in commands {
            switch command {
            case .start(let unit, let attempt):
                observer(.started(plan.units[unit], attempt: attempt))
                attempts[unit] = start(unit, attempt, feed)
            case .stop(let unit, _):
                attempts[unit]?.cancel()
            case .settled(let unit):
                attempts[unit] = nil
                if let record = machine.record(of: unit) { observer(.settled(plan.units[unit], record)) }
            case .complete:
                feed.finish()
            }
        }
    }

    private static func forget(_ subject: Subject, after outcome: Outcome, in world: World) {
        if case .passed = outcome { return }
        guard case .image(let reference, _) = subject, let digest = reference.digest else { return }
        world.images.forget(digest)
    }

    // Detached: an attempt that ignores its cancellation must not keep the run from ending.
    private func start(
        _ unit: Int, _ attempt: Int, _ feed: AsyncStream<RunEvent>.Continuation
    ) -> Task<Void, Never> {
        let planned = plan.units[unit]
        let context = context
        let live = live
        live.begin()
        return Task.detached(executorPreference: executor) {
            defer { live.end() }
            let end = ContinuousClock.now + planned.step.timeout
            let outcome = await AttemptTime.$counter.withValue({ end - .now }) {
                await planned.check.examine(planned.subject, in: context)
            }
            // A next attempt, or a next run, is there to find what was missing.
            Self.forget(planned.subject, after: outcome, in: context.world)
            feed.yield(.finished(unit: unit, attempt: attempt, outcome))
        }
    }
}
