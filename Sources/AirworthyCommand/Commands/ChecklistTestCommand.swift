import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct ChecklistTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Spoil what each step looks at, and name the steps that never fail.",
        discussion: """
            The checklist is run once as a drill. Then the inputs of each step that passed are spoilt in memory, one way \
            after the other, and the step looks again: no file, image or registry is written to, programs run once, and \
            actions are not performed. Exits 1 when a step never fails, 3 when one could not be tested.
            """)

    @Argument(help: "A checklist file, or the bare name of one below Checklists/.")
    var checklist: String

    @Option(name: .shortAndLong, help: "The release manifest.")
    var release: String

    @Flag(help: "Steps that could not be tested (actions, steps that did not pass) are listed and do no harm.")
    var allowUntested = false

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var variables: VariableOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let command = self
            let report = try await Interruption.guarding(Diagnostic("interrupted", "the test was interrupted")) {
                try await command.report()
            }
            try Console.result(
                answer.isJSON ? PrintableJSON.text(report.json) : report.lines.joined(separator: "\n") + "\n")
            if report.neverFailing > 0 { throw CommandFailure(.blocked) }
            if report.failing == 0 || (report.untested > 0 && !allowUntested) { throw CommandFailure(.undetermined) }
        }
    }

    private func report() async throws -> TrialReport {
        let workspace = try await Workspace(project)
        let release = workspace.given(release)
        let manifest = try await workspace.document(release, "release")
        let trust = try await workspace.trust()
        // A trial looks at what is there now, and leaves nothing behind.
        let cache = ImageCache(clock: SystemClock())
        var world = try await workspace.world(ledger: workspace.ledger(.reading(absentIsEmpty: true)), cache: cache)
        world.processes = RecordedProcesses(world.processes)
        let network = RecordedNetwork(world.http, world.tls)
        world.http = network
        world.tls = network
        let session = RunSession(
            workspace: workspace, checklist: try await workspace.checklist(checklist),
            release: try ReleaseLoader.load(manifest, source: release), manifest: manifest,
            variables: try variables.given(), trust: trust, waivers: [], key: nil, mode: .drill, world: world,
            cache: cache)
        let facts = try await session.execute(try session.plan()) { _ in }.facts
        network.seal()
        let context = CheckContext(
            release: session.release, trust: trust, instant: workspace.instant, world: world)
        return TrialReport(
            facts.plan, await ChecklistTrial(facts.plan, facts.record, in: context).results())
    }
}
