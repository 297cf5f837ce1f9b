import Airworthy
import AirworthyLive
import Trust

/// One run from loaded inputs to signed statements. `run` and `drill` differ only in what they put in.
struct RunSession {
    let workspace: Workspace
    let checklist: Checklist
    let release: Release
    let manifest: [UInt8]
    /// Values of the checklist's variables, beside those of the release.
    let variables: [GivenVariable]
    let trust: TrustPolicy
    let waivers: [Verified<Waiver>]
    var approvals: [ApprovalFile] = []
    /// Who began the run, where that is known.
    var initiator: String?
    /// Nil for a run that is only reported.
    let key: PrivateKey?
    let mode: RunMode
    let world: World
    let cache: ImageCache

    /// Everything that can be wrong with the inputs is found here, before anything runs or is written.
    /// - Throws: the plan's defects; `signer-not-trusted` when nobody would believe the result.
    func plan() throws -> Plan {
        if let key { try requireTrusted(key) }
        // Before an hour has passed: nobody could ever approve it.
        if checklist.requiresApproval, mode == .live, trust.rules(forPredicate: PredicateType.approval).isEmpty {
            throw InputError(ApprovalTally.noRule)
        }
        return try Plan(checklist, for: release, given: variables)
    }

    /// - Parameter durable: nil for a run that is not remembered, and changes nothing.
    /// - Returns: what the run came to, and its signed statements (none without a key).
    func execute(
        _ plan: Plan, durable: DurableRun? = nil, observer: @escaping Runner.Observer
    ) async throws -> (facts: RunFacts, claims: [SignedClaim]) {
        let instant = durable?.effective ?? workspace.instant
        let context = CheckContext(release: release, trust: trust, instant: instant, world: world)
        let approvals =
            checklist.requiresApproval || !approvals.isEmpty
            ? ApprovalTally(
                approvals, of: ApprovalScope(plan), under: trust, initiator: initiator, at: workspace.instant) : nil
        let runner = Runner(
            plan: plan, context: context, width: workspace.project.parallelism, executor: BlockingThreads.shared,
            durability: durable?.durability, resumption: durable?.resumption ?? .none, waivers: waivers,
            approvals: approvals, observer: observer)
        let record = await runner.run(mode: mode)
        cache.save()
        // An interrupted run is not a run that found something: nothing is made of it.
        if Task.isCancelled {
            try await durable?.end(cleared: false)
            throw durable?.interruption ?? CancellationError()
        }
        let facts = RunFacts(
            plan: plan, record: record, trust: trust, waivers: waivers, verifierID: workspace.project.verifierID,
            toolVersion: Version.current, previousRun: try await previousRun(),
            approvals: approvals, initiator: initiator, notice: workspace.project.waiverNotice,
            name: durable?.durability.run)
        try await durable?.end(cleared: facts.verdict.isCleared)
        guard let key else { return (facts, []) }
        return (facts, try Claim.sign(facts, with: key))
    }

    /// The run before this one in the same environment, whatever came of it: leaving one out breaks the chain.
    private func previousRun() async throws -> Digest? {
        let (trust, instant, environment) = (trust, workspace.instant, release.environment)
        let entry = try await world.ledger.newest { entry in
            RunHistory.claim(of: entry, trust: trust, at: instant)?.environment == environment
        }
        return entry.map { .of($0.envelope) }
    }

    /// Reads the run's statement as the gate will: what it could not read would be on record and count for nothing, also
    /// where it did not pass.
    static func requireReadable(_ run: SignedClaim?) async throws {
        guard let run else { return }
        do throws(Diagnostic) {
            _ = try RunClaim(try Statement(payload: run.envelope.payload, name: "the run's statement"))
        } catch {
            throw CommandFailure(
                .undetermined,
                [
                    Diagnostic(
                        "run-unreadable", "the run's statement is more than the gate reads: \(error.message)",
                        remedy: "split the release or the checklist", notes: [error.code])
                ])
        }
    }

    private func requireTrusted(_ key: PrivateKey) throws {
        let probe = Statement.json(
            subjects: [StatementSubject(name: release.source, digests: [release.manifestDigest])],
            predicateType: PredicateType.checklistRun, predicate: ["probe": true])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: probe.canonicalBytes(), keys: [key])
        do throws(VerificationRefusal) {
            _ = try trust.verify(envelope, predicateType: PredicateType.checklistRun, at: workspace.instant)
        } catch {
            throw InputError(
                "signer-not-trusted", "nobody would believe this run: its key may not sign runs under the trust policy",
                remedy: "use a key that a rule for `\(PredicateType.checklistRun)` names",
                notes: error.rejections.map(\.description).array)
        }
    }
}
