import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Signatures by certificate: cosign 3's bundles and cosign 2's annotations.
extension ImageSignatureCheckTests {
    private static let attestation = SigstoreShape.with {
        $0.content = .dsse
        $0.entry = .dsse001
    }
    private static let tiledAttestation = SigstoreShape.with {
        $0.content = .dsse
        $0.entry = .hashedrekord002
        $0.time = .timestamp
    }

    /// An image by the digest a specimen is about; whether the image itself is there is another check's question.
    private func image(_ digest: Digest) -> Descriptor {
        Descriptor(mediaType: MediaType.imageManifest, digest: digest, size: 100)
    }

    private func world(_ specimen: SigstoreSpecimen, _ anchors: [SigstoreVerifier.Anchor]? = nil) throws
        -> SupplyChainWorld
    {
        try SupplyChainWorld(trust: try specimen.policy(anchors: anchors))
    }

    @Test("a keyless bundle about the digest passes", arguments: [attestation, tiledAttestation])
    func keylessBundle(_ shape: SigstoreShape) async throws {
        let specimen = try VirtualSigstore().mint(shape: shape)
        let world = try world(specimen)
        let image = image(Digest.of(specimen.artifact))
        world.images.attach(specimen.bundle, mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        #expect(try await ask(world, image).summary == "signed by signer")
    }

    @Test("each thing that can be wrong with the evidence has its own finding", arguments: SigstoreTrouble.codes)
    func troubles(_ code: String) async throws {
        let trouble = try SigstoreTrouble.make(code, shape: Self.attestation)
        let world = try world(trouble.specimen, trouble.anchors)
        let image = image(Digest.of(trouble.specimen.artifact))
        world.images.attach(trouble.bundle, mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        let known: [String: Code] = [
            "certificate-invalid": .certificateInvalid, "sct-invalid": .sctInvalid, "no-trusted-time": .noTrustedTime,
            "timestamp-invalid": .timestampInvalid, "log-entry-invalid": .logEntryInvalid,
            "log-entry-mismatch": .logEntryMismatch, "untrusted-signer": .untrustedSigner,
            "outside-validity": .outsideValidity,
        ]
        #expect(try await ask(world, image).codes == [try #require(known[code])])
    }

    @Test(
        "cosign 2's annotations pass: certificate, chain, promise and timestamp",
        arguments: [SigstoreShape.Time.promise, .both])
    func annotations(_ time: SigstoreShape.Time) async throws {
        let specimen = try VirtualSigstore().mint(
            shape: .with {
                $0.version = .v01
                $0.artifact = .simpleSigning
                $0.time = time
            })
        let world = try world(specimen)
        world.tagSignatures([world.payloadLayer(specimen.legacy, over: specimen.artifact)], for: specimen.expectedImage)
        let answer = try await ask(world, image(specimen.expectedImage), with: "{reference: ignore}")
        #expect(answer.summary == "signed by signer")
    }

    @Test("an annotation of another signature's log entry, or a certificate that is none, is refused by name")
    func wrongAnnotations() async throws {
        let shape = SigstoreShape.with {
            $0.version = .v01
            $0.artifact = .simpleSigning
        }
        let sigstore = try VirtualSigstore()
        let specimen = try sigstore.mint(shape: shape)
        let other = try sigstore.mint(shape: shape)
        let world = try world(specimen)
        var swapped = specimen.legacy
        swapped.rekorBundle = other.legacy.rekorBundle
        var key = specimen.legacy
        key.certificate = try PrivateKey.generate(.p256).publicKey.pem
        for (legacy, code) in [(swapped, Code.logEntryMismatch), (key, .malformedSignature)] {
            world.tagSignatures([world.payloadLayer(legacy, over: specimen.artifact)], for: specimen.expectedImage)
            #expect(
                try await ask(world, image(specimen.expectedImage), with: "{reference: ignore}").codes == [code])
        }
    }

    @Test(
        "a payload or statement that says something else about the image is refused although its signature holds",
        arguments: SigstoreFaultCodes.elsewhere)
    func hostilePayloads(_ name: String, _ code: String) async throws {
        let fault = try #require(SigstoreFault.allCases.first { $0.description == name })
        let specimen = try VirtualSigstore().mint(fault)
        let world = try world(specimen)
        let digest =
            specimen.shape.artifact == .simpleSigning ? specimen.expectedImage : Digest.of(specimen.artifact)
        if specimen.shape.content == .dsse {
            world.images.attach(
                specimen.bundle, mediaType: MediaType.sigstoreBundle, to: image(digest), in: world.repository)
        } else {
            world.tagSignatures([world.payloadLayer(specimen.legacy, over: specimen.artifact)], for: digest)
        }
        #expect(try await ask(world, image(digest), with: "{reference: ignore}").codes.map(\.rawValue) == [code])
    }
}
