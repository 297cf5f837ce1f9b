import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a checklist on a release, sign what was found, remember it.")

    @Argument(help: "A checklist file, or the bare name of one below Checklists/.")
    var checklist: String

    @Option(name: .shortAndLong, help: "The release manifest.")
    var release: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The gate's private key (AIRWORTHY_KEY); its password comes from AIRWORTHY_KEY_PASSWORD.",
            valueName: "file"))
    var key: String?

    @Flag(help: "Only report: sign nothing, remember nothing.")
    var unsigned = false

    @Flag(help: "Attach the signed statements to the release's images, as referrers.")
    var publish = false

    @Flag(help: "Exit 0 whatever is found, for report-only jobs. Errors still exit 2 or 3.")
    var exitZero = false

    @OptionGroup var variables: VariableOptions
    @OptionGroup var people: PeopleOptions
    @OptionGroup var durable: DurableOptions
    @OptionGroup var project: ProjectOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        _ = try output.targets()
        guard !publish || !unsigned else { throw ValidationError("`--unsigned` leaves nothing to `--publish`.") }
        guard !publish || project.at == nil else {
            throw ValidationError("A run with `--at` is simulated, and is not published.")
        }
    }

    func run() async throws {
        try await reporting {
            let command = self
            let status = try await Interruption.guarding(
                Diagnostic("interrupted", "the run was interrupted: nothing was signed", remedy: "run it again")
            ) { try await command.perform() }
            if status != .cleared, !(exitZero && [.blocked, .undetermined, .awaiting].contains(status)) {
                throw CommandFailure(status)
            }
        }
    }

    private func perform() async throws -> ExitStatus {
        let workspace = try await Workspace(project)
        let records = workspace.mode == .live && !unsigned
        let ledger = workspace.ledger(
            records ? .appending(createIfAbsent: true) : .reading(absentIsEmpty: true))
        let session = try await session(workspace, ledger)
        let plan = try session.plan()
        try RunOutput(options: output, workspace: workspace).check()
        let run = try await durable.begin(plan, for: session, isRemembered: records, quiet: output.quiet)
        let progress = ProgressView(of: plan.units.count, isTerminal: Console.errorIsTerminal, isQuiet: output.quiet)
        defer { progress.finish() }
        let (facts, claims) = try await session.execute(plan, durable: run) { progress.show($0) }
        progress.finish()
        try Task.checkCancellation()
        do {
            let status = try await conclude(facts, consume claims, of: session, run, ledger: records ? ledger : nil)
            guard !Task.isCancelled else { throw Self.interruptedLate(remembers: records) }
            return status
        } catch  where Task.isCancelled {
            throw Self.interruptedLate(remembers: records)
        }
    }

    private static func interruptedLate(remembers: Bool) -> CommandFailure {
        let diagnostic =
            remembers
            ? Diagnostic(
                "interrupted", "the run was interrupted when its steps were over and it was being signed and recorded",
                remedy: "see with `airworthy history` whether it was; if not, run it again")
            : Diagnostic("interrupted", "the run was interrupted when its steps were over", remedy: "run it again")
        return CommandFailure(.interrupted, [diagnostic])
    }

    /// Signed statements, the ledger, and what was asked for beside them.
    ///
    /// - Parameters:
    ///   - claims: of a large run the largest there is, and gone before the report is made.
    ///   - ledger: nil for a run that is not remembered.
    private func conclude(
        _ facts: RunFacts, _ claims: consuming [SignedClaim], of session: RunSession, _ run: DurableRun?,
        ledger: SQLiteLedger?
    ) async throws -> ExitStatus {
        let workspace = session.workspace
        // While the statements are written.
        async let early = Self.isLarge(facts) ? nil : RunReport(facts)
        let (files, failures) = try await keep(facts, consume claims, of: session, run, ledger: ledger)
        let status = ExitStatus(facts.verdict)
        try await RunOutput(options: output, workspace: workspace, isRemembered: run != nil).write(
            await early ?? RunReport(facts), facts, status: status, files: files)
        guard !failures.isEmpty else { return status }
        // A verdict nobody can find is no clearance. One that blocks stays what it is.
        throw CommandFailure(status == .cleared || exitZero ? .undetermined : status, failures)
    }

    /// Of a large run one thing is made after the other: together they would be most of what it needs.
    private static func isLarge(_ facts: RunFacts) -> Bool { facts.record.units.count >= 4_000 }

    /// - Returns: the statements' files, and what stood in the way of publishing them.
    private func keep(
        _ facts: RunFacts, _ claims: consuming [SignedClaim], of session: RunSession, _ run: DurableRun?,
        ledger: SQLiteLedger?
    ) async throws -> (files: [String], failures: [Diagnostic]) {
        let statements = Statements(
            directory: "\(session.workspace.state)/runs/\(facts.runID)", claims: claims)
        if let key = session.key {
            let claim = statements.claims.first
            let isLarge = Self.isLarge(facts)
            if isLarge { try await RunSession.requireReadable(claim) }
            async let reading: Void = RunSession.requireReadable(isLarge ? nil : claim)
            try await statements.write(facts, in: session.workspace.state, key: key.publicKey)
            try await reading
            if let ledger, let claim {
                let entry = try await ledger.append(
                    .run, manifest: session.manifest, envelope: claim.envelopeBytes,
                    at: facts.record.finished)
                try run?.recorded(entry)
            }
        }
        return (statements.files, try await publish(statements.claims, of: session))
    }

    private func publish(_ claims: [SignedClaim], of session: RunSession) async throws -> [Diagnostic] {
        guard publish, let key = session.key?.publicKey else { return [] }
        let failures = await Publishing(
            workspace: session.workspace, release: session.release, claims: claims, key: key, cache: session.cache
        ).publish()
        if failures.isEmpty, !output.quiet {
            Console.error("published the statements to \(session.release.services.count) images")
        }
        return failures
    }

    private func session(_ workspace: Workspace, _ ledger: SQLiteLedger) async throws -> RunSession {
        // The largest file of them is read beside the others; what is wrong with it is told in its turn.
        async let reading = workspace.checklist(checklist)
        let trust = try await workspace.trust()
        let release = workspace.given(release)
        let manifest = try await workspace.document(release, "release")
        let keyPath = key ?? ThisProcess.filled("AIRWORTHY_KEY")
        guard unsigned || keyPath != nil else {
            throw InputError(
                "no-key", "the run could not be signed: no key was given",
                remedy: "name one with `-k` or AIRWORTHY_KEY, or say `--unsigned` to only report")
        }
        var privateKey: PrivateKey?
        if let keyPath, !unsigned { privateKey = try await workspace.privateKey(keyPath) }
        let initiator = try people.initiator(trust, key: privateKey?.publicKey)
        let cache = workspace.cache(for: trust)
        return RunSession(
            workspace: workspace, checklist: try await reading,
            release: try ReleaseLoader.load(manifest, source: release), manifest: manifest,
            variables: try variables.given(), trust: trust,
            waivers: try await people.waivers(workspace, under: trust, initiator: initiator),
            approvals: try await people.approvals(workspace), initiator: initiator, key: privateKey,
            mode: workspace.mode,
            world: try await workspace.world(ledger: ledger, cache: cache), cache: cache)
    }
}
