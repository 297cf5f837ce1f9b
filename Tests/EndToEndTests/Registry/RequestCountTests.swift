import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// What a gate costs the registry it reads from: every thing is asked for once, by however many checks it is wanted.
@Suite("Requests to a registry, counted", .timeLimit(.minutes(10)))
struct RequestCountTests {
    /// Images in two repositories, each signed and listed: half as cosign 2 does it, half as cosign 3 does.
    private struct Scene {
        let registry: RegistryScene
        let count: Int
        private let sboms: PrivateKey

        init(_ count: Int, _ traits: RegistryTraits) throws {
            registry = try RegistryScene(traits, stranger: RegistryTraits())
            self.count = count
            sboms = try PrivateKey.generate(.p256)
            try registry.directory.write(sboms.publicKey.pem, to: "Keys/sboms.pub.pem")
            try trust(epoch: 1)
            let images = try (0..<count).map(image)
            try registry.directory.write(ImageRelease.manifest(of: images), to: "release.yaml")
            let listed = "{id: listed, title: Listed, uses: sbom, forEach: images, with: {require: [name]}}"
            try registry.directory.write(
                ImageRelease.checklist("images", isDeep: false, and: [listed]), to: "Checklists/images.yaml")
        }

        func trust(epoch: Int) throws {
            try registry.directory.write(
                """
                apiVersion: airworthy/v1
                kind: TrustPolicy
                epoch: \(epoch)
                keys: [{id: release, file: release.pub.pem}, {id: sboms, file: sboms.pub.pem}]
                rules:
                  - {id: images, images: ["\(registry.registry.authority)/**"], require: {anyOf: [release]}}
                  - {id: sboms, predicate: "https://cyclonedx.org/bom", require: {anyOf: [sboms]}}
                """, to: "Keys/trust.yaml")
        }

        private func image(_ number: Int) throws -> String {
            let image = registry.registry.pushImage(layers: ["layer of \(number)"], to: registry.repository)
            if number.isMultiple(of: 2) {
                try registry.tagSignature(of: image)
            } else {
                try registry.attachBundle(to: image)
            }
            let statement = Statement.json(
                subjects: [StatementSubject(name: "", digests: [image.digest])],
                predicateType: "https://cyclonedx.org/bom",
                predicate: [
                    "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
                    "components": [["type": "library", "name": "part-of-\(number)", "version": "1"]],
                ])
            let envelope = try Envelope.sign(
                payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [sboms])
            registry.registry.attach(
                try SigstoreBundle(envelope: envelope, keyHint: nil).json.canonicalBytes(),
                mediaType: MediaType.sigstoreBundle, to: image, in: registry.repository)
            return registry.name(image.digest)
        }

        /// Runs the checklist; how many requests that took.
        func run(_ arguments: String...) async throws -> (result: Program.Result, requests: Int) {
            registry.registry.forgetExchanges()
            var program = Storefront.airworthy
            program.environment["DOCKER_CONFIG"] = registry.directory.path("docker")
            let result = try await program.run(
                ["run", "images", "--release", "release.yaml", "--unsigned"] + arguments, in: registry.directory.path)
            return (result, registry.registry.exchanges.count)
        }

        /// Manifests and blobs that were asked for by digest, or by a tag that names one.
        var digests: Set<String> {
            let tags = registry.registry.tags(in: registry.repository)
            return Set(
                registry.registry.exchanges.compactMap { exchange in
                    exchange.request.route.reference.flatMap { $0.contains(":") ? $0 : tags[$0]?.description }
                })
        }
    }

    @Test(
        "cold, three requests for each digest at most; warm, none until the policy changes",
        arguments: [true, false])
    func coldAndWarm(listsReferrers: Bool) async throws {
        let scene = try Scene(12, .with { $0.listsReferrers = listsReferrers })
        try scene.registry.directory.makeDirectory(".airworthy")
        let cold = try await scene.run()
        #expect(cold.result.status == 0, "\(cold.result)")
        let digests = scene.digests.count
        #expect(digests >= 12 * 5)
        #expect(cold.requests <= 3 * digests, "\(cold.requests) requests for \(digests) digests")
        // Nothing twice: a manifest, a blob and a list of referrers are each one request, whoever wants them.
        let asked = scene.registry.registry.exchanges.map { "\($0.request.method) \($0.request.route)" }
        #expect(Set(asked).count == asked.count)

        let warm = try await scene.run()
        #expect(warm.result.status == 0 && warm.requests == 0, "\(warm.requests) \(warm.result)")
        // Where nothing lists referrers, the first who ask all find it out: so about as many, and as few.
        let anew = try await scene.run("--no-cache").requests
        #expect(anew > digests && anew <= 3 * digests)
        try scene.trust(epoch: 2)
        let nextEpoch = try await scene.run().requests
        #expect(nextEpoch > digests && nextEpoch <= 3 * digests)
    }

    @Test("a revoked key refuses at once, however warm")
    func revocation() async throws {
        let scene = try Scene(2, RegistryTraits())
        try scene.registry.directory.makeDirectory(".airworthy")
        #expect(try await scene.run().result.status == 0)
        let path = scene.registry.directory.path("Keys/trust.yaml")
        let policy = try String(contentsOfFile: path, encoding: .utf8)
        try scene.registry.directory.write(
            policy.replacing(
                "file: release.pub.pem}", with: "file: release.pub.pem, revokedAt: 2020-01-01T00:00:00Z, reason: lost}"),
            to: "Keys/trust.yaml")
        let after = try await scene.run()
        #expect(after.result.status == 1, "\(after.result)")
        #expect(after.result.output.contains("signer-revoked") || after.result.output.contains("revoked"))
    }

    @Test("what a refusal was based on is not remembered: whoever signs now is seen now")
    func signedLater() async throws {
        let scene = try Scene(1, RegistryTraits())
        try scene.registry.directory.makeDirectory(".airworthy")
        let late = scene.registry.registry.pushImage(layers: ["signed later"], to: scene.registry.repository)
        let name = scene.registry.name(late.digest)
        #expect(try await scene.registry.ask(.signature(name)).result.status == 1)
        try scene.registry.attachBundle(to: late)
        #expect(try await scene.registry.ask(.signature(name)).result.status == 0)
    }
}
