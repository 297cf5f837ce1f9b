import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct KeysGenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make a key pair: <name>.key.pem and <name>.pub.pem.",
        discussion: "The private key is encrypted with AIRWORTHY_KEY_PASSWORD; without one it must be said.")

    enum Algorithm: String, CaseIterable, ExpressibleByArgument {
        case p256 = "ecdsa-p256"
        case p384 = "ecdsa-p384"
        case ed25519
        case rsa = "rsa-3072"

        var kind: KeyKind {
            switch self {
            case .p256: .p256
            case .p384: .p384
            case .ed25519: .ed25519
            case .rsa: .rsa(bits: 3072)
            }
        }
    }

    @Argument(help: "Path of the pair, without the endings.")
    var name: String

    @Option(help: "ecdsa-p256, ecdsa-p384, ed25519 or rsa-3072.")
    var algorithm: Algorithm = .p256

    @Flag(help: "Write the private key without a password.")
    var unencrypted = false

    func run() async throws {
        try await reporting {
            let password = ThisProcess.variable("AIRWORTHY_KEY_PASSWORD")
            guard unencrypted || password?.isEmpty == false else {
                throw InputError(
                    "no-password", "the private key would be written without a password",
                    remedy: "set AIRWORTHY_KEY_PASSWORD, or say `--unencrypted`")
            }
            let key = try PrivateKey.generate(algorithm.kind)
            let secret = unencrypted ? nil : password.map { Secret(Array($0.utf8)) }
            let path = Workspace.absolute(name)
            // Never over an existing key: what it signed could then no longer be signed again. The public half first: where
            // one is taken, no half of another pair is left beside it.
            let (own, shown) = ("\(path).key.pem", "\(path).pub.pem")
            try await AtomicFile.write(Array(key.publicKey.pem.utf8), to: shown, existing: .kept)
            do {
                try await AtomicFile.write(
                    try key.pem(encryptedWith: secret), to: own, mode: 0o600, existing: .kept)
            } catch {
                try await Directory.removeFile(shown)
                throw error
            }
            Console.out("private \(name).key.pem")
            Console.out("public  \(name).pub.pem  \(key.publicKey.id)")
        }
    }
}
