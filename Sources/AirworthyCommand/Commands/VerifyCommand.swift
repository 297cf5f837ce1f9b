import ArgumentParser

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Believe it or not: an image, a file, a bundle, an attestation.",
        subcommands: [
            VerifyImageCommand.self, VerifyBlobCommand.self, VerifyBundleCommand.self, VerifyAttestationCommand.self,
        ])
}
