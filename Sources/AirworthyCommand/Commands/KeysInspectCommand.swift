import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct KeysInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show a public key, or the standing of every key of the trust policy.")

    @Argument(help: "A public key; nothing for the whole policy.")
    var file: String?

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            if let file {
                let key = try PublicKey(pem: try await workspace.document(Workspace.absolute(file), "public key"))
                Console.out("\(file)  \(key.algorithm)  \(key.id)")
                return
            }
            let policy = try await workspace.trust()
            Console.out("epoch \(policy.epoch)  policy \(policy.digest)")
            for key in policy.keys + policy.people.map(\.key) {
                let until = key.validUntil.map { " until \($0)" } ?? ""
                Console.out(
                    SafeText.line(
                        "\(key.id)  \(key.standing(at: workspace.instant))\(until)  \(key.key.algorithm)  \(key.key.id)"
                    ))
            }
        }
    }
}
