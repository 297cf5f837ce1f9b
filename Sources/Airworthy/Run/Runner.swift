public import Trust

/// Performs a plan, from its first step to the last one's record.
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
        let run = RunUnderWay(
            RunConductor(
                plan: plan, context: context, width: width, executor: executor, durability: durability,
                resumption: resumption, waivers: waivers, approvals: approvals, live: live, observer: observer))
        let ticker = Task.detached {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.tick)
                run.receive(.tick)
            }
        }
        defer { ticker.cancel() }
        return await withTaskCancellationHandler {
            await run.records()
        } onCancel: {
            run.receive(.cancel)
        }
    }
}
