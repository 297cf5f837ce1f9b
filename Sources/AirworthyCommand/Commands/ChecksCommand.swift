import Airworthy
import ArgumentParser
import Trust

struct ChecksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checks", abstract: "List the kinds of checks, or explain one.",
        subcommands: [List.self, Explain.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "One line for each kind.")

        func run() {
            for type in CheckCatalog.all { Console.out("\(type.kind.id)\t\(type.kind.summary)") }
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain", abstract: "What a kind asks, its arguments, its findings and what to do about each."
        )

        @Argument(help: "The kind's id.")
        var id: String

        func run() throws {
            guard let type = CheckCatalog.check(id) else {
                throw CommandFailure(
                    .invalid,
                    [Diagnostic("unknown-kind", "`\(id)` is no check", remedy: "see `airworthy checks`")])
            }
            CheckText.lines(type).forEach { Console.out($0) }
        }
    }
}
