import ArgumentParser

struct ChecklistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist", abstract: "Ask about checklists themselves.",
        subcommands: [ChecklistTestCommand.self])
}
