import Trust

extension JournalledRun {
    /// What of this run counts for another part of it.
    ///
    /// - Parameters:
    ///   - reasons: why nothing that was seen counts any more, see ``JournalInputs/differences(from:at:)``.
    ///   - files: the project, to look again at what results rest on.
    public func resumption(
        of plan: Plan, because reasons: [String], files: any FileAccess
    ) async -> Resumption {
        let positions = Dictionary(uniqueKeysWithValues: plan.units.enumerated().map { ($0.element.id, $0.offset) })
        var dispositions: [Int: Resumption.Disposition] = [:]
        let groups = UnitGroups(plan)
        var isReused = Array(repeating: true, count: groups.groups.count)
        for (position, unit) in plan.units.enumerated() {
            let group = groups.groupOf[position]
            let disposition = await disposition(of: unit, because: reasons, files)
            let need = groups.groups[group].needs.first { !isReused[$0] }
            // What is left out passes on what it needs: steps after it use the outputs of steps before it.
            if unit.exclusion != nil, need != nil { isReused[group] = false }
            if case .reuse? = disposition, undoing == nil, unit.role == .check,
                let cause = unit.sources.values.map({ groups.groupOf[$0] }).first(where: { !isReused[$0] }) ?? need
            {
                let step = plan.units[groups.groups[cause].units.lowerBound].step.id
                dispositions[position] = .again(
                    "`\(step)`, which it needs, runs again", attempts: Self.kept(units[unit.id]?.attempts ?? []))
                isReused[group] = false
                continue
            }
            if case .reuse(let record)? = disposition, undoing == nil, unit.role == .action,
                let source = unit.sources.values.first(where: { !isReused[groups.groupOf[$0]] })
            {
                dispositions[position] = .ambiguous(
                    "it was done with what `\(plan.units[source].id)` said, which runs again",
                    attempts: record.attempts)
                isReused[group] = false
                continue
            }
            dispositions[position] = disposition
            if case .reuse? = disposition {} else { isReused[group] = isReused[group] && unit.exclusion != nil }
        }
        return Resumption(
            units: dispositions, registered: registered.compactMap { positions[$0] },
            rounds: Dictionary(
                uniqueKeysWithValues: units.compactMap { unit, trace in positions[unit].map { ($0, trace.rounds) } }),
            undoing: undoing)
    }

    private func disposition(
        of unit: PlannedUnit, because reasons: [String], _ files: any FileAccess
    ) async -> Resumption.Disposition? {
        guard let trace = units[unit.id] else { return nil }
        if undoing != nil {
            // The steps are done with: they are told as they were, and what undoes them goes on. What they saw of something
            // else, or under other rules, says nothing of what is asked now: they count as not run.
            guard reasons.isEmpty && !trace.isStale || !unit.role.isMain else { return nil }
            guard let last = trace.attempts.last, !trace.isOpen || unit.role.isMain,
                Self.isPass(last) || unit.role.isMain
            else { return nil }
            return .reuse(UnitRecord(id: unit.id, attempts: trace.attempts, outcome: last.outcome))
        }
        switch unit.role {
        case .check: return await disposition(ofCheck: unit, trace, because: reasons, files)
        case .action: return disposition(ofAction: unit, trace, because: reasons)
        case .compensation, .steadyState: return nil
        }
    }

    private func disposition(
        ofCheck unit: PlannedUnit, _ trace: Trace, because reasons: [String], _ files: any FileAccess
    ) async -> Resumption.Disposition? {
        guard reasons.isEmpty else { return .again(reasons.joined(separator: "; "), attempts: []) }
        guard !trace.isOpen else { return .again("it was under way", attempts: trace.attempts) }
        guard let last = trace.attempts.last else { return nil }
        guard Self.isPass(last) else { return .again("it had not passed", attempts: trace.attempts) }
        for input in trace.inputs where await !input.holds(in: files) {
            return .again(input.change, attempts: Self.kept(trace.attempts))
        }
        return .reuse(UnitRecord(id: unit.id, attempts: trace.attempts, outcome: last.outcome))
    }

    private func disposition(
        ofAction unit: PlannedUnit, _ trace: Trace, because reasons: [String]
    ) -> Resumption.Disposition? {
        if trace.isOpen { return .ambiguous("it began, and its end is not on record", attempts: trace.attempts) }
        guard let last = trace.attempts.last else { return nil }
        if trace.isDisturbed { return .ambiguous("its undoing began and did not succeed", attempts: trace.attempts) }
        guard Self.isPass(last) else { return .ambiguous("it began and did not succeed", attempts: trace.attempts) }
        if trace.isStale || !reasons.isEmpty {
            return .ambiguous("it was done, and not for what is to be done now", attempts: trace.attempts)
        }
        return .reuse(UnitRecord(id: unit.id, attempts: trace.attempts, outcome: last.outcome))
    }

    /// Attempts that stay on record when what they saw is looked at again: a pass that came late does not become one that
    /// came at once.
    private static func kept(_ attempts: [Attempt]) -> [Attempt] { attempts.allSatisfy(isPass) ? [] : attempts }

    private static func isPass(_ attempt: Attempt) -> Bool {
        guard case .passed = attempt.outcome else { return false }
        return true
    }
}
