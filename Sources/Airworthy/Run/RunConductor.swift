import Synchronization
import Trust

/// Does what ``RunMachine`` says and tells it what happens; writes both down; decides nothing.
///
/// `@unchecked Sendable`: ``RunUnderWay`` hands it to one at a time.
final class RunConductor: @unchecked Sendable {
    private let plan: Plan
    private let context: CheckContext
    private let executor: (any TaskExecutor)?
    private let durability: Durability?
    private let resumption: Resumption
    private let live: LiveAttempts
    private let observer: Runner.Observer
    private var machine: RunMachine
    private var attempts: [Int: Running] = [:]
    /// When the latest attempt at each unit that changes something is over; kept when it has settled, because a stopped one
    /// may go on.
    private var ends: [Int: AttemptEnd] = [:]
    private let origin = ContinuousClock.now

    init(
        plan: Plan, context: CheckContext, width: Int, executor: (any TaskExecutor)?, durability: Durability?,
        resumption: Resumption, waivers: [Verified<Waiver>], approvals: ApprovalTally?, live: LiveAttempts,
        observer: @escaping Runner.Observer
    ) {
        self.plan = plan
        self.context = context
        self.executor = executor
        self.durability = durability
        self.resumption = resumption
        self.live = live
        self.observer = observer
        machine = RunMachine(
            plan: plan, width: width, seed: durability?.seed ?? 0, resumption: resumption,
            isApproved: !plan.checklist.requiresApproval || approvals?.isSatisfied == true
        ) { [instant = context.instant] in
            UnitJudgement.clears($0, of: plan, waivers: waivers, approvals: approvals, at: instant)
        }
    }

    /// Takes one event and does what follows from it.
    ///
    /// - Parameter run: where attempts hand in their news.
    /// - Returns: the records, once the run is complete.
    func take(_ event: RunEvent, of run: RunUnderWay) -> [UnitRecord]? {
        let commands = machine.receive(event, at: .now - origin)
        switch event {
        case .finished(let unit, let attempt, _): journal(unit, attempt)
        case .tick: try? durability?.journal.flush()
        case .begin, .admitted, .prepared, .cancel: break
        }
        for command in commands { obey(command, run) }
        return machine.records
    }

    /// An attempt under way.
    private struct Running {
        let attempt: Int
        let task: Task<Void, Never>
        /// Nil where none is needed.
        let permission: Permission?
        let inputs: Inputs
        var isWritten = false
    }

    /// What an attempt has read, handed over with its outcome.
    private final class Inputs: Sendable {
        let list = Mutex<[TracedInput]>([])
    }

    private func obey(_ command: RunCommand, _ run: RunUnderWay) {
        switch command {
        case .start(let unit, let attempt):
            attempts[unit] = start(unit, attempt, askingFirst: false, outputs(for: unit), run)
        case .reprobe(let unit, let attempt):
            attempts[unit] = start(unit, attempt, askingFirst: true, outputs(for: unit), run)
        case .proceed(let unit, let attempt):
            if let running = attempts[unit], running.attempt == attempt { running.permission?.give() }
        case .stop(let unit, let attempt):
            attempts[unit]?.task.cancel()
            journal(unit, attempt)
        case .wait(let unit, let attempt, let wait):
            write(.retry(unit: plan.units[unit].id, attempt: attempt, wait: wait))
        case .undo(let undoing):
            write(.undoing(undoing))
            try? durability?.journal.flush()
        case .settled(let unit):
            attempts[unit] = nil
            if let record = machine.record(of: unit) { observer(.settled(plan.units[unit], record)) }
        case .complete: break
        }
    }

    /// What the units it uses outputs of have said, in this part of the run or an earlier one.
    private func outputs(for unit: Int) -> [OutputReference: VariableValue] {
        let planned = plan.units[unit]
        guard !planned.sources.isEmpty else { return [:] }
        var outcomes: [Int: Outcome] = [:]
        for source in planned.sources.values { outcomes[source] = machine.record(of: source)?.outcome }
        return planned.outputs(in: plan) { outcomes[$0] }
    }

    /// What changes something waits for its own earlier attempts, what undoes it for those it undoes, and what looks whether
    /// all is as before for everything.
    private func mustBeOver(before unit: Int) -> [AttemptEnd] {
        switch plan.units[unit].role {
        case .check: []
        case .action: [ends[unit]].compactMap { $0 }
        case .compensation(let action): [ends[unit], ends[action]].compactMap { $0 }
        case .steadyState: Array(ends.values)
        }
    }

    private static func forget(_ subject: Subject, after outcome: Outcome, in world: World) {
        if case .passed = outcome { return }
        guard case .image(let reference, _) = subject, let digest = reference.digest else { return }
        world.images.forget(digest)
    }

    // Detached: an attempt that ignores its cancellation must not keep the run from ending.
    private func start(
        _ unit: Int, _ attempt: Int, askingFirst asksFirst: Bool, _ outputs: [OutputReference: VariableValue],
        _ run: RunUnderWay
    ) -> Running {
        let planned = plan.units[unit]
        observer(.started(planned, attempt: attempt))
        if !planned.role.isEffect { write(.intent(unit: planned.id, attempt: attempt, nil)) }
        let permission = planned.role.isEffect ? Permission() : nil
        let inputs = Inputs()
        let action: Int? = if case .compensation(let action) = planned.role { action } else { nil }
        let performance = AttemptPerformance(
            planned: planned, context: context.within(planned.step.timeout), durability: durability, unit: unit,
            undone: action.map { plan.units[$0].id }, round: resumption.rounds[action ?? unit] ?? 0, attempt: attempt,
            outputs: outputs, permission: permission, patience: Self.patience(of: planned), run: run)
        let (live, world) = (live, context.world)
        let earlier = mustBeOver(before: unit)
        let end = planned.role.isEffect ? AttemptEnd(after: earlier) : nil
        ends[unit] = end
        live.begin()
        let task = Task.detached(executorPreference: executor) {
            let (outcome, seen) = await performance.outcome(askingFirst: asksFirst, after: earlier)
            // A next attempt, or a next run, is there to find what was missing.
            Self.forget(planned.subject, after: outcome, in: world)
            inputs.list.withLock { $0 = seen }
            end?.reach()
            live.end()
            run.receive(.finished(unit: unit, attempt: attempt, outcome))
        }
        return Running(attempt: attempt, task: task, permission: permission, inputs: inputs)
    }

    private static func patience(of planned: PlannedUnit) -> AttemptTime {
        let timeout = planned.step.timeout
        // The timeout of what changes something counts from the change. Of what only looks it counts already: it says what
        // it waited for while it can. It has waited through the undoing; what goes on then does not end soon.
        return AttemptTime(from: planned.role.isEffect ? timeout : min(timeout / 2, .seconds(5)))
    }

    /// Writes down how an attempt ended, by itself or because it was stopped: as the machine sees it, once.
    private func journal(_ unit: Int, _ number: Int) {
        guard durability != nil, let attempt = machine.latestAttempt(of: unit), attempt.number == number,
            let running = attempts[unit], running.attempt == number, !running.isWritten
        else { return }
        attempts[unit]?.isWritten = true
        let planned = plan.units[unit]
        write(.result(of: planned.id, attempt, reading: running.inputs.list.withLock { $0 }))
        // What was only looked at and is forgotten is looked at again; a change would have to be asked about.
        if planned.role.isEffect { try? durability?.journal.flush() }
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
        var world = world
        world.images = world.images.within(AttemptTime(from: timeout))
        return within(world)
    }
}

extension AttemptTime {
    /// Of an attempt that begins now.
    fileprivate init(from whole: Duration) {
        let end = ContinuousClock.now + whole
        self.init { end - .now }
    }
}
