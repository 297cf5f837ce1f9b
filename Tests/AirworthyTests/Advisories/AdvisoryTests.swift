import Airworthy
import AirworthyTesting
import Testing
import Trust

/// What went wrong in other verifiers, one test for each class of flaw: its name ends with the advisories, and
/// `Docs/advisories.md` lists which row each stands in. A flaw is shown here even where another suite shows it too.
///
/// Flaws of the network are in `AirworthyLiveTests`, those of exit statuses in `EndToEndTests`.
@Suite("What went wrong elsewhere", .timeLimit(.minutes(10)))
struct AdvisoryTests {
    static let sigstore = Result { () throws(Diagnostic) in try VirtualSigstore() }
    static let provenance = "https://slsa.dev/provenance/v1"
    /// One of each kind of record.
    static let logged: [SigstoreShape] = [
        .standard, shape(.dsse, .dsse001), shape(.dsse, .intoto002), shape(.message, .hashedrekord002, .timestamp),
        shape(.dsse, .hashedrekord002, .timestamp), shape(.dsse, .dsse002, .timestamp),
    ]
    static let attestation = shape(.dsse, .dsse001)
    static let payload = SigstoreShape.with {
        $0.version = .v01
        $0.artifact = .simpleSigning
    }

    static func shape(
        _ content: SigstoreShape.Content, _ entry: SigstoreShape.Entry, _ time: SigstoreShape.Time = .promise
    ) -> SigstoreShape {
        .with {
            $0.content = content
            $0.entry = entry
            $0.time = time
        }
    }

    func mint(_ fault: SigstoreFault? = nil, in shape: SigstoreShape? = nil) throws -> SigstoreSpecimen {
        try Self.sigstore.get().mint(fault, shape: shape)
    }

    /// What the bundle is refused with a year later, everything else about the specimen as it was minted.
    func code(
        _ specimen: SigstoreSpecimen, bundle: [UInt8]? = nil, artifact: [UInt8]? = nil, trust: TrustPolicy? = nil,
        type: String? = nil
    ) throws -> String? {
        BundleDecision(
            bundle ?? specimen.bundle, name: "bundle", artifact: .bytes(artifact ?? specimen.artifact),
            file: "artifact",
            predicateType: type, trust: try trust ?? specimen.policy(), at: specimen.signedAt + .seconds(365 * 86_400)
        ).refusal?.code
    }

    /// The specimen's bundle with one place of its JSON changed, and nothing signed again.
    func edited(_ specimen: SigstoreSpecimen, _ edit: (inout JSON) -> Void) throws -> [UInt8] {
        var bundle = try JSONDocument(specimen.bundle, name: "bundle").root.json
        edit(&bundle)
        let bytes = bundle.canonicalBytes()
        try #require(bytes != specimen.bundle, "nothing was changed")
        return bytes
    }

    // MARK: - Images

    func image(_ digest: Digest) -> Descriptor {
        Descriptor(mediaType: MediaType.imageManifest, digest: digest, size: 100)
    }

    /// - Parameter with: arguments of `image-signature`.
    func codes(
        _ world: SupplyChainWorld, _ digest: Digest, with arguments: String = "{reference: ignore}"
    ) async throws -> [ImageSignatureCheck.Code] {
        try await world.memory.ask(
            ImageSignatureCheck.self, with: arguments, about: .image(world.repository.pinned(to: digest), of: nil)
        ).codes
    }

    /// The code of the obstacle an image's signatures meet; nil when they meet none.
    func obstacle(_ world: SupplyChainWorld, _ reference: ImageReference) async -> String? {
        do {
            _ = try await world.memory.ask(ImageSignatureCheck.self, about: .image(reference, of: nil))
            return nil
        } catch let obstacle as Obstacle {
            return obstacle.diagnostic.code
        } catch {
            return "not an obstacle: \(error)"
        }
    }

    /// A world whose policy believes the specimen's signer, with the specimen's bundle beside the image it is about.
    func world(
        _ specimen: SigstoreSpecimen, predicates: [String] = []
    ) throws -> (world: SupplyChainWorld, digest: Digest) {
        let world = try SupplyChainWorld(trust: try specimen.policy(predicates: predicates))
        let digest = Digest.of(specimen.artifact)
        world.images.attach(
            specimen.bundle, mediaType: MediaType.sigstoreBundle, to: image(digest), in: world.repository)
        return (world, digest)
    }

    func provenanceCodes(_ world: SupplyChainWorld, _ digest: Digest) async throws -> [ProvenanceCheck.Code] {
        try await world.memory.ask(
            ProvenanceCheck.self, with: "{builder: \"https://b.example/x\"}",
            about: .image(world.repository.pinned(to: digest), of: nil)
        ).codes
    }
}
