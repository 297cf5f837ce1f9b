import Trust

/// What follows the steps: their undoing, newest first, and a second look at the steady state.
extension RunMachine {
    /// Goes on to the next stage when this one is over.
    mutating func advance(_ commands: inout [RunCommand]) {
        if stage == .steps, unsettledSteps == 0 { beginUndoing(&commands) }
        if stage == .undoing { undoNext(&commands) }
    }

    func isUndoable(_ action: Int) -> Bool { plan.units[action].step.effect?.compensation != nil }

    private mutating func beginUndoing(_ commands: inout [RunCommand]) {
        stage = .undoing
        let compensations = plan.units.enumerated().compactMap { position, unit -> (action: Int, undo: Int)? in
            guard case .compensation(let action) = unit.role else { return nil }
            return (action, position)
        }
        guard !compensations.isEmpty else { return }
        let undoOf = Dictionary(uniqueKeysWithValues: compensations.map { ($0.action, $0.undo) })
        let reason = reasonToUndo()
        let due = registered.reversed().filter { reason != nil || isUndoneAlways($0) }.compactMap { undoOf[$0] }
        let isDue = Set(due)
        let otherwise =
            reason != nil ? "nothing was done" : isApproved ? "the run cleared" : "the run waits for approvals"
        for (_, undo) in compensations where !isDue.contains(undo) {
            // Undone before the run was broken off.
            if case .reuse(let record)? = resumption.units[undo] {
                attempts[undo] = record.attempts
                settle(undo, record.outcome, &commands)
            } else {
                settle(undo, .skipped(.notApplicable(otherwise)), &commands)
            }
        }
        undoing = due[...]
        if !due.isEmpty { commands.append(.undo(reason.map { .everything(because: $0) } ?? .always)) }
    }

    /// Why what was done is to be undone; nil when the run clears. One that was being undone when it was broken off is
    /// undone for the reason it was, and one that had cleared is not undone for want of what it cleared by, such as a waiver
    /// that is not given again.
    private func reasonToUndo() -> String? {
        switch resumption.undoing {
        case .everything(let reason)?: return reason
        case .always?: return nil
        case nil: break
        }
        let steps = plan.units.indices.lazy.filter { plan.units[$0].role.isMain }.compactMap { record(of: $0) }
        return isCleared(Array(steps)) ? nil : "the run did not clear"
    }

    private func isUndoneAlways(_ action: Int) -> Bool {
        plan.units[action].step.effect?.compensation?.after == .always
    }

    /// One at a time, whatever became of the one before: the newest change may rest on the older ones.
    private mutating func undoNext(_ commands: inout [RunCommand]) {
        guard running.isEmpty, backingOff.isEmpty, head == queue.count else { return }
        if let next = undoing.popFirst() {
            makeReady(next)
            return
        }
        stage = .lookingAgain
        let somethingWasUndone = plan.units.indices.contains { unit in
            guard case .compensation = plan.units[unit].role else { return false }
            return !attempts[unit].isEmpty
        }
        for (position, unit) in plan.units.enumerated() {
            guard case .steadyState = unit.role else { continue }
            if let exclusion = unit.exclusion {
                settle(position, .skipped(.notApplicable(exclusion)), &commands)
            } else if let inapplicable = outcomeOfCondition(position) {
                settle(position, inapplicable, &commands)
            } else if somethingWasUndone {
                makeReady(position)
            } else {
                settle(position, .skipped(.notApplicable("nothing was undone")), &commands)
            }
        }
    }
}

extension RunMachine {
    static func isPass(_ outcome: Outcome) -> Bool {
        guard case .passed = outcome else { return false }
        return true
    }

    /// Whether an effect was not even tried, for want of the right to it or of a place to write it down: no wait mends
    /// that.
    static func wasRefused(_ outcome: Outcome) -> Bool {
        guard case .errored(let diagnostic) = outcome else { return false }
        return [
            "journal-unwritable", "lease-held", "lease-broken", "lease-unwritable", "stale-fencing-token",
            "fencing-token-regressed",
        ].contains(diagnostic.code)
    }

    /// Whether a dependent may run after this outcome. A step that does not apply stands in nobody's way.
    static func allows(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .passed, .skipped(.notApplicable): true
        case .failed, .inconclusive, .errored, .skipped: false
        }
    }

    static func timedOut(_ timeout: Duration) -> Diagnostic {
        Diagnostic(
            "timed-out", "no answer within \(timeout.text)",
            remedy: "raise `timeout` if the work is that long; otherwise find out what hangs")
    }

    static func runTimedOut(_ limit: Duration) -> Diagnostic {
        Diagnostic(
            "run-timed-out", "the run as a whole took longer than \(limit.text)",
            remedy: "raise `timeout` of `limits`; otherwise find out what took so long")
    }

    static let cancelled = Diagnostic(
        "cancelled", "the run was cancelled while this was under way", remedy: "run it again")
}
