import ArgumentParser

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Believe it or not: an image, a file, an attestation.",
        subcommands: [VerifyImageCommand.self, VerifyBlobCommand.self, VerifyAttestationCommand.self])
}
