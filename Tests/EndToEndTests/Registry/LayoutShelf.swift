import Airworthy
import AirworthyTesting
import Foundation
import Trust

/// An OCI layout on disk, filled by the same makers as a registry, and then spoilt.
final class LayoutShelf: ImageShelf {
    private let directory: TemporaryDirectory
    private let root: String
    private var listed: [JSON] = []

    /// - Parameter root: below which `<repository>` is the layout.
    init(_ directory: TemporaryDirectory, root: String) {
        self.directory = directory
        self.root = root
    }

    func path(of digest: Digest, in repository: ImageReference) -> String {
        "\(root)/\(repository.path)/blobs/\(digest.algorithm.rawValue)/\(digest.hex)"
    }

    @discardableResult
    func push(blob bytes: [UInt8], to repository: ImageReference) -> Digest {
        let digest = Digest.of(bytes)
        write(bytes, to: path(of: digest, in: repository))
        return digest
    }

    @discardableResult
    func push(
        manifest bytes: [UInt8], mediaType: String?, to repository: ImageReference, tag: String?, subject: Digest?
    ) -> Digest {
        let digest = push(blob: bytes, to: repository)
        list("\(digest)", size: bytes.count, mediaType: mediaType ?? MediaType.imageManifest, tag: tag, in: repository)
        return digest
    }

    /// Adds an entry to `index.json`, whatever it says.
    func list(
        _ digest: String, size: Int = 2, mediaType: String = MediaType.imageManifest, tag: String? = nil,
        in repository: ImageReference
    ) {
        listed.append(
            .members([
                "mediaType": .string(mediaType), "digest": .string(digest), "size": .integer(Int64(size)),
                "annotations": tag.map { ["org.opencontainers.image.ref.name": .string($0)] },
            ]))
        let index: JSON = ["schemaVersion": 2, "manifests": .array(listed)]
        write(index.canonicalBytes(), to: "\(root)/\(repository.path)/index.json")
        write(Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), to: "\(root)/\(repository.path)/oci-layout")
    }

    private func write(_ bytes: [UInt8], to name: String) {
        do { try directory.write(bytes, to: name) } catch { preconditionFailure("cannot write \(name): \(error)") }
    }
}
