import Airworthy
import AirworthyLive
import Trust

/// A run that outlives its process: its journal, the lease it acts under, and what an earlier part of it left.
struct DurableRun {
    let durability: Durability
    let resumption: Resumption
    /// What everything is judged at: the instant of the earlier part as long as its results stand.
    let effective: Instant
    /// What is taken over from the earlier part, in words.
    let summary: [String]
    private let clock: any WallClock
    private let hasActions: Bool

    static func begin(_ plan: Plan, for session: RunSession, patience: Duration) async throws -> DurableRun {
        let name = String(Digest.of((0..<32).map { _ in UInt8.random(in: 0...255) }).hex.prefix(12))
        let directory = "\(session.workspace.state)/runs/\(name)"
        let seed = UInt64.random(in: 0...(.max))
        let inputs = JournalInputs(
            plan, trust: session.trust, tool: Version.current, initiator: session.initiator,
            effective: session.workspace.instant)
        let path = "\(directory)/\(Self.fileName)"
        let journal: JournalFile
        do throws(Obstacle) {
            try await Directory.make(directory)
            journal = try await JournalFile.begin(at: path)
            try journal.append(.began(run: name, inputs, seed: seed, at: session.workspace.instant))
            try journal.flush()
        } catch {
            // A run that could not begin leaves nothing that would have to be explained.
            try? await Directory.removeFile(path)
            Directory.removeEmpty(directory)
            throw error
        }
        return DurableRun(
            durability: try await durability(name, seed, journal, after: nil, plan, session, patience),
            resumption: .none, effective: session.workspace.instant, summary: [], clock: session.world.clock,
            hasActions: plan.hasActions)
    }

    static func resume(
        _ wanted: String, _ plan: Plan, for session: RunSession, patience: Duration
    ) async throws -> DurableRun {
        let name = try RunDirectory(state: session.workspace.state).name(matching: wanted)
        let (journal, text) = try await JournalFile.resume(
            at: "\(session.workspace.state)/runs/\(name)/\(Self.fileName)")
        let earlier = try JournalledRun(text)
        let now = session.workspace.instant
        let fresh = JournalInputs(
            plan, trust: session.trust, tool: Version.current, initiator: session.initiator, effective: now)
        guard fresh.environment == earlier.inputs.environment else {
            throw InputError(
                "resume-elsewhere",
                "run \(name) is of `\(earlier.inputs.environment)`, and the release of `\(fresh.environment)`",
                remedy: "begin a new run")
        }
        // Whom the rules exclude is whoever began the run, not whoever takes it up.
        guard fresh.initiator == earlier.inputs.initiator else {
            throw InputError(
                "resume-initiator",
                "run \(name) was begun by \(earlier.inputs.initiator.map { "`\($0)`" } ?? "nobody that is known"), "
                    + "not by \(fresh.initiator.map { "`\($0)`" } ?? "nobody that is known")",
                remedy: "name with `--initiator` who began it, or begin a new run")
        }
        let reasons = fresh.differences(from: earlier.inputs, at: now)
        let inputs =
            reasons.isEmpty
            ? JournalInputs(
                plan, trust: session.trust, tool: Version.current, initiator: session.initiator,
                effective: earlier.inputs.effective)
            : fresh
        let resumption = await earlier.resumption(of: plan, because: reasons, files: session.world.files)
        try journal.append(.resumed(inputs, reasons: reasons, at: now))
        try journal.flush()
        return DurableRun(
            durability: try await durability(
                name, earlier.seed, journal, after: earlier.token, plan, session, patience),
            resumption: resumption, effective: inputs.effective,
            summary: Self.summary(name, resumption, reasons, torn: text.torn, plan), clock: session.world.clock,
            hasActions: plan.hasActions)
    }

    /// Puts the whole journal on the device: the run is over, for now.
    func end(cleared: Bool) async throws {
        try durability.journal.append(.ended(cleared: cleared, at: clock.now()))
        // One that changed nothing costs no wait: what a power cut takes of it is looked at again.
        if hasActions { try await durability.journal.synchronize() } else { try durability.journal.flush() }
    }

    /// Writes down which entry of the ledger has the run's statement.
    func recorded(_ entry: LedgerEntry) throws(Obstacle) {
        try durability.journal.append(.recorded(entry: entry.hash))
        try durability.journal.flush()
    }

    /// How an interrupted run is reported.
    var interruption: CommandFailure {
        CommandFailure(
            .interrupted,
            [
                Diagnostic(
                    "interrupted", "the run was interrupted: nothing was signed",
                    remedy: "take it up again with `--resume \(durability.run)`")
            ], next: NextCommand.line(resuming: durability.run))
    }

    static let fileName = "journal.jsonl"

    private static func durability(
        _ name: String, _ seed: UInt64, _ journal: JournalFile, after earlier: FencingToken?, _ plan: Plan,
        _ session: RunSession, _ patience: Duration
    ) async throws -> Durability {
        let directory = "\(session.workspace.state)/leases"
        try await Directory.make(directory)
        let clock = session.world.clock
        let holder = LeaseHolder(
            run: name, process: ThisProcess.identifier, host: ThisProcess.host,
            since: clock.now())
        let lease = EnvironmentLease(
            directory: directory, environment: plan.release.environment, holder: holder, patience: patience
        ) { (token) throws(Obstacle) in
            if let earlier, token <= earlier {
                throw Obstacle(
                    "fencing-token-regressed", "the lease of `\(plan.release.environment)` has begun to count anew",
                    remedy: "write the highest `token` of this environment's journals into `\(directory)`",
                    notes: ["expected more than \(earlier)", "found \(token)"])
            }
            try journal.append(.leased(token, at: clock.now()))
        }
        return Durability(run: name, seed: seed, journal: journal, lease: lease) { key in
            await SurvivingProcesses.marked(Durability.keyVariable, key)
        }
    }

    private static func summary(
        _ name: String, _ resumption: Resumption, _ reasons: [String], torn: Int, _ plan: Plan
    ) -> [String] {
        var lines: [String] = []
        var reused = 0
        for (position, unit) in plan.units.enumerated() {
            switch resumption.units[position] {
            case .reuse?: reused += 1
            case .again(let reason, _)? where reasons.isEmpty: lines.append("again: \(unit.id): \(reason)")
            case .ambiguous(let reason, _)?: lines.append("asked about: \(unit.id): \(reason)")
            case .again?, nil: break
            }
        }
        if torn > 0 { lines.insert("the journal's last record was not finished: \(torn) bytes cut off", at: 0) }
        let consequence =
            resumption.undoing == nil
            ? "everything that only looks runs again" : "nothing that was seen counts, and it is only undone"
        let whole = reasons.map { "\(consequence): \($0)" }
        return ["resuming \(name): \(reused) of \(plan.units.count) results stand"] + whole + lines
    }
}
