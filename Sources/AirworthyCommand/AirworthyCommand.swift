import ArgumentParser

/// `airworthy`: the list of commands.
///
/// Every command spells its name out. A name derived from the type costs a search through all of the program's protocol
/// conformances, at every start and for every command, named or not.
struct AirworthyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "airworthy",
        abstract: "Verify what a release is made of, run its checklist, and sign what was found.",
        discussion: """
            Exit codes: 0 cleared, 1 blocked by a finding, 2 usage or invalid input, 3 could not be evaluated, \
            4 awaiting approval, 130 interrupted.
            """,
        subcommands: [
            InitCommand.self, ImportCommand.self, KeysCommand.self, LintCommand.self, PlanCommand.self, RunCommand.self,
            CheckCommand.self,
            VerifyCommand.self, AdmitCommand.self, WaiveCommand.self, ApproveCommand.self, ExplainCommand.self,
            DiffCommand.self, ForecastCommand.self, ImageCommand.self, AttachCommand.self, EvidenceCommand.self,
            HistoryCommand.self, LedgerCommand.self,
            DrillCommand.self, ChecklistCommand.self, ChecksCommand.self, SchemaCommand.self, CompletionCommand.self,
            ManualCommand.self,
            VersionCommand.self,
        ])
}
