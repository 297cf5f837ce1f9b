import Airworthy
import AirworthyTesting
import Foundation
import Trust

/// An image in a layout below `images`, and the bundle that refers to it: signed by certificate, as cosign 3 does it.
struct KeylessImage {
    /// Two sources of time, the log's promise and a timestamp.
    static let shape = SigstoreShape.with { ($0.content, $0.entry, $0.time) = (.dsse, .dsse001, .both) }

    let specimen: SigstoreSpecimen
    /// `registry.example/acme/app@sha256:…`
    let name: String
    private let trustedRoot: String

    init(
        _ sigstore: VirtualSigstore, _ fault: SigstoreFault? = nil, shape: SigstoreShape = KeylessImage.shape,
        in directory: TemporaryDirectory
    ) throws {
        let shelf = LayoutShelf(directory, root: "images")
        let repository = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)
        let image = shelf.pushImage(to: repository, tag: "v1")
        let place = directory.path(shelf.path(of: image.digest, in: repository))
        let manifest = [UInt8](try Data(contentsOf: URL(filePath: place)))
        specimen = try sigstore.mint(fault, shape: shape, over: manifest)
        shelf.attach(specimen.bundle, mediaType: MediaType.sigstoreBundle, to: image, in: repository)
        trustedRoot = try directory.write(specimen.trustedRoot, to: "trusted_root.json")
        name = "\(repository.repository)@\(image.digest)"
    }

    /// `verify image …`, believing nobody but the specimen's signer, or somebody else.
    func arguments(subject: String? = nil) -> [String] {
        ["verify", "image", name, "--layout", "images", "--trusted-root", trustedRoot]
            + specimen.identityOptions(subject: subject)
    }
}
