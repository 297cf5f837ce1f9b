import Airworthy
import AirworthyTesting
import Testing
import Trust

/// notation, kyverno, gh, slsa-verifier and in-toto: what is beside an image, and what is not there.
extension AdvisoryTests {
    @Test(
        "manifests too large, too many or without end stop at a bound: CVE-2023-33957, CVE-2023-33958, CVE-2023-25656, CVE-2023-42813, CVE-2023-42815, CVE-2023-42816"
    )
    func manifestsWithoutEnd() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let reference = world.repository.pinned(to: image.digest)
        let padding = [UInt8](repeating: 0x20, count: ImageLimits().manifestBytes + 1)
        let large = world.images.push(
            manifest: padding, mediaType: MediaType.imageManifest, to: world.repository, subject: image.digest)
        #expect(await obstacle(world, reference) == "manifest-too-large")
        world.images.lose(large, in: world.repository)
        let many = MemoryImages.manifest(
            config: world.images.store(Array("{}".utf8), mediaType: MediaType.empty, in: world.repository),
            layers: Array(repeating: image, count: ImageLimits().layers + 1), subject: image)
        world.images.push(
            many, mediaType: MediaType.imageManifest, to: world.repository, subject: image.digest)
        #expect(try await codes(world, image.digest) == [.candidateUnreadable, .candidateUnreadable])
    }

    @Test("an image without a digest is not looked at: CVE-2023-33959")
    func imageByTag() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository, tag: "v1")
        try world.sign(image.digest, by: "release")
        let tagged = ImageReference(registry: "registry.example", path: "acme/web", tag: "v1", digest: nil)
        #expect(await obstacle(world, tagged) == "image-not-pinned")
        #expect(world.images.questions.isEmpty)
    }

    @Test("who was revoked stays so for what they signed before: CVE-2024-23332")
    func revokedSigner() throws {
        let specimen = try mint()
        let base = try specimen.policy()
        let trusted = try #require(base.identities.first)
        for (revokedAt, expected) in [
            (specimen.signedAt + .seconds(86_400), "key-revoked"), (specimen.signedAt + .seconds(400 * 86_400), nil),
        ] as [(Instant, String?)] {
            let trust = try TrustPolicy(
                epoch: 2, digest: base.digest, keys: [], people: [],
                identities: [
                    TrustedIdentity(
                        id: trusted.id, subject: trusted.subject, issuer: trusted.issuer, revokedAt: revokedAt)
                ], sigstore: base.sigstore, rules: base.rules)
            #expect(try code(specimen, trust: trust) == expected)
        }
    }

    @Test("a timestamp authority is taken back by ending its window: CVE-2024-56138")
    func revokedTimestampAuthority() throws {
        #expect(try code(mint(.time(.timestampAfterAuthorityEnd))) == "timestamp-outside-authority")
        #expect(try code(mint(.time(.timestampAtAuthorityEnd))) == nil)
    }

    @Test("what could not be looked at was not found good: CVE-2024-51491")
    func lookThatFailed() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.images.obstruct(
            .referrers(image.digest), in: world.repository, with: Obstacle("registry-unreachable", "no route"))
        #expect(await obstacle(world, world.repository.pinned(to: image.digest)) == "registry-unreachable")
        world.files.write(Array("a".utf8), to: "a.txt")
        world.files.obstruct("a.txt.sig", with: Obstacle("file-unreadable", "input/output error"))
        await #expect(throws: Obstacle.self) {
            try await world.memory.ask(BlobSignatureCheck.self, about: .item("a.txt"))
        }
    }

    @Test("the image is fetched by digest alone, whatever its tag says by then: CVE-2022-47633")
    func movedTag() async throws {
        let world = try SupplyChainWorld()
        let signed = world.images.pushImage(to: world.repository)
        let evil = world.images.pushImage(layers: ["evil"], to: world.repository)
        world.images.point(tag: "v1", in: world.repository, at: signed.digest, evil.digest)
        try world.sign(signed.digest, by: "release")
        #expect(try await codes(world, signed.digest) == [])
        #expect(try await codes(world, evil.digest) == [.noSignature])
        #expect(!world.images.questions.contains(.resolve(tag: "v1")))
    }

    @Test("what the registry serves under a digest is hashed: CVE-2023-47630, CVE-2023-42814")
    func swappedManifest() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let evil = world.images.pushImage(layers: ["evil"], to: world.repository)
        let bytes = try #require(try await world.images.manifest(evil.digest, in: world.repository, limit: 1 << 20))
        world.images.serve(
            bytes.bytes, asManifest: image.digest, mediaType: MediaType.imageManifest, in: world.repository)
        let answer = try await world.memory.ask(
            ImageDigestCheck.self, about: .image(world.repository.pinned(to: image.digest), of: nil))
        #expect(answer.codes == [.digestMismatch])
    }

    @Test("an annotation that calls provenance a signature does not make it one: GHSA-gg4x")
    func forgedAnnotation() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.attach(
            try world.envelope(Self.provenance, over: image.digest, by: "release"), to: image,
            announcing: SupplyChainWorld.signaturePredicate)
        #expect(try await codes(world, image.digest) == [.wrongPredicate])
    }

    @Test("a certificate's promise of publication is asked for unless given up by name: kyverno#16336, kyverno#17125")
    func promiseOfPublication() throws {
        let missing = try mint(.sct(.sctMissing))
        #expect(try code(missing) == "sct-missing")
        #expect(try code(mint(.trustRoot(.noCTLogs))) == "sct-unknown-log")
        let anchor = SigstoreVerifier.Anchor(
            root: try missing.anchor().root, requirement: SigstoreRequirement(certificateLogs: 0))
        #expect(try code(missing, trust: missing.policy(anchors: [anchor])) == nil)
    }

    @Test("no attestation at all is a failure: CVE-2025-25204")
    func noAttestation() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        #expect(try await provenanceCodes(world, image.digest) == [.absent])
        #expect(try await codes(world, image.digest) == [.noSignature])
        world.files.write(Array("a".utf8), to: "a.txt")
        world.files.write(Array("\n\n".utf8), to: "a.txt.intoto.jsonl")
        let answer = try await world.memory.ask(
            ProvenanceCheck.self, with: "{builder: \"https://b.example/x\"}", about: .item("a.txt"))
        #expect(answer.codes == [.candidateUnreadable])
    }

    @Test("an attestation whose signature nobody checked is none, whatever key it names: GHSA-r2xv-vpr2-42m9")
    func uncheckedSignature() async throws {
        let world = try SupplyChainWorld(rules: [
            TrustRule(
                id: "provenance", scope: .predicate(Self.provenance),
                requirement: TrustRule.Requirement(signers: ["release"]))
        ])
        let image = world.images.pushImage(to: world.repository)
        let good = try world.envelope(Self.provenance, over: image.digest, by: "release")
        let forged = try world.envelope(Self.provenance, over: image.digest, by: "stranger")
        let hint = try #require(good.signatures.first?.keyID)
        for signature in [try #require(forged.signatures.first).bytes, [UInt8](repeating: 0, count: 64)] {
            try world.attach(
                Envelope(
                    payloadType: good.payloadType, payload: good.payload,
                    signatures: [EnvelopeSignature(keyID: hint, bytes: signature)]), to: image)
        }
        #expect(try await provenanceCodes(world, image.digest) == [.badSignature, .badSignature])
    }

    @Test("what two readers would read in two ways is not read: GHSA-pmwq-pjrm-6p5r")
    func twoReadings() throws {
        // The negation of in-toto's patterns, as each of its two implementations writes it.
        for pattern in ["[!a]*", "[^a]*", "a?", "{a,b}", "a\\*"] {
            #expect(refusalCode { try Glob(pattern) } == "glob-metacharacter", "\(pattern)")
        }
        for (fault, expected) in [
            (.digestUnderOtherName, "wrong-subject"), (.digestInUpperCase, "wrong-subject"),
            (.subjectTwice, "malformed-statement"), (.predicateTypeTwice, "malformed-statement"),
            (.typeInCapitals, "malformed-statement"),
        ] as [(PredicateFault, String)] {
            #expect(try code(mint(.predicate(fault))) == expected, "\(fault)")
        }
        // The name of a subject is nobody's identity: the specimen calls its subject the same.
        let specimen = try mint(in: Self.attestation)
        #expect(try code(specimen, artifact: Array("another file of that name".utf8)) == "wrong-subject")
    }
}
