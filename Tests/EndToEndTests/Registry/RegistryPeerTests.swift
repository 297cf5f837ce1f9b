import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// The virtual registry as clients made by others find it: what they accept as a registry is one.
@Suite("The virtual registry and other clients", .timeLimit(.minutes(10)))
struct RegistryPeerTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(#"{"default":[{"type":"insecureAcceptAnything"}]}"#, to: "policy.json")
    }

    private func run(_ program: Program, _ arguments: String...) async throws -> Program.Result {
        var program = program
        program.environment["DOCKER_CONFIG"] = directory.path("docker")
        let result = try await program.run(arguments, in: directory.path)
        #expect(result.status == 0, "\(arguments) \(result)")
        return result
    }

    private static let tokens = RegistryTraits.with {
        $0.access = .token(user: "alice", password: "secret", anonymousPull: false)
    }

    @Test(
        "skopeo copies an image there, between repositories and back, with and without logging in",
        .enabled(if: Peers.have(.skopeo)), arguments: [RegistryTraits(), tokens])
    func skopeo(traits: RegistryTraits) async throws {
        let registry = try VirtualRegistry(traits)
        let shelf = LayoutShelf(directory, root: "images")
        let source = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)
        let image = shelf.pushImage(to: source, tag: "v1")
        let policy = ["--policy", directory.path("policy.json")]
        func copy(_ from: String, _ to: String) async throws {
            var options = ["copy", "--all", "--preserve-digests", "--src-tls-verify=false", "--dest-tls-verify=false"]
            for (option, place) in [("--src-creds", from), ("--dest-creds", to)]
            where traits.access != .open && place.hasPrefix("docker:") { options += [option, "alice:secret"] }
            let result = try await Peers.skopeo.run(policy + options + [from, to], in: directory.path)
            #expect(result.status == 0, "\(result)")
        }
        try await copy("oci:\(directory.path("images/acme/app")):v1", "docker://\(registry.authority)/acme/app:v1")
        let (one, two) = (registry.repository("acme/app"), registry.repository("acme/copy"))
        #expect(registry.tags(in: one) == ["v1": image.digest])
        try await copy("docker://\(registry.authority)/acme/app:v1", "docker://\(registry.authority)/acme/copy:v2")
        #expect(registry.tags(in: two) == ["v2": image.digest])
        try await copy("docker://\(registry.authority)/acme/copy:v2", "oci:\(directory.path("back")):v2")
        let layer = Digest.of(Array("layer one".utf8))
        #expect(FileManager.default.contents(atPath: directory.path("back/blobs/sha256/\(layer.hex)")) != nil)
        if traits.access != .open { #expect(registry.count(.token) > 0) }
    }

    @Test(
        "oras attaches a file and finds it again, by the API and by the fallback tag",
        .enabled(if: Peers.have(.oras)), arguments: [true, false])
    func oras(api: Bool) async throws {
        let registry = try VirtualRegistry(.with { $0.listsReferrers = api })
        let repository = registry.repository("acme/app")
        let image = registry.pushImage(to: repository, tag: "v1")
        try directory.write("a note", to: "note.txt")
        let name = "\(repository.repository):v1"
        for _ in 0..<2 {
            _ = try await run(
                Peers.oras, "attach", "--plain-http", "--artifact-type", "application/vnd.example.note", name,
                "note.txt:text/plain")
        }
        let found = try await run(Peers.oras, "discover", "--plain-http", "--format", "json", name)
        #expect(found.output.components(separatedBy: "application/vnd.example.note").count >= 2, "\(found)")
        #expect(registry.tags(in: repository).keys.contains("sha256-\(image.digest.hex)") == !api)
        #expect(registry.blob(Digest.of(Array("a note".utf8)), in: repository) != nil)
        _ = try await run(Peers.oras, "pull", "--plain-http", "-o", directory.path("out"), name)
    }

    @Test("what cosign signs there verifies for it, and for us", .enabled(if: Peers.have(.cosign2, .cosign3)))
    func cosign() async throws {
        let scene = try RegistryScene(RegistryTraits(), stranger: RegistryTraits())
        _ = try await run(Peers.cosign2, "generate-key-pair")
        try FileManager.default.removeItem(atPath: scene.directory.path("Keys/release.pub.pem"))
        try FileManager.default.copyItem(
            atPath: directory.path("cosign.pub"), toPath: scene.directory.path("Keys/release.pub.pem"))
        // Version 3 is told by a file that there is no log to upload to.
        try directory.write(try await run(Peers.cosign3, "signing-config", "create").output, to: "no-services.json")
        for (program, withoutLog) in [
            (Peers.cosign2, "--tlog-upload=false"), (Peers.cosign3, "--signing-config=no-services.json"),
        ] {
            let image = scene.registry.pushImage(layers: [withoutLog], to: scene.repository)
            let name = scene.name(image.digest)
            #expect(try await scene.ask(.signature(name)).result.status == 1)
            _ = try await run(program, "sign", "-y", "--allow-http-registry", withoutLog, "--key", "cosign.key", name)
            _ = try await run(
                program, "verify", "--allow-http-registry", "--insecure-ignore-tlog", "--key", "cosign.pub", name)
            let answer = try await scene.ask(.signature(name))
            #expect(answer.result.status == 0, "\(answer.result)")
        }
    }

    @Test("the bomb is one: gzip unpacks 160 megabytes of it")
    func bomb() async throws {
        try directory.write(GzipBomb.bytes, to: "bomb.gz")
        let result = try await Program(path: "/bin/sh").run("-c", "gzip -dc bomb.gz | wc -c", in: directory.path)
        #expect((Int(result.output.split(separator: "\n").first ?? "") ?? 0) > 160_000_000, "\(result)")
    }
}
