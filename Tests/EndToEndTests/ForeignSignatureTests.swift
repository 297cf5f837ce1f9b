import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

/// What cosign and skopeo write into a real registry, judged by the checks themselves.
@Suite("Signatures made by others", .serialized, .enabled(if: Peers.have(.cosign2, .cosign3, .skopeo, .registry)))
struct ForeignSignatureTests {
    private struct Bench {
        let registry: Registry
        let directory: TemporaryDirectory
        let image: ImageReference
        let key: PublicKey

        var name: String { image.description }
        var keyFile: String { directory.path("cosign.key") }

        /// An image in a repository of a registry of its own, without the storefront's signature beside it, and a key pair.
        static func make(_ repository: String) async throws -> Bench {
            let registry = try Registry()
            let directory = try TemporaryDirectory()
            let made = try await Peers.cosign2.run("generate-key-pair", in: directory.path)
            try #require(made.status == 0, "\(made)")
            let none = try await Peers.cosign3.run("signing-config", "create", in: directory.path)
            try directory.write(none.output, to: "no-services.json")
            let pem = try Data(contentsOf: URL(filePath: directory.path("cosign.pub")))
            let pushed = try await registry.push(
                "checkout", "3.0.1", from: try await Storefront.make(), signature: false)
            try await registry.copy(
                "docker://\(pushed)", "docker://\(registry.host)/acme/\(repository):v1", "--preserve-digests")
            let image = ImageReference(
                registry: registry.host, path: "acme/\(repository)", tag: nil, digest: try ImageReference(pushed).digest
            )
            return Bench(registry: registry, directory: directory, image: image, key: try PublicKey(pem: Array(pem)))
        }

        func ask<Kind: Check>(
            _ kind: Kind.Type, with arguments: String = "{}", about subject: Subject? = nil,
            in images: (any ImageSource)? = nil
        ) async throws -> Answer<Kind.Code> {
            let requirement = TrustRule.Requirement(signers: ["cosign"])
            let everything = [try Glob("**")]
            let scopes: [TrustRule.Scope] = [
                .images(everything), .blobs(everything), .predicate("https://cyclonedx.org/bom"),
                .predicate("https://spdx.dev/Document"),
            ]
            let trust = try TrustPolicy(
                epoch: 1, digest: Digest.of([1]), keys: [TrustedKey(id: "cosign", key: key)], people: [],
                rules: scopes.enumerated().map { TrustRule(id: "rule-\($0)", scope: $1, requirement: requirement) })
            let memory = MemoryWorld(trust: trust, at: Instant(seconds: 1_795_266_000))
            var world = memory.world
            world.files = LiveFiles(root: directory.path)
            world.images =
                images
                ?? RegistryImages(
                    registries: [registry.host: RegistrySettings(plainHTTP: true)], docker: DockerConfig())
            var fields = try FieldReader(YAMLDocument.parse(Array(arguments.utf8), name: "with"), as: "the step")
            let check = try Kind(from: &fields)
            let context = CheckContext(release: nil, trust: trust, instant: memory.instant, world: world)
            return try await check.examine(subject ?? .image(image, of: nil), in: context)
        }

        func cosign2(_ arguments: String...) async throws {
            let result = try await Peers.cosign2.run(arguments, in: directory.path)
            try #require(result.status == 0, "\(result)")
        }

        func cosign3(_ arguments: String...) async throws {
            let result = try await Peers.cosign3.run(arguments, in: directory.path)
            try #require(result.status == 0, "\(result)")
        }
    }

    private static let bill = #"""
        {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-11-20T10:00:00Z"},
         "components":[{"type":"library","name":"left-pad","version":"1.3.0"}]}
        """#

    @Test("cosign 2 signs at the `.sig` tag")
    func cosign2Image() async throws {
        let bench = try await Bench.make("two")
        #expect(try await bench.ask(ImageSignatureCheck.self).word == "failed")
        try await bench.cosign2(
            "sign", "-y", "--tlog-upload=false", "--allow-http-registry", "--key", bench.keyFile, bench.name)
        #expect(try await bench.ask(ImageSignatureCheck.self).summary == "signed by cosign")
    }

    @Test(
        "what cosign saves to disk is verified there, signature and attestation", arguments: [2, 3])
    func saved(generation: Int) async throws {
        let bench = try await Bench.make("saved")
        try await bench.cosign2(
            "sign", "-y", "--tlog-upload=false", "--allow-http-registry", "--key", bench.keyFile, bench.name)
        try bench.directory.write(Self.bill, to: "sbom.json")
        try await bench.cosign2(
            "attest", "-y", "--allow-http-registry", "--type", "cyclonedx", "--predicate", "sbom.json",
            "--tlog-upload=false", "--key", bench.keyFile, bench.name)
        let saving = try await (generation == 2 ? Peers.cosign2 : Peers.cosign3).run(
            "save", "--allow-http-registry", "--dir", bench.directory.path("disk/acme/saved"), bench.name)
        try #require(saving.status == 0, "\(saving)")
        let disk = LayoutImages(root: bench.directory.path("disk"))
        #expect(try await bench.ask(ImageSignatureCheck.self, in: disk).summary == "signed by cosign")
        let bill = try await bench.ask(SBOMCheck.self, with: "{require: [name]}", in: disk)
        #expect(bill.summary == "CycloneDX 1.6, 1 components, signed by cosign")
        #expect(try await bench.ask(ImageDigestCheck.self, in: disk).word == "passed")
    }

    @Test("cosign 3 attaches a bundle")
    func cosign3Image() async throws {
        let bench = try await Bench.make("three")
        try await bench.cosign3(
            "sign", "-y", "--signing-config", "no-services.json", "--allow-http-registry", "--key", bench.keyFile,
            bench.name)
        #expect(try await bench.ask(ImageSignatureCheck.self).summary == "signed by cosign")
    }

    @Test("skopeo signs while it copies, the index and what it lists")
    func skopeoImage() async throws {
        let bench = try await Bench.make("skopeo")
        try bench.directory.write("throw-away", to: "password")
        try bench.directory.write(
            "docker: {\"\(bench.registry.host)\": {use-sigstore-attachments: true}}\n", to: "registries.d/here.yaml")
        try bench.directory.write(#"{"default":[{"type":"insecureAcceptAnything"}]}"#, to: "policy.json")
        let result = try await Peers.skopeo.run(
            "--registries.d", bench.directory.path("registries.d"), "--policy", bench.directory.path("policy.json"),
            "copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false",
            "--sign-by-sigstore-private-key", bench.keyFile, "--sign-passphrase-file",
            bench.directory.path("password"), "docker://\(bench.image.repository):v1",
            "docker://\(bench.image.repository):v2")
        try #require(result.status == 0, "\(result)")
        #expect(try await bench.ask(ImageSignatureCheck.self, with: "{platforms: all}").word == "passed")
    }

    @Test("attestations by both are bills of materials and no signatures")
    func attestations() async throws {
        for generation in [2, 3] {
            let bench = try await Bench.make("attested-\(generation)")
            try bench.directory.write(Self.bill, to: "sbom.json")
            let attest = ["attest", "-y", "--allow-http-registry", "--type", "cyclonedx", "--predicate", "sbom.json"]
            if generation == 2 {
                let result = try await Peers.cosign2.run(
                    attest + ["--tlog-upload=false", "--key", bench.keyFile, bench.name], in: bench.directory.path)
                try #require(result.status == 0, "\(result)")
            } else {
                let result = try await Peers.cosign3.run(
                    attest + ["--signing-config", "no-services.json", "--key", bench.keyFile, bench.name],
                    in: bench.directory.path)
                try #require(result.status == 0, "\(result)")
            }
            let answer = try await bench.ask(SBOMCheck.self, with: "{require: [name, version, timestamp], maxAge: 7d}")
            #expect(answer.summary == "CycloneDX 1.6, 1 components, signed by cosign", "cosign \(generation)")
            #expect(try await bench.ask(ImageSignatureCheck.self).word == "failed", "cosign \(generation)")
        }
    }

    @Test("both sign files, detached and in a bundle")
    func blobs() async throws {
        let bench = try await Bench.make("blobs")
        for name in ["two.sql", "three.sql"] { try bench.directory.write("select 1;\n", to: name) }
        try await bench.cosign2(
            "sign-blob", "-y", "--tlog-upload=false", "--key", bench.keyFile, "--output-signature", "two.sql.sig",
            "two.sql")
        try await bench.cosign3(
            "sign-blob", "-y", "--signing-config", "no-services.json", "--key", bench.keyFile, "--bundle",
            "three.sql.sigstore.json", "three.sql")
        for name in ["two.sql", "three.sql"] {
            #expect(
                try await bench.ask(BlobSignatureCheck.self, about: .item(name)).summary == "signed by cosign",
                "\(name)")
        }
    }

    @Test("what the registry serves is what was pushed")
    func digests() async throws {
        let bench = try await Bench.make("intact")
        let answer = try await bench.ask(ImageDigestCheck.self)
        #expect(answer.word == "passed")
    }
}
