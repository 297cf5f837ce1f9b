import Trust

/// Performs one attempt at one unit. What it reads is traced; what it changes is written down first.
struct AttemptPerformance: Sendable {
    let planned: PlannedUnit
    let context: CheckContext
    /// Nil for a run that is not remembered: it never acts.
    let durability: Durability?
    /// Its position in the plan.
    let unit: Int
    /// Of what undoes an action: the action's id.
    let undone: String?
    /// How often the action, its own or the one it undoes, has been undone.
    let round: Int
    let attempt: Int
    /// What the steps it uses outputs of have said.
    let outputs: [OutputReference: VariableValue]
    /// Nil for a unit that changes nothing.
    let permission: Permission?
    /// How long attempts that must be over before this one are waited for.
    let patience: AttemptTime
    let run: RunUnderWay

    /// - Parameters:
    ///   - asksFirst: whether the probe is asked before anything is done.
    ///   - earlier: attempts that must be over before this one begins, and may still be ending.
    func outcome(askingFirst asksFirst: Bool, after earlier: [AttemptEnd]) async -> (Outcome, [TracedInput]) {
        let (outcome, inputs) = await seen(askingFirst: asksFirst, after: earlier)
        return (planned.step.confirmingOutputs(of: outcome), inputs)
    }

    private var check: BoundCheck { planned.check.filled(with: outputs) }

    private func seen(
        askingFirst asksFirst: Bool, after earlier: [AttemptEnd]
    ) async -> (Outcome, [TracedInput]) {
        guard await AttemptEnd.wait(for: earlier, within: patience) else {
            return (.errored(Self.notOver.diagnostic), [])
        }
        guard planned.role.isEffect else {
            guard durability != nil else { return (await check.examine(planned.subject, in: context), []) }
            let files = TracedFiles(context.world.files)
            let outcome = await check.examine(planned.subject, in: context.reading(files))
            return (outcome, files.inputs)
        }
        guard let durability else { return (.inconclusive(NonEmpty(notPerformed), []), []) }
        do throws(Obstacle) {
            return (try await perform(durability, asksFirst: asksFirst), [])
        } catch {
            return (.errored(error.diagnostic), [])
        }
    }

    private static let cannotLook = Obstacle(
        "processes-unreadable", "nobody can tell whether a program of the earlier part of this run still runs",
        remedy: "resume where `/proc` can be read, on the machine the run was on")

    private static let notOver = Obstacle(
        "attempt-not-over",
        "an attempt that was stopped before this one still has not ended, and may still change things",
        remedy: "look at what it did by hand; a step that acts must end when it is told to")

    private func perform(_ durability: Durability, asksFirst: Bool) async throws(Obstacle) -> Outcome {
        let token = try await durability.lease.hold()
        run.receive(.admitted(unit: unit, attempt: attempt))
        let key = durability.key(of: planned.id, round: round)
        let environment = EffectProcesses(context.world.processes, run: durability.run, key: key, token: token)
        let context = context.running(environment)
        if let undone { try await outlive(durability.key(of: undone, round: round), durability) }
        if asksFirst, let probe = planned.probe?.filled(with: outputs) {
            try await outlive(key, durability)
            let answer = await probe.examine(planned.subject, in: context)
            switch answer {
            case .passed(let summary, let evidence, let warnings):
                return .passed(summary: "done before: \(summary)", evidence, warnings: warnings)
            case .failed: break
            case .inconclusive, .errored, .skipped: return Ambiguity.outcome(planned, probe: answer)
            }
        }
        let intent = EffectIntent(
            key: key, token: token, undoes: undone,
            isUndoable: planned.step.effect?.compensation != nil)
        try durability.journal.append(.intent(unit: planned.id, attempt: attempt, intent))
        try await durability.journal.synchronize()
        run.receive(.prepared(unit: unit, attempt: attempt))
        guard let permission, await permission.wait() else {
            throw Obstacle("cancelled", "the run was cancelled before this was done", remedy: "resume the run")
        }
        try await durability.lease.check(token)
        return await check.examine(planned.subject, in: context)
    }

    /// Waits for programs of the effect that an earlier part of the run has started: its process may have been killed, and
    /// they go on. What they change is not to be seen yet, and not to be undone.
    private func outlive(_ key: String, _ durability: Durability) async throws(Obstacle) {
        while !Task.isCancelled {
            guard let survivors = await durability.survivors(key) else { throw Self.cannotLook }
            guard !survivors.isEmpty else { return }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    static let notPerformedCode = "action-not-performed"

    private var notPerformed: Diagnostic {
        Diagnostic(
            Self.notPerformedCode, "`\(planned.id)` changes the world, and only a live, signed run does that",
            at: planned.step.location, remedy: "run the checklist without `--at` and `--unsigned`")
    }
}

extension CheckContext {
    fileprivate func reading(_ files: TracedFiles) -> CheckContext {
        let sources = TracedSources(world, into: files)
        var world = world
        world.files = files
        world.http = sources
        world.tls = sources
        world.ledger = sources
        return within(world)
    }

    fileprivate func running(_ processes: any ProcessRunner) -> CheckContext {
        var world = world
        world.processes = processes
        return within(world)
    }
}
