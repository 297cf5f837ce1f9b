import Airworthy
import AirworthyTesting
import Trust

/// A bundle with a certificate beside an image, for checks of attestations.
enum KeylessAttestations {
    static let shape = SigstoreShape.with {
        $0.content = .dsse
        $0.entry = .dsse001
    }

    /// - Returns: a world whose policy believes the signer about statements of `type`, and the image the bundle is about.
    static func world(
        _ bundle: [UInt8], of specimen: SigstoreSpecimen, anchors: [SigstoreVerifier.Anchor]? = nil, type: String
    ) throws -> (SupplyChainWorld, Subject) {
        let world = try SupplyChainWorld(trust: try specimen.policy(anchors: anchors, predicates: [type]))
        let image = Descriptor(
            mediaType: MediaType.imageManifest, digest: Digest.of(specimen.artifact), size: 100)
        world.images.attach(bundle, mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        return (world, .image(world.repository.pinned(to: image.digest), of: nil))
    }

    /// Evidence that does not hold, in three different ways.
    static let troubles = ["certificate-invalid", "no-trusted-time", "log-entry-mismatch"]
}
