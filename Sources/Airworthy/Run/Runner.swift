import Synchronization
public import Trust

/// Performs a plan: starts what ``RunMachine`` says, feeds it what happens, writes it down, decides nothing.
public struct Runner: Sendable {
    public typealias Observer = @Sendable (RunProgress) -> Void

    private let plan: Plan
    private let context: CheckContext
    private let width: Int
    private let executor: (any TaskExecutor)?
    private let durability: Durability?
    private let resumption: Resumption
    private let waivers: [Verified<Waiver>]
    private let approvals: ApprovalTally?
    private let observer: Observer
    private let live = LiveAttempts()
    /// Granularity of timeouts and backoffs.
    private static let tick: Duration = .milliseconds(50)

    /// - Parameters:
    ///   - width: most attempts under way at once.
    ///   - executor: where attempts run; nil for the cooperative pool.
    ///   - durability: nil for a run that is not remembered, and changes nothing.
    ///   - resumption: what an earlier part of the run left.
    ///   - waivers: with them it is decided whether the steps clear, or what they did is undone.
    ///   - approvals: where the checklist requires them and they are not complete, no action is performed.
    public init(
        plan: Plan, context: CheckContext, width: Int, executor: (any TaskExecutor)? = nil,
        durability: Durability? = nil, resumption: Resumption = .none, waivers: [Verified<Waiver>] = [],
        approvals: ApprovalTally? = nil, observer: @escaping Observer = { _ in }
    ) {
        self.plan = plan
        self.context = context
        self.width = width
        self.executor = executor
        self.durability = durability
        self.resumption = resumption
        self.waivers = waivers
        self.approvals = approvals
        self.observer = observer
    }

    /// Runs to the end. Cancelling the surrounding task ends the steps at once, with every unit accounted for; what
    /// they did is undone all the same.
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
        let (events, feed) = AsyncStream.makeStream(of: RunEvent.self)
        return await withTaskCancellationHandler {
            // Detached: in a cancelled task the stream would end, and with it the undoing.
            await Task.detached { await obey(events, feed) }.value
        } onCancel: {
            feed.yield(.cancel)
        }
    }

    private func obey(
        _ events: AsyncStream<RunEvent>, _ feed: AsyncStream<RunEvent>.Continuation
    ) async -> [UnitRecord] {
        let (plan, waivers, approvals, instant) = (plan, waivers, approvals, context.instant)
        var machine = RunMachine(
            plan: plan, width: width, seed: durability?.seed ?? 0, resumption: resumption,
            isApproved: !plan.checklist.requiresApproval || approvals?.isSatisfied == true
        ) {
            UnitJudgement.clears($0, of: plan, waivers: waivers, approvals: approvals, at: instant)
        }
        var attempts: [Int: Running] = [:]
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
            let commands = machine.receive(event, at: monotonic.now - origin)
            if case .finished(let unit, let attempt, _) = event { journal(machine, unit, attempt, &attempts) }
            for command in commands { obey(command, machine, &attempts, feed) }
            if let records = machine.records { return records }
        }
        preconditionFailure("a run ends when its units have settled")
    }

    /// An attempt under way.
    private struct Running {
        let attempt: Int
        let task: Task<Void, Never>
        let end: AttemptEnd
        let permission: Permission
        let inputs: Inputs
        var isWritten = false
    }

    /// What an attempt has read, handed over with its outcome.
    private final class Inputs: Sendable {
        let list = Mutex<[TracedInput]>([])
    }

    private func obey(
        _ command: RunCommand, _ machine: borrowing RunMachine, _ attempts: inout [Int: Running],
        _ feed: AsyncStream<RunEvent>.Continuation
    ) {
        switch command {
        case .start(let unit, let attempt):
            attempts[unit] = start(
                unit, attempt, askingFirst: false, after: attempts[unit]?.end, outputs(for: unit, machine), feed)
        case .reprobe(let unit, let attempt):
            attempts[unit] = start(
                unit, attempt, askingFirst: true, after: attempts[unit]?.end, outputs(for: unit, machine), feed)
        case .proceed(let unit, let attempt):
            if let running = attempts[unit], running.attempt == attempt { running.permission.give() }
        case .stop(let unit, let attempt):
            attempts[unit]?.task.cancel()
            journal(machine, unit, attempt, &attempts)
        case .wait(let unit, let attempt, let wait):
            write(.retry(unit: plan.units[unit].id, attempt: attempt, wait: wait))
        case .undo(let undoing):
            write(.undoing(undoing))
        case .settled(let unit):
            attempts[unit] = nil
            if let record = machine.record(of: unit) { observer(.settled(plan.units[unit], record)) }
        case .complete: break
        }
    }

    /// What the units it uses outputs of have said, in this part of the run or an earlier one.
    private func outputs(for unit: Int, _ machine: borrowing RunMachine) -> [OutputReference: VariableValue] {
        let planned = plan.units[unit]
        guard !planned.sources.isEmpty else { return [:] }
        var outcomes: [Int: Outcome] = [:]
        for source in planned.sources.values { outcomes[source] = machine.record(of: source)?.outcome }
        return planned.outputs(in: plan) { outcomes[$0] }
    }

    private static func forget(_ subject: Subject, after outcome: Outcome, in world: World) {
        if case .passed = outcome { return }
        guard case .image(let reference, _) = subject, let digest = reference.digest else { return }
        world.images.forget(digest)
    }

    // Detached: an attempt that ignores its cancellation must not keep the run from ending.
    private func start(
        _ unit: Int, _ attempt: Int, askingFirst asksFirst: Bool, after earlier: AttemptEnd?,
        _ outputs: [OutputReference: VariableValue], _ feed: AsyncStream<RunEvent>.Continuation
    ) -> Running {
        let planned = plan.units[unit]
        observer(.started(planned, attempt: attempt))
        if !planned.role.isEffect { write(.intent(unit: planned.id, attempt: attempt, nil)) }
        let permission = Permission()
        let inputs = Inputs()
        let performance = AttemptPerformance(
            plan: plan, context: context.within(planned.step.timeout), durability: durability,
            resumption: resumption, unit: unit, attempt: attempt, outputs: outputs, permission: permission, feed: feed)
        let live = live
        let end = AttemptEnd(after: earlier)
        live.begin()
        let task = Task.detached(executorPreference: executor) {
            defer {
                end.reach()
                live.end()
            }
            let (outcome, seen) = await performance.outcome(askingFirst: asksFirst, after: earlier)
            // A next attempt, or a next run, is there to find what was missing.
            Self.forget(planned.subject, after: outcome, in: context.world)
            inputs.list.withLock { $0 = seen }
            feed.yield(.finished(unit: unit, attempt: attempt, outcome))
        }
        return Running(attempt: attempt, task: task, end: end, permission: permission, inputs: inputs)
    }

    /// Writes down how an attempt ended, by itself or because it was stopped: as the machine sees it, once.
    private func journal(
        _ machine: borrowing RunMachine, _ unit: Int, _ number: Int, _ attempts: inout [Int: Running]
    ) {
        guard durability != nil, let attempt = machine.latestAttempt(of: unit), attempt.number == number,
            let running = attempts[unit], running.attempt == number, !running.isWritten
        else { return }
        attempts[unit]?.isWritten = true
        write(.result(unit: plan.units[unit].id, attempt, inputs: running.inputs.list.withLock { $0 }))
    }

    /// What cannot be written down is told by the journal itself: it takes nothing more, and its owner ends in an
    /// obstacle.
    private func write(_ event: JournalEvent) {
        try? durability?.journal.append(event)
    }
}

extension CheckContext {
    /// For an attempt that begins now.
    fileprivate func within(_ timeout: Duration) -> CheckContext {
        let end = ContinuousClock.now + timeout
        var world = world
        world.images = world.images.within(AttemptTime { end - .now })
        return CheckContext(release: release, trust: trust, instant: instant, world: world)
    }
}
