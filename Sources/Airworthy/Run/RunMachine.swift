import Trust

/// Decides what a run does next. A plain value fed with events: scheduling, timeouts, retries, undoing and cancellation
/// are tested without a task and without a sleep. `at` is monotonic time since the run began: no wall clock, set back
/// or forward, moves anything here.
public struct RunMachine: Sendable {
    enum State {
        /// For what it needs, or for the run to be over.
        case waiting
        case ready
        /// - isTimed: false while an effect waits for the environment's lease.
        case running(attempt: Int, since: Duration, isTimed: Bool)
        case backingOff(until: Duration)
        case settled
    }

    enum Stage {
        case steps, undoing, lookingAgain
    }

    /// Whether the run itself clears, judged when all of its steps have settled: if not, what was done is undone.
    public typealias Judge = @Sendable ([UnitRecord]) -> Bool

    let plan: Plan
    let resumption: Resumption
    let groups: UnitGroups
    let isCleared: Judge
    /// Whether people have let it change anything.
    let isApproved: Bool
    /// Most attempts under way at once.
    private let width: Int
    private let seed: UInt64
    var stage = Stage.steps
    var states: [State]
    var attempts: [[Attempt]]
    var outcomes: [Outcome?]
    /// Units in state `ready`, in the order in which they became so: `head` is the next to start.
    var queue: [Int] = []
    var head = 0
    var running: Set<Int> = []
    var backingOff: Set<Int> = []
    /// Actions that must be asked about before they are performed.
    private var unclear: Set<Int> = []
    /// Steps whose needs have all settled, and whose own units have not been looked at yet.
    private var released: [Int] = []
    /// For each step: how many steps it still waits for, units of its own that have not settled, and the first of those
    /// that lets nobody pass.
    private var waitingFor: [Int]
    private var open: [Int]
    private var firstObstruction: [Int?]
    var unsettled: Int
    var unsettledSteps: Int
    private var retriesLeft: Int
    private var isCancelled = false
    /// Actions that may have happened and can be undone, oldest first.
    var registered: [Int]
    /// What undoes them, newest first, as far as it has not begun.
    var undoing: ArraySlice<Int> = []

    /// - Parameters:
    ///   - seed: decides by how much the waits between attempts differ.
    ///   - isApproved: whether actions are performed; the steps that only look are run all the same. Nil where nobody
    ///     was asked: then the checklist must not require it.
    ///   - isCleared: nil for a run that clears when nothing in it blocks, waivers left aside.
    public init(
        plan: Plan, width: Int, seed: UInt64 = 0, resumption: Resumption = .none, isApproved: Bool? = nil,
        isCleared: Judge? = nil
    ) {
        precondition(width >= 1, "a run needs room for at least one attempt")
        self.plan = plan
        self.width = width
        self.seed = seed
        self.resumption = resumption
        self.isApproved = isApproved ?? !plan.checklist.requiresApproval
        self.isCleared = isCleared ?? { UnitJudgement.clears($0, of: plan, at: Instant(seconds: 0)) }
        groups = UnitGroups(plan)
        let count = plan.units.count
        states = Array(repeating: .waiting, count: count)
        attempts = Array(repeating: [], count: count)
        outcomes = Array(repeating: nil, count: count)
        waitingFor = groups.groups.map(\.needs.count)
        open = groups.groups.map(\.units.count)
        firstObstruction = Array(repeating: nil, count: groups.groups.count)
        unsettled = count
        unsettledSteps = plan.units.count(where: \.role.isMain)
        retriesLeft = plan.checklist.limits.retries ?? max(10, count / 10)
        registered = resumption.registered
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

    /// The latest attempt that has ended.
    public func latestAttempt(of unit: Int) -> Attempt? { attempts[unit].last }

    /// Takes one event and says what follows from it.
    public mutating func receive(_ event: RunEvent, at now: Duration) -> [RunCommand] {
        var commands: [RunCommand] = []
        switch event {
        case .begin: begin(&commands)
        case .admitted(let unit, let attempt):
            guard case .running(attempt, _, _) = states[unit] else { break }
            states[unit] = .running(attempt: attempt, since: now, isTimed: true)
        case .prepared(let unit, let attempt):
            guard case .running(attempt, _, _) = states[unit] else { break }  // stopped: it will not be allowed
            if plan.units[unit].role == .action, isUndoable(unit), !registered.contains(unit) {
                registered.append(unit)
            }
            commands.append(.proceed(unit: unit, attempt: attempt))
        case .finished(let unit, let attempt, let outcome):
            // A stopped attempt speaks late.
            guard case .running(attempt, let since, _) = states[unit] else { break }
            end(unit, attempt: attempt, outcome, elapsed: now - since, at: now, &commands)
        case .tick: expire(at: now, &commands)
        case .cancel: cancel(Self.cancelled, at: now, &commands)
        }
        lookAtReleased(&commands)
        advance(&commands)
        startReady(at: now, &commands)
        if unsettled == 0 { commands.append(.complete) }
        return commands
    }

    private mutating func begin(_ commands: inout [RunCommand]) {
        // A run that was being undone when it was broken off has no further steps.
        if resumption.undoing != nil { isCancelled = true }
        for group in groups.groups.indices
        where waitingFor[group] == 0 && plan.units[groups.groups[group].units.lowerBound].role.isMain {
            released.append(group)
        }
    }

    private mutating func startReady(at now: Duration, _ commands: inout [RunCommand]) {
        while running.count < width, head < queue.count {
            let unit = queue[head]
            head += 1
            let number = attempts[unit].count + 1
            states[unit] = .running(attempt: number, since: now, isTimed: !plan.units[unit].role.isEffect)
            running.insert(unit)
            commands.append(
                unclear.remove(unit) == nil
                    ? .start(unit: unit, attempt: number) : .reprobe(unit: unit, attempt: number))
        }
    }

    private mutating func end(
        _ unit: Int, attempt: Int, _ outcome: Outcome, elapsed: Duration, at now: Duration,
        _ commands: inout [RunCommand]
    ) {
        running.remove(unit)
        attempts[unit].append(Attempt(number: attempt, outcome: outcome, elapsed: elapsed))
        let retry = plan.units[unit].step.retry
        let isOver = isCancelled && stage == .steps
        let mayPassLater = !Self.isPass(outcome) && !Self.wasRefused(outcome)
        guard mayPassLater, attempt - earlierAttempts(of: unit) < retry.attempts, !isOver else {
            settle(unit, outcome, &commands)
            return
        }
        // Undoing is not rationed: what it leaves behind is worse than what it costs.
        if stage != .undoing {
            guard retriesLeft > 0 else {
                settle(unit, outcome.noting("not tried again: the run's retries are used up"), &commands)
                return
            }
            retriesLeft -= 1
        }
        if plan.units[unit].role == .action { unclear.insert(unit) }
        let wait = retry.wait(after: attempt, dice: dice(unit, attempt))
        states[unit] = .backingOff(until: now + wait)
        backingOff.insert(unit)
        commands.append(.wait(unit: unit, attempt: attempt, wait))
    }

    mutating func settle(_ unit: Int, _ outcome: Outcome, _ commands: inout [RunCommand]) {
        states[unit] = .settled
        outcomes[unit] = outcome
        unsettled -= 1
        commands.append(.settled(unit: unit))
        guard plan.units[unit].role.isMain else { return }
        unsettledSteps -= 1
        let group = groups.groupOf[unit]
        if !Self.allows(outcome) { firstObstruction[group] = min(unit, firstObstruction[group] ?? unit) }
        open[group] -= 1
        guard open[group] == 0 else { return }
        for dependent in groups.groups[group].dependents {
            waitingFor[dependent] -= 1
            if waitingFor[dependent] == 0 { released.append(dependent) }
        }
    }

    /// Everything these steps need has settled: they run, or are skipped with the reason. A loop, because a chain of
    /// skipped steps is as long as the checklist.
    private mutating func lookAtReleased(_ commands: inout [RunCommand]) {
        var next = 0
        while next < released.count {
            let group = groups.groups[released[next]]
            next += 1
            var obstruction: Int?
            for need in group.needs where obstruction == nil { obstruction = firstObstruction[need] }
            for unit in group.units { unblock(unit, obstructedBy: obstruction, &commands) }
        }
        released.removeAll(keepingCapacity: true)
    }

    private mutating func unblock(_ unit: Int, obstructedBy need: Int?, _ commands: inout [RunCommand]) {
        if let exclusion = plan.units[unit].exclusion {
            settle(unit, unlessBegun(unit, .skipped(.notApplicable(exclusion))), &commands)
        } else if let need {
            settle(unit, .skipped(.needNotCleared(plan.units[need].id)), &commands)
        } else if let inapplicable = outcomeOfCondition(unit) {
            settle(unit, unlessBegun(unit, inapplicable), &commands)
        } else if case .reuse(let record)? = resumption.units[unit] {
            attempts[unit] = record.attempts
            settle(unit, record.outcome, &commands)
        } else if isCancelled {
            settle(unit, .skipped(.cancelled), &commands)
        } else if !isApproved, plan.units[unit].role == .action {
            settle(unit, .skipped(.awaitingApproval), &commands)
        } else {
            takeUp(unit, &commands)
        }
    }

    /// What becomes of a unit that waited to learn whether it applies; nil where it does.
    func outcomeOfCondition(_ unit: Int) -> Outcome? {
        guard !plan.units[unit].sources.isEmpty,
            let review = ConditionReview(plan.units[unit], in: plan, outcome: { outcomes[$0] })
        else { return nil }
        return review.exclusion.map { .skipped(.notApplicable($0)) }
            ?? review.untold.map { .inconclusive(NonEmpty($0), []) }
    }

    /// What is known now may have changed since an earlier part of the run: an action that was begun then is not undone by
    /// no longer applying.
    private func unlessBegun(_ unit: Int, _ outcome: Outcome) -> Outcome {
        guard plan.units[unit].role == .action, resumption.units[unit] != nil else { return outcome }
        return Ambiguity.outcome(plan.units[unit], "it was begun, and by what is known now it does not apply")
    }

    private mutating func takeUp(_ unit: Int, _ commands: inout [RunCommand]) {
        switch resumption.units[unit] {
        case .again(_, let earlier)?: attempts[unit] = earlier
        case .ambiguous(let reason, let earlier)?:
            attempts[unit] = earlier
            guard plan.units[unit].probe != nil else {
                settle(unit, Ambiguity.outcome(plan.units[unit], reason), &commands)
                return
            }
            unclear.insert(unit)
        case .reuse?, nil: break
        }
        makeReady(unit)
    }

    mutating func makeReady(_ unit: Int) {
        states[unit] = .ready
        queue.append(unit)
    }

    private func earlierAttempts(of unit: Int) -> Int {
        switch resumption.units[unit] {
        case .again(_, let attempts)?, .ambiguous(_, let attempts)?: attempts.count
        case .reuse?, nil: 0
        }
    }

    private mutating func expire(at now: Duration, _ commands: inout [RunCommand]) {
        if let limit = plan.checklist.limits.timeout, now >= limit {
            cancel(Self.runTimedOut(limit), at: now, &commands)
        }
        for unit in running.sorted() {
            guard case .running(let attempt, let since, true) = states[unit] else { continue }
            let timeout = plan.units[unit].step.timeout
            guard now - since >= timeout else { continue }
            commands.append(.stop(unit: unit, attempt: attempt))
            end(
                unit, attempt: attempt, .errored(Self.timedOut(timeout)), elapsed: now - since, at: now, &commands)
        }
        for unit in backingOff.sorted() {
            guard case .backingOff(let until) = states[unit], until <= now else { continue }
            backingOff.remove(unit)
            makeReady(unit)
        }
    }

    /// Ends the steps. What undoes them is never cancelled.
    private mutating func cancel(_ reason: Diagnostic, at now: Duration, _ commands: inout [RunCommand]) {
        guard !isCancelled, stage == .steps else { return }
        isCancelled = true
        for unit in running.sorted() {
            guard case .running(let attempt, let since, _) = states[unit] else { continue }
            commands.append(.stop(unit: unit, attempt: attempt))
            end(unit, attempt: attempt, .errored(reason), elapsed: now - since, at: now, &commands)
        }
        for unit in backingOff.sorted() {
            backingOff.remove(unit)
            settle(unit, attempts[unit].last?.outcome ?? .skipped(.cancelled), &commands)
        }
        for unit in queue[head...] { settle(unit, .skipped(.cancelled), &commands) }
        head = queue.count
    }

    /// One step of SplitMix64 (Steele, Lea and Flood 2014) from a place of its own for each attempt of each unit.
    private func dice(_ unit: Int, _ attempt: Int) -> UInt64 {
        var value = seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(unit * 16 + attempt + 1)
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
