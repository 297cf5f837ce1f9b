import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// What needs no network asks none: in a namespace without one it answers as it does elsewhere.
@Suite(
    "Without any network",
    .enabled(if: NetworkNamespace.isPossible, "no network namespaces here: 5 tests skipped"))
struct NetworkNamespaceTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func signer(_ specimen: SigstoreSpecimen) throws -> [String] {
        let root = try directory.write(specimen.trustedRoot, to: "trusted_root.json")
        return ["--trusted-root", root] + specimen.identityOptions()
    }

    @Test("a registry that answers outside is out of reach inside: the namespace is what it should be")
    func control() async throws {
        let scene = try RegistryScene(RegistryTraits(), stranger: RegistryTraits())
        let image = scene.registry.pushImage(to: scene.repository)
        let words = ["check", "image-digest", scene.name(image.digest), "--json", "--no-cache"]
        let outside = try await Storefront.airworthy.run(words, in: scene.directory.path)
        #expect(outside.status == 0, "\(outside)")
        scene.registry.forgetExchanges()
        let inside = try await NetworkNamespace.airworthy(words, in: scene.directory.path)
        #expect(inside.status == 3, "\(inside)")
        #expect(try CheckAnswer(inside).codes == ["registry-unreachable"], "\(inside)")
        #expect(scene.registry.exchanges.isEmpty)
    }

    /// A bundle that signs bytes names their digest; one that signs a statement is about something else.
    private static let bundles: [(SigstoreShape, String)] = [
        (.standard, "log-entry-artifact"),
        (.with { ($0.content, $0.entry, $0.time) = (.dsse, .hashedrekord002, .timestamp) }, "wrong-subject"),
    ]

    @Test("`verify bundle` by certificate, told to stay offline or not, and its refusal by code", arguments: bundles)
    func bundle(shape: SigstoreShape, code: String) async throws {
        let files = try SpecimenFiles(try VirtualSigstore().mint(shape: shape), number: 1, in: directory)
        let words = ["verify", "bundle", files.artifact, "--bundle", files.bundle] + (try signer(files.specimen))
        for extra in [[], ["--offline"]] {
            let answer = try await NetworkNamespace.airworthy(words + extra, in: directory.path)
            #expect(answer.status == 0, "\(answer)")
        }
        try directory.write("something else", to: "1/artifact")
        let refused = try await NetworkNamespace.airworthy(words, in: directory.path)
        #expect(refused.status == 1 && refused.errors.contains("[\(code)]"), "\(refused)")
    }

    @Test("`verify blob` and `verify attestation` by certificate, and their refusals by code")
    func files() async throws {
        let sigstore = try VirtualSigstore()
        let message = try sigstore.mint()
        try directory.write(message.artifact, to: "artifact")
        try directory.write(message.bundle, to: "artifact.sigstore.json")
        let blob = ["verify", "blob", "artifact", "--json"] + (try signer(message))
        let believed = try await NetworkNamespace.airworthy(blob, in: directory.path)
        #expect(believed.status == 0, "\(believed)")
        #expect(try CheckAnswer(believed).outcome == "passed")

        let statement = try sigstore.mint(shape: .with { ($0.content, $0.entry) = (.dsse, .dsse001) })
        try directory.write(statement.bundle, to: "statement.json")
        let attestation =
            ["verify", "attestation", "statement.json", "--type", statement.expectedPredicateType]
            + (try signer(statement))
        let seen = try await NetworkNamespace.airworthy(attestation, in: directory.path)
        #expect(seen.status == 0, "\(seen)")
        let elsewhere = ["--subject", "sha256:" + String(repeating: "0", count: 64)]
        let other = try await NetworkNamespace.airworthy(attestation + elsewhere, in: directory.path)
        #expect(other.status == 1 && other.errors.contains("[wrong-subject]"), "\(other)")

        try directory.write("something else", to: "artifact")
        let refused = try await NetworkNamespace.airworthy(blob, in: directory.path)
        #expect(refused.status == 1, "\(refused)")
        #expect(try CheckAnswer(refused).codes == ["wrong-subject"], "\(refused)")
    }

    @Test("`verify image` by certificate from a layout, and its refusal by code")
    func image() async throws {
        let image = try KeylessImage(VirtualSigstore(), in: directory)
        let believed = try await NetworkNamespace.airworthy(image.arguments() + ["--deep"], in: directory.path)
        #expect(believed.status == 0, "\(believed)")
        let refused = try await NetworkNamespace.airworthy(
            image.arguments(subject: "somebody@else.example") + ["--json"], in: directory.path)
        #expect(refused.status == 1, "\(refused)")
        #expect(try CheckAnswer(refused).codes == ["untrusted-signer"], "\(refused)")
    }

    @Test("a project: its image and its file verify, its checklist runs, its release is admitted, its run verifies")
    func project() async throws {
        let shop = try await Storefront.make()
        let image = try shop.image(of: "checkout", in: "previous.yaml")
        for command in [
            ["verify", "image", "--deep", image], ["verify", "blob", "previous.yaml"],
            ["run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q", "--offline"],
            ["admit", "previous.yaml", "--for", "promote", "-e", "production"],
        ] {
            let answer = try await NetworkNamespace.airworthy(command, in: shop.root)
            #expect(answer.status == 0, "\(command): \(answer)")
        }
        let runs = try FileManager.default.contentsOfDirectory(atPath: shop.path(".airworthy/runs"))
        let run = ".airworthy/runs/\(try #require(runs.first))/run.intoto.jsonl"
        let answer = try await NetworkNamespace.airworthy(["verify", "attestation", run], in: shop.root)
        #expect(answer.status == 0, "\(answer)")
        // Whatever else is attached is signed by others.
        try shop.replace(".sig\"", with: ".gone\"", in: "images/acme/checkout/index.json")
        let blocked = try await NetworkNamespace.airworthy(
            ["verify", "image", image, "--json", "--offline"], in: shop.root)
        #expect(blocked.status == 1, "\(blocked)")
        #expect(try Set(CheckAnswer(blocked).codes) == ["untrusted-signer"], "\(blocked)")
    }
}
