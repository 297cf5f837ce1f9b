import Airworthy
import AirworthyTesting
import Foundation
import Trust

/// A project whose only image is in a guarded registry, and who must sign it there: cosign 2 with one key and cosign 3
/// with another.
struct GuardedProject: Sendable {
    struct NotMade: Error {
        let result: Program.Result
    }

    /// Whose certificates the project believes.
    enum Belief: Sendable {
        case nobody, registry, registryAndTokens
    }

    let registry: GuardedRegistry
    let directory: TemporaryDirectory
    let digest: Digest

    /// `localhost:port/acme/app@sha256:…`
    var image: String { "\(registry.host)/acme/app@\(digest)" }
    /// The same image, before skopeo brings it there.
    var source: String { "oci:\(directory.path("images/acme/app")):v1" }
    var gateKey: String { directory.path("Keys/gate.pub.pem") }

    /// - Parameter isPushed: whether skopeo has already brought the image to the registry.
    static func make(_ entrance: GuardedRegistry.Entrance, isPushed: Bool = true) async throws -> GuardedProject {
        let (registry, directory) = (try GuardedRegistry(entrance), try TemporaryDirectory())
        let shelf = LayoutShelf(directory, root: "images")
        let shelved = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)
        let image = shelf.pushImage(to: shelved, tag: "v1")
        let project = GuardedProject(registry: registry, directory: directory, digest: image.digest)
        try await project.makeKeys()
        try project.write()
        guard isPushed else { return project }
        let pushed = try await registry.copy(project.source, to: "acme/app:v1")
        guard pushed.status == 0 else { throw NotMade(result: pushed) }
        return project
    }

    private func makeKeys() async throws {
        try directory.makeDirectory("Keys")
        let gate = try await Storefront.airworthy.run(
            "keys", "generate", "Keys/gate", "--unencrypted", in: directory.path)
        guard gate.status == 0 else { throw NotMade(result: gate) }
        // Version 3 is told by files that there is no log to upload to, and none to look into.
        let none = try await registry.run(Peers.cosign3, "signing-config", "create")
        guard none.status == 0 else { throw NotMade(result: none) }
        try registry.directory.write(none.output, to: "no-services.json")
        try registry.directory.write(
            #"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"#, to: "no-root.json")
        for name in ["two", "three"] {
            let made = try await registry.run(Peers.cosign2, "generate-key-pair", "--output-key-prefix", name)
            guard made.status == 0 else { throw NotMade(result: made) }
            let key = try Data(contentsOf: URL(filePath: registry.directory.path("\(name).pub")))
            try directory.write([UInt8](key), to: "Keys/\(name).pub.pem")
        }
    }

    private func write() throws {
        try believe(.registryAndTokens)
        // Two signers are wanted, so that neither signature can stand for the other.
        try directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys:
              - {id: two, file: two.pub.pem}
              - {id: three, file: three.pub.pem}
              - {id: gate, file: gate.pub.pem}
            rules:
              - {id: images, images: ["\(registry.host)/**"], require: {threshold: 2, of: [two, three]}}
              - {id: runs, predicate: "https://airworthy.dev/checklist-run/v1", require: {anyOf: [gate]}}
            """, to: "Keys/trust.yaml")
        try directory.write(ImageRelease.checklist("guarded"), to: "Checklists/guarded.yaml")
        try directory.write(ImageRelease.manifest(of: [image]), to: "release.yaml")
    }

    /// Writes the project's settings: each host is believed by an authority of its own.
    func believe(_ belief: Belief) throws {
        var settings = "apiVersion: airworthy/v1\nverifier: {id: \"https://release.example/gate\"}\nregistries:\n"
        try directory.write(registry.authorityPEM, to: "registry-authority.pem")
        let caFile = belief == .nobody ? "" : "caFile: registry-authority.pem"
        settings += "  \"\(registry.host)\": {\(caFile)}\n"
        if let tokens = registry.tokens, belief == .registryAndTokens {
            try directory.write(tokens.authorityPEM, to: "token-authority.pem")
            settings += "  \"\(tokens.host)\": {caFile: token-authority.pem}\n"
        }
        try directory.write(settings, to: "airworthy.yaml")
    }

    /// `airworthy …` with a visitor's Docker configuration. Of whom to believe it hears from the project only.
    func airworthy(
        _ arguments: String..., as visitor: RegistryVisitor = .publisher
    ) async throws -> Program.Result {
        var program = Storefront.airworthy
        program.environment["DOCKER_CONFIG"] = try registry.docker(of: visitor)
        return try await program.run(arguments, in: directory.path)
    }

    /// Asks the registry itself, not what was kept of earlier answers.
    func check(
        _ kind: String, as visitor: RegistryVisitor = .publisher
    ) async throws -> (result: Program.Result, codes: [String]) {
        let result = try await airworthy("check", kind, image, "--json", "--no-cache", as: visitor)
        return (result, try CheckAnswer(result).codes)
    }

    /// A bundle with a statement about the image, by a key nobody knows: what is attached is not verified.
    func bundle() throws -> String {
        let key = try PrivateKey.generate(.p256)
        let statement = Statement.json(
            subjects: [StatementSubject(name: "", digests: [digest])], predicateType: "https://note.example/v1",
            predicate: ["result": "seen"])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: SigstoreBundle.keyHint(for: key.publicKey))
        return try directory.write(bundle.json.canonicalBytes(), to: "note.sigstore.json")
    }
}
