import Trust

/// The units that follow a run: what undoes its actions, and the second look at the steady state.
///
/// They are units like others, so that a plan shows them, a verdict judges them and a statement lists them. Where they
/// had nothing to do they say so, as a step does that does not apply.
enum Aftermath {
    /// What undoing may take: it must be safe to repeat, and giving up after one attempt leaves half a change behind.
    private static let retry = RetryPolicy(attempts: 3, backoff: .seconds(1))

    /// The id of the step that undoes `step`; no step of a file can be called so, for want of a full stop in ids.
    static func undoing(_ step: String) -> String { "\(step).undo" }
    static func again(_ step: String) -> String { "\(step).again" }

    /// A step of ours for the part of `step` that undoes it.
    static func undoing(_ step: Step, _ compensation: Compensation) -> Step {
        Step(
            id: undoing(step.id), title: "Undo: \(step.title)", uses: compensation.check.uses,
            arguments: compensation.check.arguments, needs: [], forEach: step.forEach, minSubjects: 0,
            condition: nil, severity: .block, timeout: compensation.check.timeout, retry: retry,
            provides: [], owner: step.owner, guidance: step.guidance, scope: step.scope,
            location: compensation.check.location)
    }

    static func again(_ step: Step) -> Step {
        Step(
            id: again(step.id), title: "Again: \(step.title)", uses: step.uses, arguments: step.arguments, needs: [],
            forEach: step.forEach, minSubjects: 0, condition: step.condition, severity: step.severity,
            timeout: step.timeout, retry: step.retry, provides: [], owner: step.owner, guidance: step.guidance,
            scope: step.scope, location: step.location)
    }

    /// The plan of `steps` with what follows them: `compensations`, and the second look at every unit of the steady
    /// state.
    static func following(_ steps: [PlannedUnit], _ compensations: [PlannedUnit]) -> [PlannedUnit] {
        let needed = Set(steps.flatMap(\.needs))
        let last = steps.indices.filter { !needed.contains($0) }
        let undone = compensations.map { $0.needing(last) }
        let positions = Array(steps.count..<(steps.count + undone.count))
        var shared: [String: SharedStep] = [:]
        let looks = steps.enumerated().filter { $0.element.step.isSteady }.map { position, unit in
            let step = shared[unit.step.id] ?? SharedStep(again(unit.step))
            shared[unit.step.id] = step
            return PlannedUnit(
                id: again(unit.step.id) + unit.id.dropFirst(unit.step.id.count), role: .steadyState(of: position),
                step: step, subject: unit.subject, check: unit.check, probe: nil, needs: positions,
                sources: unit.sources, exclusion: unit.exclusion)
        }
        return steps + undone + looks
    }
}
