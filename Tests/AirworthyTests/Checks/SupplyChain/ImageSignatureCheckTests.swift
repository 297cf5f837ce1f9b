import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("image-signature")
struct ImageSignatureCheckTests {
    typealias Code = ImageSignatureCheck.Code

    func ask(
        _ world: SupplyChainWorld, _ image: Descriptor, with arguments: String = "{}"
    ) async throws -> Answer<Code> {
        try await world.memory.ask(
            ImageSignatureCheck.self, with: arguments,
            about: .image(world.repository.pinned(to: image.digest), of: nil))
    }

    @Test("the check keeps its contract")
    func contract() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release")
        let breaches = await CheckContract(
            ImageSignatureCheck.self, arguments: "{}",
            subject: .image(world.repository.pinned(to: image.digest), of: nil), context: world.memory.context
        ).verify()
        #expect(breaches == [])
    }

    // MARK: What passes

    @Test("a cosign 2 signature passes, and its bytes and the decision are kept")
    func simpleSigning() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release")
        let answer = try await ask(world, image)
        #expect(answer.summary == "signed by release")
        #expect(answer.warnings.isEmpty)
        #expect(
            answer.evidence.map(\.mediaType) == [
                "application/vnd.airworthy.signatures+json", MediaType.imageManifest, MediaType.simpleSigning,
            ])
    }

    @Test("a cosign 3 bundle passes, whatever the list of referrers says of its type")
    func bundle() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let bundle = try SigstoreBundle(
            envelope: try world.envelope(SupplyChainWorld.signaturePredicate, over: image.digest, by: "release"),
            keyHint: nil)
        // cosign 3.1.1 in a fallback index: the type of the empty config, and no annotations.
        world.images.attach(
            bundle.json.canonicalBytes(), mediaType: MediaType.sigstoreBundle, artifactType: MediaType.empty, to: image,
            in: world.repository)
        #expect(try await ask(world, image).summary == "signed by release")
    }

    @Test(
        "skopeo's and podman's references name the repository too",
        arguments: ["registry.example/acme/web:v3", "registry.example/acme/web"])
    func references(_ reference: String) async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.tagSignatures(
            [try world.payloadLayer(over: image.digest, by: "release", as: reference)], for: image.digest)
        #expect(try await ask(world, image).word == "passed")
    }

    @Test("with `reference: ignore` a mirrored signature passes; without, it is of another repository")
    func mirrored() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.tagSignatures(
            [try world.payloadLayer(over: image.digest, by: "release", as: "upstream.example/acme/web")],
            for: image.digest)
        #expect(try await ask(world, image).codes == [.wrongRepository])
        #expect(try await ask(world, image, with: "{reference: ignore}").word == "passed")
    }

    @Test("one bad and one good signature pass, and the bad one is told, in either order")
    func badBesideGood() async throws {
        for names in [["stranger", "release"], ["release", "stranger"]] {
            let world = try SupplyChainWorld()
            let image = world.images.pushImage(to: world.repository)
            world.tagSignatures(
                try names.map { try world.payloadLayer(over: image.digest, by: $0) }, for: image.digest)
            let answer = try await ask(world, image)
            #expect(answer.word == "passed")
            #expect(answer.warnings == [.untrustedSigner])
        }
    }

    @Test("the verdict, the signers and what is told do not depend on the order of the candidates", arguments: 0..<6)
    func orders(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let world = try SupplyChainWorld(
            rules: [try SupplyChainWorld.imageRule("two", threshold: 2, "release", "security", "expired", "revoked")])
        let image = world.images.pushImage(to: world.repository)
        let other = world.images.pushImage(layers: ["other"], to: world.repository)
        var layers = try ["release", "stranger", "security", "expired", "revoked"].map {
            try world.payloadLayer(over: image.digest, by: $0)
        }
        layers.append(try world.payloadLayer(over: other.digest, by: "release"))
        world.tagSignatures(layers.shuffled(using: &generator), for: image.digest)
        let answer = try await ask(world, image)
        #expect(["signed by release, security", "signed by security, release"].contains(answer.summary))
        #expect(
            answer.warnings.map(\.rawValue).sorted()
                == ["key-revoked", "outside-validity", "untrusted-signer", "wrong-subject"])
    }

    @Test("an unparsable candidate before a good one is told, and does not stop it")
    func unparsableFirst() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.images.attach(Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        let lost = try world.attachSignature(to: image, by: "security")
        world.images.lose(lost.digest, in: world.repository)
        try world.attachSignature(to: image, by: "release")
        let answer = try await ask(world, image)
        #expect(answer.summary == "signed by release")
        #expect(Set(answer.warnings) == [.malformedSignature, .candidateUnreadable])
    }

    @Test("a referrer that cannot be fetched matters only when the others do not suffice")
    func obstacleBesideGood() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.images.obstruct(
            .referrers(image.digest), in: world.repository, with: Obstacle("registry-unreachable", "503"))
        let obstacle = await #expect(throws: Obstacle.self) { try await ask(world, image) }
        #expect(obstacle?.diagnostic.code == "registry-unreachable")
        try world.sign(image.digest, by: "release")
        let answer = try await ask(world, image)
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.candidateUnreadable])
    }

    @Test("an attestation that says it is one is no reason for a warning beside a signature")
    func otherStatements() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.attachSignature(to: image, by: "release")
        let provenance = "https://slsa.dev/provenance/v1"
        try world.attach(
            try world.envelope(provenance, over: image.digest, by: "stranger"), to: image, announcing: provenance)
        try world.attach(try world.envelope(provenance, over: image.digest, by: "release"), to: image)
        world.images.attach(
            Array("{}".utf8), mediaType: "application/vnd.cyclonedx+json", to: image, in: world.repository)
        let answer = try await ask(world, image)
        #expect(answer.word == "passed")
        #expect(answer.warnings.isEmpty)
    }

    // MARK: What does not

    @Test("an unsigned image has no signature")
    func unsigned() async throws {
        let world = try SupplyChainWorld()
        #expect(try await ask(world, world.images.pushImage(to: world.repository)).codes == [.noSignature])
    }

    @Test(
        "a signer who may not sign is refused by the reason",
        arguments: RefusedSigner.all)
    func signers(_ signer: RefusedSigner) async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: signer.name)
        #expect(try await ask(world, image).codes.map(\.rawValue) == [signer.code])
        let other = world.images.pushImage(layers: ["another"], to: world.repository)
        try world.attachSignature(to: other, by: signer.name)
        #expect(try await ask(world, other).codes.map(\.rawValue) == [signer.code])
    }

    @Test("a signature made for another image and copied here is about another subject")
    func transplant() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let evil = world.images.pushImage(layers: ["evil"], to: world.repository)
        world.tagSignatures([try world.payloadLayer(over: image.digest, by: "release")], for: evil.digest)
        #expect(try await ask(world, evil).codes == [.wrongSubject])
    }

    @Test("a bundle with its subject rewritten in the manifest is still about what was signed")
    func transplantedBundle() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let evil = world.images.pushImage(layers: ["evil"], to: world.repository)
        let statement = try world.envelope(SupplyChainWorld.signaturePredicate, over: image.digest, by: "release")
        try world.attach(statement, to: evil)
        #expect(try await ask(world, evil).codes == [.wrongSubject])
    }

    @Test("a referrer whose manifest names another subject is not looked into")
    func listedElsewhere() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let evil = world.images.pushImage(layers: ["evil"], to: world.repository)
        let signature = try world.attachSignature(to: image, by: "release")
        world.images.list(referrer: signature.digest, of: evil.digest, in: world.repository)
        #expect(try await ask(world, evil).codes == [.wrongSubject])
    }

    @Test("provenance by the release key is not a signature of the image")
    func provenance() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let provenance = try world.envelope("https://slsa.dev/provenance/v1", over: image.digest, by: "release")
        try world.attach(provenance, to: image, announcing: SupplyChainWorld.signaturePredicate)
        #expect(try await ask(world, image).codes == [.wrongPredicate])
    }

    @Test("a changed payload, layer or signature is refused by the reason")
    func changed() async throws {
        let world = try SupplyChainWorld(rules: [try SupplyChainWorld.imageRule("only", "release")])
        let image = world.images.pushImage(to: world.repository)
        let layer = try world.payloadLayer(over: image.digest, by: "release")
        let zeroes = Base64.encode([UInt8](repeating: 0, count: 70))
        world.tagSignatures(
            [
                Descriptor(
                    mediaType: layer.mediaType, digest: layer.digest, size: layer.size,
                    annotations: ["dev.cosignproject.cosign/signature": zeroes])
            ], for: image.digest)
        #expect(try await ask(world, image).codes == [.badSignature])
        world.tagSignatures([layer], for: image.digest)
        world.images.serve(Array("{}".utf8), asBlob: layer.digest, in: world.repository)
        #expect(try await ask(world, image).codes == [.candidateUnreadable])
    }

    @Test("what is signed is read strictly, and only after the signature holds", arguments: Payloads.malformed)
    func payloads(_ what: String, _ payload: String) async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let bytes = Array(payload.replacing("DIGEST", with: "\(image.digest)").utf8)
        for (name, code) in [("release", Code.malformedSignature), ("stranger", .untrustedSigner)] {
            let stored = world.images.store(bytes, mediaType: MediaType.simpleSigning, in: world.repository)
            let signature = Base64.encode(try world.key(name).sign(bytes))
            world.tagSignatures(
                [
                    Descriptor(
                        mediaType: stored.mediaType, digest: stored.digest, size: stored.size,
                        annotations: ["dev.cosignproject.cosign/signature": signature])
                ], for: image.digest)
            #expect(try await ask(world, image).codes == [code], "\(what), signed by \(name)")
        }
    }

    @Test("containers of another shape are malformed")
    func shapes() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let bare = try world.payloadLayer(over: image.digest, by: "release")
        let stripped = Descriptor(mediaType: bare.mediaType, digest: bare.digest, size: bare.size)
        let stray = world.images.store(Array("x".utf8), mediaType: "text/plain", in: world.repository)
        world.tagSignatures([stripped, stray], for: image.digest)
        try world.attach(
            Envelope(
                payloadType: "application/json", payload: Array("{}".utf8),
                signatures: [
                    EnvelopeSignature(
                        keyID: nil,
                        bytes: try world.key("release").sign(
                            Envelope(payloadType: "application/json", payload: Array("{}".utf8), signatures: [])
                                .preAuthenticationEncoding))
                ]), to: image)
        let answer = try await ask(world, image)
        #expect(answer.codes == [.malformedSignature, .malformedSignature, .malformedSignature])
    }

    @Test("a statement about nothing is a signature of nothing")
    func noSubject() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let statement = Statement.json(subjects: [], predicateType: SupplyChainWorld.signaturePredicate, predicate: [:])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(),
            keys: [try world.key("release")])
        try world.attach(envelope, to: image)
        #expect(try await ask(world, image).codes == [.malformedSignature])
    }

    // MARK: Rules

    @Test("without a rule nobody may sign, and a named rule must be one that applies")
    func noRule() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release")
        #expect(try await ask(world, image, with: "{rule: images}").word == "passed")
        #expect(try await ask(world, image, with: "{rule: files}").codes == [.noRule])
        let strict = try SupplyChainWorld(rules: [try SupplyChainWorld.fileRule("f", "**", "release")])
        #expect(try await ask(strict, image).codes == [.noRule])
    }

    @Test("two rules that cover an image must both hold")
    func twoRules() async throws {
        let world = try SupplyChainWorld(rules: [
            try SupplyChainWorld.imageRule("a", "release"), try SupplyChainWorld.imageRule("b", "security"),
        ])
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release")
        #expect(try await ask(world, image).codes == [.untrustedSigner])
        try world.sign(image.digest, by: "release", "security")
        let answer = try await ask(world, image)
        #expect(answer.summary == "signed by release, security")
        #expect(answer.warnings.isEmpty)
    }

    @Test("two signatures by one key are one signer, under two names and in two formats")
    func sameKeyTwice() async throws {
        let world = try SupplyChainWorld(rules: [
            try SupplyChainWorld.imageRule("two", threshold: 2, "release", "release-again", "security")
        ])
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release", "release")
        try world.attachSignature(to: image, by: "release")
        #expect(try await ask(world, image).codes == [.thresholdNotMet])
        try world.attachSignature(to: image, by: "security")
        #expect(try await ask(world, image).word == "passed")
    }

    @Test("a signature of another image never counts towards a threshold")
    func thresholdCountsSubjects() async throws {
        let world = try SupplyChainWorld(rules: [
            try SupplyChainWorld.imageRule("two", threshold: 2, "release", "security")
        ])
        let image = world.images.pushImage(to: world.repository)
        let other = world.images.pushImage(layers: ["other"], to: world.repository)
        world.tagSignatures(
            [
                try world.payloadLayer(over: image.digest, by: "release"),
                try world.payloadLayer(over: other.digest, by: "security"),
            ], for: image.digest)
        #expect(try await ask(world, image).codes == [.thresholdNotMet, .wrongSubject])
    }

    // MARK: Platforms and limits

    @Test("with `platforms: all` every manifest of an index must be signed")
    func platforms() async throws {
        let world = try SupplyChainWorld()
        let amd = world.images.pushImage(layers: ["amd"], to: world.repository)
        let arm = world.images.pushImage(layers: ["arm"], to: world.repository)
        let index = world.images.pushIndex(of: [amd, arm], to: world.repository)
        for image in [index, amd] { try world.sign(image.digest, by: "release") }
        #expect(try await ask(world, index).word == "passed")
        #expect(try await ask(world, index, with: "{platforms: all}").codes == [.noSignature])
        try world.attachSignature(to: arm, by: "release")
        #expect(
            try await ask(world, index, with: "{platforms: all}").summary == "signed by release, on all 3 manifests")
        world.images.lose(arm.digest, in: world.repository)
        #expect(try await ask(world, index, with: "{platforms: all}").codes == [.imageUnreadable])
    }

    @Test("more candidates than are judged are an obstacle, unless the first ones suffice")
    func manyCandidates() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let layer = try world.payloadLayer(over: image.digest, by: "stranger")
        world.tagSignatures(Array(repeating: layer, count: 101), for: image.digest)
        let obstacle = await #expect(throws: Obstacle.self) { try await ask(world, image) }
        #expect(obstacle?.diagnostic.code == "too-many-candidates")
        let good = try world.payloadLayer(over: image.digest, by: "release")
        world.tagSignatures([good] + Array(repeating: layer, count: 500), for: image.digest)
        let answer = try await ask(world, image)
        #expect(answer.word == "passed")
        #expect(answer.warnings.count { $0 == .candidateUnreadable } == 1)
    }

    @Test("more referrers than are listed are an obstacle")
    func manyReferrers() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        for number in 0...500 {
            world.images.list(
                referrer: Digest.of([UInt8(number >> 8), UInt8(number & 255)]), of: image.digest, in: world.repository)
        }
        let obstacle = await #expect(throws: Obstacle.self) { try await ask(world, image) }
        #expect(obstacle?.diagnostic.code == "too-many-referrers")
    }

    @Test("an unknown word is an input error", arguments: ["{platforms: some}", "{reference: maybe}", "{key: a}"])
    func arguments(_ text: String) async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        await #expect(throws: InputError.self) { try await ask(world, image, with: text) }
    }
}

private enum Payloads {
    static let malformed: [(String, String)] = [
        ("not JSON", "signed, but no JSON: DIGEST"),
        (
            "no digest",
            #"{"critical":{"identity":{"docker-reference":"registry.example/acme/web"},"image":{},"type":"cosign container image signature"}}"#
        ),
        (
            "the digest twice",
            #"{"critical":{"identity":{"docker-reference":"registry.example/acme/web"},"image":{"docker-manifest-digest":"sha256:00","docker-manifest-digest":"DIGEST"},"type":"cosign container image signature"}}"#
        ),
        (
            "another type",
            #"{"critical":{"identity":{"docker-reference":"registry.example/acme/web"},"image":{"docker-manifest-digest":"DIGEST"},"type":"atomic container signature"}}"#
        ),
    ]
}
