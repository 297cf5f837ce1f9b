import ArgumentParser

struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image", abstract: "Look at images with all that is attached to them, and carry them elsewhere.",
        subcommands: [ImageCopyCommand.self, ImageTreeCommand.self])
}
