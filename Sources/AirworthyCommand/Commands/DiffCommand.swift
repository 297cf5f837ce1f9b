import Airworthy
import ArgumentParser
import Trust

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compare two runs: what fails now, what is waived, what is looked at no longer.",
        discussion: """
            Runs are named as for `explain`. Exits 1 when the second run is worse in anything: newly failing, warned or \
            waived, no longer checked, or passed only late; else 0.
            """)

    @Argument(help: "The earlier run.")
    var before: String

    @Argument(help: "The later run.")
    var after: String

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var color: ColorOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let runs = (
                try await StoredRun.find(before, in: workspace), try await StoredRun.find(after, in: workspace)
            )
            let difference = RunDifference(from: runs.0.report, to: runs.1.report)
            if answer.isJSON {
                try Console.result(PrintableJSON.text(json(difference, runs.0, runs.1)))
            } else {
                for (name, run) in [("before", runs.0), ("after", runs.1)] {
                    Console.error(SafeText.line("\(name): \(run.belief)"))
                }
                try Console.result(
                    DifferenceText.lines(difference, palette: color.palette).joined(separator: "\n") + "\n")
            }
            if difference.isWorse { throw CommandFailure(.blocked) }
        }
    }

    /// With who is believed: what nobody signed is compared all the same, and must not be taken for more.
    private func json(_ difference: RunDifference, _ before: StoredRun, _ after: StoredRun) -> JSON {
        guard case .object(var members) = DifferenceText.json(difference) else {
            preconditionFailure("a difference is an object")
        }
        members["belief"] = ["before": .string(before.belief), "after": .string(after.belief)]
        return .object(members)
    }
}
