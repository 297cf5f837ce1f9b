import ArgumentParser

struct ManualCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page: `airworthy manual | man -l -`.")

    func run() async throws {
        try await reporting { try Console.result(try ManualPage(help: AirworthyCommand._dumpHelp()).text) }
    }
}
