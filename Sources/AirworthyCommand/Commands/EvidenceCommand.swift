import ArgumentParser

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Look after the evidence that was published.",
        subcommands: [EvidenceAuditCommand.self])
}
