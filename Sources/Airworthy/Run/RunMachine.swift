import Trust

/// Decides what a run does next. A plain value fed with events: scheduling, timeouts, retries and cancellation are
/// tested without a task and without a sleep. `at` is monotonic time since the run began.
public struct RunMachine: Sendable {
    private enum State {
        /// Waits for this many units it needs.
        case blocked(Int)
        case ready
        case running(attempt: Int, since: Duration)
        case backingOff(until: Duration)
        case settled
    }

    private let plan: Plan
    /// Most attempts under way at once.
    private let width: Int
    private var states: [State]
    private var dependents: [[Int]]
    private var attempts: [[Attempt]]
    private var outcomes: [Outcome?]
    /// Units in state `ready`, in plan order: `head` is the next to start.
    private var queue: [Int] = []
    private var head = 0
    private var running: Set<Int> = []
    private var backingOff: Set<Int> = []
    private var unsettled: Int
    private var isCancelled = false

    public init(plan: Plan, width: Int) {
        precondition(width >= 1, "a run needs room for at least one attempt")
        self.plan = plan
        self.width = width
        states = plan.units.map { .blocked($0.needs.count) }
        dependents = Array(repeating: [], count: plan.units.count)
        for (index, unit) in plan.units.enumerated() {
            for need in unit.needs { dependents[need].append(index) }
        }
        attempts = Array(repeating: [], count: plan.units.count)
        outcomes = Array(repeating: nil, count: plan.units.count)
        unsettled = plan.units.count
    }

    /// The records, in plan order; nil until the run is complete.
    public var records: [UnitRecord]? {
        guard unsettled == 0 else { return nil }
        return plan.units.indices.map { index in
            guard let outcome = outcomes[index] else { preconditionFailure("a settled unit has an outcome") }
            return UnitRecord(id: plan.units[index].id, attempts: attempts[index], outcome: outcome)
        }
    }

    public func record(of unit: Int) -> UnitRecord? {
        outcomes[unit].map { UnitRecord(id: plan.units[unit].id, attempts: attempts[unit], outcome: $0) }
    }

    /// Takes one event and says what follows from it.
    public mutating func receive(_ event: RunEvent, at now: Duration) -> [RunCommand] {
        var commands: [RunCommand] = []
        switch event {
        case .begin:
            for index in states.indices {
                if case .blocked(0) = states[index] { unblock(index, &commands) }
            }
        case .finished(let unit, let attempt, let outcome):
            guard case .running(attempt, let since) = states[unit] else { break }  // a stopped attempt speaking late
            end(unit, attempt: attempt, outcome, elapsed: now - since, at: now, &commands)
        case .tick:
            expire(at: now, &commands)
        case .cancel:
            cancel(at: now, &commands)
        }
        startReady(at: now, &commands)
        if unsettled == 0 { commands.append(.complete) }
        return commands
    }

    private mutating func startReady(at now: Duration, _ commands: inout [RunCommand]) {
        while running.count < width, head < queue.count {
            let unit = queue[head]
            head += 1
            let number = attempts[unit].count + 1
            states[unit] = .running(attempt: number, since: now)
            running.insert(unit)
            commands.append(.start(unit: unit, attempt: number))
        }
    }

    private mutating func end(
        _ unit: Int, attempt: Int, _ outcome: Outcome, elapsed: Duration, at now: Duration,
        _ commands: inout [RunCommand]
    ) {
        running.remove(unit)
        attempts[unit].append(Attempt(number: attempt, outcome: outcome, elapsed: elapsed))
        let retry = plan.units[unit].step.retry
        if !Self.isPass(outcome), attempt < retry.attempts, !isCancelled {
            let wait = retry.backoff * (1 << (attempt - 1))
            states[unit] = .backingOff(until: now + wait)
            backingOff.insert(unit)
            return
        }
        settle(unit, outcome, &commands)
    }

    private mutating func settle(_ unit: Int, _ outcome: Outcome, _ commands: inout [RunCommand]) {
        states[unit] = .settled
        outcomes[unit] = outcome
        unsettled -= 1
        commands.append(.settled(unit: unit))
        for dependent in dependents[unit] {
            guard case .blocked(let count) = states[dependent] else { continue }
            states[dependent] = .blocked(count - 1)
            if count == 1 { unblock(dependent, &commands) }
        }
    }

    /// Everything `unit` needs has settled: it runs, or is skipped with the reason.
    private mutating func unblock(_ unit: Int, _ commands: inout [RunCommand]) {
        if let exclusion = plan.units[unit].exclusion {
            settle(unit, .skipped(.notApplicable(exclusion)), &commands)
        } else if let need = plan.units[unit].needs.first(where: { !allows(outcomes[$0]) }) {
            settle(unit, .skipped(.needNotCleared(plan.units[need].id)), &commands)
        } else if isCancelled {
            settle(unit, .skipped(.cancelled), &commands)
        } else {
            states[unit] = .ready
            queue.append(unit)
        }
    }

    /// Whether a dependent may run after this outcome. A step that does not apply stands in nobody's way.
    private func allows(_ outcome: Outcome?) -> Bool {
        switch outcome {
        case .passed, .skipped(.notApplicable): true
        case .failed, .inconclusive, .errored, .skipped, nil: false
        }
    }

    private mutating func expire(at now: Duration, _ commands: inout [RunCommand]) {
        for unit in running.sorted() {
            guard case .running(let attempt, let since) = states[unit] else { continue }
            let timeout = plan.units[unit].step.timeout
            guard now - since >= timeout else { continue }
            commands.append(.stop(unit: unit, attempt: attempt))
            end(
                unit, attempt: attempt, .errored(Self.timedOut(timeout)), elapsed: now - since, at: now, &commands)
        }
        for unit in backingOff.sorted() {
            guard case .backingOff(let until) = states[unit], until <= now else { continue }
            backingOff.remove(unit)
            states[unit] = .ready
            queue.append(unit)
        }
    }

    private mutating func cancel(at now: Duration, _ commands: inout [RunCommand]) {
        guard !isCancelled else { return }
        isCancelled = true
        for unit in running.sorted() {
            guard case .running(let attempt, let since) = states[unit] else { continue }
            commands.append(.stop(unit: unit, attempt: attempt))
            end(unit, attempt: attempt, .errored(Self.cancelled), elapsed: now - since, at: now, &commands)
        }
        for unit in backingOff.sorted() {
            backingOff.remove(unit)
            settle(unit, attempts[unit].last?.outcome ?? .skipped(.cancelled), &commands)
        }
        for unit in queue[head...] { settle(unit, .skipped(.cancelled), &commands) }
        head = queue.count
    }

    private static func isPass(_ outcome: Outcome) -> Bool {
        guard case .passed = outcome else { return false }
        return true
    }

    private static func timedOut(_ timeout: Duration) -> Diagnostic {
        Diagnostic(
            "timed-out", "no answer within \(timeout.text)",
            remedy: "raise `timeout` if the work is that long; otherwise find out what hangs")
    }

    private static let cancelled = Diagnostic(
        "cancelled", "the run was cancelled while this was under way", remedy: "run it again")
}
