import ArgumentParser

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make keys, look at them, revoke them.",
        subcommands: [KeysGenerateCommand.self, KeysInspectCommand.self, KeysRevokeCommand.self])
}
