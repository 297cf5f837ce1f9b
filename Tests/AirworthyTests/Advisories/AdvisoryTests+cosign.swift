import Airworthy
import AirworthyTesting
import Testing
import Trust

/// cosign and policy-controller.
extension AdvisoryTests {
    @Test("a log entry that is real, and of another signature: CVE-2022-23649")
    func entryOfAnother() async throws {
        let (specimen, other) = (try mint(in: Self.payload), try mint(in: Self.payload))
        var swapped = specimen.legacy
        swapped.rekorBundle = other.legacy.rekorBundle
        let world = try SupplyChainWorld(trust: try specimen.policy())
        for (legacy, expected) in [(specimen.legacy, []), (swapped, [ImageSignatureCheck.Code.logEntryMismatch])] {
            world.tagSignatures([world.payloadLayer(legacy, over: specimen.artifact)], for: specimen.expectedImage)
            #expect(try await codes(world, specimen.expectedImage) == expected)
        }
        #expect(
            try code(specimen, bundle: swapped.blobBundle.canonicalBytes()) == "log-entry-signature")
    }

    @Test("a good attestation of another type is none of the type asked for: CVE-2022-35929")
    func attestationOfAnotherType() throws {
        let specimen = try mint(in: Self.attestation)
        let trust = try specimen.policy(predicates: [Self.provenance, specimen.expectedPredicateType])
        #expect(try code(specimen, trust: trust, type: specimen.expectedPredicateType) == nil)
        #expect(try code(specimen, trust: trust, type: Self.provenance) == "predicate-type")
    }

    @Test("the parts of an older blob bundle belong together, and to somebody who may sign: CVE-2022-36056")
    func blobBundleParts() throws {
        let (specimen, other) = (try mint(in: Self.payload), try mint(in: Self.payload))
        let own = specimen.legacy.blobBundle
        #expect(try code(specimen, bundle: own.canonicalBytes()) == nil)
        for (part, expected) in [
            ("base64Signature", "log-entry-signature"), ("cert", "log-entry-signer"),
            ("rekorBundle", "log-entry-signature"),
        ] {
            var mixed = own
            mixed[part] = other.legacy.blobBundle[part]
            #expect(try code(specimen, bundle: mixed.canonicalBytes()) == expected, "\(part)")
        }
        var bare = own
        bare["rekorBundle"] = nil
        #expect(try code(specimen, bundle: bare.canonicalBytes()) == "no-trusted-time")
        let somebody = try mint(in: .with { ($0.version, $0.artifact, $0.identity) = (.v01, .simpleSigning, .email) })
        #expect(
            try code(specimen, bundle: own.canonicalBytes(), trust: somebody.policy(anchors: [specimen.anchor()]))
                == "untrusted-signer")
    }

    @Test("signatures without end are looked at up to a bound, and then it is said so: CVE-2023-46737")
    func endlessSignatures() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        world.tagSignatures(
            try (0..<400).map {
                try world.payloadLayer(over: image.digest, by: "stranger", as: "registry.example/acme/web:\($0)")
            }, for: image.digest)
        #expect(await obstacle(world, world.repository.pinned(to: image.digest)) == "too-many-candidates")
        let fetched = world.images.questions.filter { if case .blob = $0 { true } else { false } }
        #expect(fetched.count == 100)
    }

    @Test("an attachment too large, or one of too many, is not fetched: CVE-2024-29902, CVE-2024-29903")
    func hugeAttachments() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let reference = world.repository.pinned(to: image.digest)
        let vast = Descriptor(
            mediaType: MediaType.sigstoreBundle, digest: Digest.of(Array("vast".utf8)), size: 1 << 40)
        let config = world.images.store(Array("{}".utf8), mediaType: MediaType.empty, in: world.repository)
        world.images.push(
            MemoryImages.manifest(
                config: config, layers: [vast], subject: image, artifactType: MediaType.sigstoreBundle),
            mediaType: MediaType.imageManifest, to: world.repository, subject: image.digest)
        #expect(await obstacle(world, reference) == "blob-too-large")
        #expect(!world.images.questions.contains(.blob(vast.digest)))
        for number in 0..<Attachments.referrerLimit {
            world.images.list(
                referrer: Digest.of(Array("\(number)".utf8)), of: image.digest, in: world.repository)
        }
        #expect(await obstacle(world, reference) == "too-many-referrers")
    }

    @Test(
        "any entry of the log is not an entry about this: CVE-2026-22703, CVE-2024-51746",
        arguments: AdvisoryTests.logged)
    func anyEntry(_ shape: SigstoreShape) throws {
        let faults: [(BindingFault, String)] = [
            (.entryForOtherArtifact, "log-entry-artifact"), (.entryWithOtherSignature, "log-entry-signature"),
            (.entryWithOtherCertificate, "log-entry-signer"),
        ]
        #expect(try code(mint(in: shape)) == nil)
        for (fault, expected) in faults {
            #expect(try code(mint(.binding(fault), in: shape)) == expected, "\(fault)")
        }
    }

    @Test("an intermediate that had expired, though no log is asked for: CVE-2026-24122")
    func expiredIntermediate() throws {
        let shape = SigstoreShape.with { $0.time = .both }
        for (fault, expected) in [(nil, nil), (.certificate(.intermediateExpired), "certificate-expired")]
            as [(SigstoreFault?, String?)]
        {
            let specimen = try mint(fault, in: shape)
            let anchor = SigstoreVerifier.Anchor(
                root: try specimen.anchor().root, requirement: SigstoreRequirement(logEntries: 0))
            let bare = try edited(specimen) { $0["verificationMaterial"]?["tlogEntries"] = nil }
            #expect(try code(specimen, bundle: bare, trust: specimen.policy(anchors: [anchor])) == expected)
        }
    }

    @Test("a payload that cannot be read has not been verified, whoever signed it: CVE-2026-39395")
    func unreadablePayload() async throws {
        let specimen = try mint(.predicate(.payloadNotJSON))
        #expect(try code(specimen) == "malformed-statement")
        let (world, digest) = try world(specimen, predicates: [Self.provenance])
        #expect(try await codes(world, digest) == [.malformedSignature])
        #expect(try await provenanceCodes(world, digest) == [.candidateUnreadable])
    }

    @Test("a public key where a certificate belongs is a signer nobody vouches for: GHSA-fx35-mq7g-6g98")
    func keyForCertificate() async throws {
        let specimen = try mint(.binding(.keyInPlaceOfCertificate))
        #expect(try code(specimen, bundle: specimen.legacy.blobBundle.canonicalBytes()) == "cosign-bundle")
        let annotated = try mint(in: Self.payload)
        var legacy = annotated.legacy
        legacy.certificate = try PrivateKey.generate(.p256).publicKey.pem
        let world = try SupplyChainWorld(trust: try annotated.policy())
        world.tagSignatures([world.payloadLayer(legacy, over: annotated.artifact)], for: annotated.expectedImage)
        #expect(try await codes(world, annotated.expectedImage) == [.malformedSignature])
    }

    @Test("attestations of other types do not stand in for one that is not there: CVE-2022-35930")
    func noAttestationOfTheType() async throws {
        let specimen = try mint(in: Self.attestation)
        let (world, digest) = try world(specimen, predicates: [Self.provenance, specimen.expectedPredicateType])
        #expect(try await provenanceCodes(world, digest) == [.absent])
    }

    @Test("a payload that names no image signs none: argocd-image-updater#1722", arguments: [false, true])
    func payloadWithoutImage(hasTwo: Bool) async throws {
        let specimen = try mint(.binding(hasTwo ? .payloadWithTwoImages : .payloadWithoutImage))
        let world = try SupplyChainWorld(trust: try specimen.policy())
        world.tagSignatures(
            [world.payloadLayer(specimen.legacy, over: specimen.artifact)], for: specimen.expectedImage)
        #expect(try await codes(world, specimen.expectedImage) == [.malformedSignature])
    }
}
