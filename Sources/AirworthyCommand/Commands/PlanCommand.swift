import Airworthy
import ArgumentParser
import Trust

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show exactly what `run` would do: order, subjects, capabilities.")

    @Argument(help: "A checklist file, or the bare name of one below Checklists/.")
    var checklist: String

    @Option(name: .shortAndLong, help: "The release manifest.")
    var release: String

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var variables: VariableOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let checklist = try await workspace.checklist(self.checklist)
            let plan = try Plan(checklist, for: try await workspace.release(release), given: try variables.given())
            if answer.isJSON {
                Console.raw(Array(plan.json.prettyText().utf8))
            } else {
                PlanText.lines(plan).forEach { Console.out($0) }
            }
        }
    }
}
