import Trust

/// Spoils the inputs of each step that passed, in every way that reaches it, and sees whether the step fails: one that
/// never does shows nothing by passing.
public struct ChecklistTrial: Sendable {
    private let plan: Plan
    private let record: RunRecord
    private let context: CheckContext
    /// Units of one step that are tried, until one fails.
    private static let mostUnits = 8
    /// Files of one unit that are spoilt.
    private static let mostFiles = 16
    /// Places of each file that are altered, from the first letter or digit to the last.
    private static let places = 16

    /// - Parameters:
    ///   - record: of a run in this very world.
    ///   - context: its programs and servers must give the answers they gave, see ``RecordedProcesses`` and
    ///     ``RecordedNetwork``.
    public init(_ plan: Plan, _ record: RunRecord, in context: CheckContext) {
        precondition(record.planDigest == plan.digest, "a trial follows a run of the same plan")
        self.plan = plan
        self.record = record
        self.context = context
    }

    /// One result a step, in the plan's order.
    public func results() async -> [StepTrial] {
        var positions: [String: [Int]] = [:]
        var order: [String] = []
        for (position, unit) in plan.units.enumerated() where unit.role.isMain {
            if positions[unit.step.id] == nil { order.append(unit.step.id) }
            positions[unit.step.id, default: []].append(position)
        }
        var trials: [StepTrial] = []
        for step in order { trials.append(await trial(of: positions[step] ?? [])) }
        return trials
    }

    private func trial(of positions: [Int]) async -> StepTrial {
        let first = plan.units[positions[0]]
        func result(_ standing: StepTrial.Standing, _ attempts: [StepTrial.Attempt] = []) -> StepTrial {
            StepTrial(step: first.step.id, kind: first.check.kind.id, standing: standing, attempts: attempts)
        }
        let outcomes = positions.map { record.units[$0].outcome }
        if outcomes.allSatisfy({ if case .skipped(.notApplicable) = $0 { true } else { false } }) {
            return result(.notApplicable)
        }
        if first.role == .action { return result(.untested("it changes the world, and a trial does not")) }
        let passed = zip(positions, outcomes).filter { RunMachine.isPass($0.1) }.map(\.0).prefix(Self.mostUnits)
        guard !passed.isEmpty else { return result(.untested("it did not pass: \(outcomes[0].name)")) }
        var attempts: [StepTrial.Attempt] = []
        for position in passed {
            guard let read = await inputs(of: position) else {
                return result(.untested("it did not pass a second time"))
            }
            for mutation in Mutation.all where !attempts.contains(where: { $0.mutation == mutation && $0.isCaught }) {
                guard let attempt = await attempt(mutation, position, read) else { continue }
                attempts.removeAll { $0.mutation == mutation }
                attempts.append(attempt)
            }
            if attempts.contains(where: \.isCaught) { return result(.canFail, attempts) }
        }
        if await isDecidedByStatus(passed[0]) {
            return result(
                .untested("its program's exit status alone decides, and no trial reaches what that looks at"), attempts)
        }
        if await isDecidedByNetwork(passed[0]) {
            return result(.untested("a server's answer decides, and no trial reaches that"), attempts)
        }
        return result(.neverFails, attempts)
    }

    private func check(_ position: Int) -> BoundCheck {
        let unit = plan.units[position]
        return unit.check.filled(with: unit.outputs(in: plan) { record.units[$0].outcome })
    }

    private func examine(_ position: Int, _ inputs: MutatedInputs) async -> Outcome {
        let outcome = await check(position).examine(inputs.subject, in: inputs.context)
        return plan.units[position].step.confirmingOutputs(of: outcome)
    }

    /// The files a unit reads; nil when it does not pass again.
    private func inputs(of position: Int) async -> Set<String>? {
        let files = TracedFiles(context.world.files)
        var world = context.world
        world.files = files
        let traced = context.within(world)
        let outcome = await check(position).examine(plan.units[position].subject, in: traced)
        guard RunMachine.isPass(outcome) else { return nil }
        return Set(files.inputs.filter { $0.question == .content && $0.answer != nil }.map(\.path))
    }

    private func attempt(_ mutation: Mutation, _ position: Int, _ read: Set<String>) async -> StepTrial.Attempt? {
        // One file after the other: two that are spoilt alike may still agree. At several places, as some may not matter.
        let alterations = read.sorted().prefix(Self.mostFiles).flatMap { file in
            (0...Self.places).map { MutatedInputs.Alteration(file: file, share: Double($0) / Double(Self.places)) }
        }
        var last: StepTrial.Attempt?
        for alteration in mutation == .alteredFile ? alterations.map(Optional.some) : [nil] {
            guard let inputs = MutatedInputs(mutation, plan.units[position], in: plan, context, alteration) else {
                return nil
            }
            let outcome = await examine(position, inputs)
            let attempt = StepTrial.Attempt(
                mutation: mutation, outcome: outcome.name, codes: outcome.diagnostics.map(\.code))
            if attempt.isCaught { return attempt }
            last = attempt
        }
        return last
    }

    /// Whether a program that failed would be told from one that did not.
    private func isDecidedByStatus(_ position: Int) async -> Bool {
        guard plan.units[position].check.kind.capabilities.contains(.processes) else { return false }
        var world = context.world
        world.processes = FaultyProcesses(world.processes, fault: .failing)
        return await !passes(position, in: world)
    }

    /// Whether it asks a server, without whose answer it does not pass.
    private func isDecidedByNetwork(_ position: Int) async -> Bool {
        guard !plan.units[position].check.kind.capabilities.isDisjoint(with: [.http, .tls]) else { return false }
        var world = context.world
        world.http = NoNetwork()
        world.tls = NoNetwork()
        return await !passes(position, in: world)
    }

    private func passes(_ position: Int, in world: World) async -> Bool {
        let changed = context.within(world)
        return RunMachine.isPass(await check(position).examine(plan.units[position].subject, in: changed))
    }
}
