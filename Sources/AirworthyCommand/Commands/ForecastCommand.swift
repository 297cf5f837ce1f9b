import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", abstract: "Say what of a checklist will fail by then: expiries, windows, waivers.",
        discussion: """
            The checklist is judged now and at the later instant (`--at`, or `--days` from now), and the two are compared. \
            Nothing is signed, nothing is remembered, and no program is run and no server asked unless `--programs` says so: \
            a step that needs one is then not told, which is exit 3 and never a pass. Exits as `run` would at that instant.
            """)

    @Argument(help: "A checklist file, or the bare name of one below Checklists/.")
    var checklist: String

    @Option(name: .shortAndLong, help: "The release manifest.")
    var release: String

    @Option(help: ArgumentHelp("How many days from now; or use --at.", valueName: "n"))
    var days: Int?

    @OptionGroup var variables: VariableOptions
    @OptionGroup var people: PeopleOptions

    @Flag(help: "Run the programs and ask the servers that steps name, now and for the forecast.")
    var programs = false

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var color: ColorOptions
    @OptionGroup var project: ProjectOptions

    func validate() throws {
        guard (days == nil) != (project.at == nil) else {
            throw ValidationError("Say when: either `--days N` or `--at INSTANT`.")
        }
        guard days.map({ (1...36_500).contains($0) }) ?? true else {
            throw ValidationError("`--days` is between 1 and 36500.")
        }
    }

    func run() async throws {
        try await reporting {
            let command = self
            let (forecast, status) = try await Interruption.guarding(
                Diagnostic("interrupted", "the forecast was interrupted")
            ) { try await command.forecast() }
            try Console.result(
                answer.isJSON
                    ? PrintableJSON.text(forecast.json)
                    : forecast.lines(palette: color.palette).joined(separator: "\n") + "\n")
            if status != .cleared { throw CommandFailure(status) }
        }
    }

    private func forecast() async throws -> (Forecast, ExitStatus) {
        var options = project
        options.at = nil
        let now = try await Workspace(options)
        options.at = project.at ?? (now.instant + .seconds(86_400 * (days ?? 1))).rfc3339
        let then = try await Workspace(options)
        guard then.instant > now.instant else {
            throw InputError(
                "not-in-the-future", "`\(then.instant)` is past", remedy: "name an instant that is still to come")
        }
        // A waiver that is not believed now is wrong input; one that will not be believed then is what is asked for.
        let (believed, refused) = try await waivers(at: now)
        if let refused = NonEmpty(refused) { throw InputError(refused) }
        let (holding, lapsed) = try await waivers(at: then)
        let before = try await report(now, believed)
        let after = try await report(then, holding)
        return (
            Forecast(difference: RunDifference(from: before, to: after), lapsedWaivers: lapsed),
            ExitStatus(after.verdict)
        )
    }

    private func waivers(at workspace: Workspace) async throws -> (believed: [Verified<Waiver>], refused: [Diagnostic])
    {
        let trust = try await workspace.trust()
        let initiator = try people.initiator(trust, key: nil)
        var believed: [Verified<Waiver>] = []
        var refused: [Diagnostic] = []
        for path in people.waiver.map(workspace.given) {
            let bytes = try await workspace.document(path, "waiver")
            do throws(InputError) {
                believed.append(
                    try WaiverLoader.load(
                        bytes, source: path, trust: trust, at: workspace.instant, initiator: initiator))
            } catch {
                refused += error.diagnostics
            }
        }
        return (believed, refused)
    }

    /// The checklist judged at the workspace's instant.
    private func report(_ workspace: Workspace, _ waivers: [Verified<Waiver>]) async throws -> RunReport {
        let release = workspace.given(release)
        let manifest = try await workspace.document(release, "release")
        // A forecast asks once for what it judges at several instants, and leaves nothing behind.
        let cache = ImageCache(clock: SystemClock())
        var world = try await workspace.world(ledger: workspace.ledger(.reading(absentIsEmpty: true)), cache: cache)
        world.clock = StoppedClock(instant: workspace.instant)
        if !programs {
            (world.processes, world.http) = (NoProcesses(), NoHTTP())
            world.tls = NoNetwork("a forecast asks no server", code: NoProcesses.code)
        }
        let trust = try await workspace.trust()
        let session = RunSession(
            workspace: workspace, checklist: try await workspace.checklist(checklist),
            release: try ReleaseLoader.load(manifest, source: release), manifest: manifest,
            variables: try variables.given(), trust: trust,
            waivers: waivers, approvals: try await people.approvals(workspace),
            initiator: try people.initiator(trust, key: nil), key: nil, mode: .simulated, world: world,
            cache: cache)
        return RunReport(try await session.execute(try session.plan()) { _ in }.facts)
    }
}
