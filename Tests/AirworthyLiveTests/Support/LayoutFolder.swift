import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Trust

/// An OCI layout being made, well or badly.
final class LayoutFolder {
    let directory: TemporaryDirectory
    let repository: ImageReference
    private var listed: [JSON] = []

    init(_ directory: TemporaryDirectory, path: String = "acme/app") throws {
        self.directory = directory
        repository = ImageReference(registry: "registry.example", path: path, tag: nil, digest: nil)
        try directory.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "\(path)/oci-layout")
        try writeIndex()
    }

    var images: LayoutImages { LayoutImages(root: directory.path) }

    func path(_ name: String) -> String { "\(repository.path)/\(name)" }

    func path(of digest: Digest) -> String { path("blobs/\(digest.algorithm.rawValue)/\(digest.hex)") }

    @discardableResult
    func add(blob: [UInt8], _ algorithm: DigestAlgorithm = .sha256) throws -> Digest {
        let digest = Digest.of(blob, algorithm)
        try directory.write(blob, to: path(of: digest))
        return digest
    }

    /// Stores a document and, unless told otherwise, lists it.
    @discardableResult
    func add(
        _ document: JSON, mediaType: String = MediaType.imageManifest, name: String? = nil, isListed: Bool = true
    ) throws -> Digest {
        let digest = try add(blob: document.canonicalBytes())
        if isListed { try list(digest.description, mediaType: mediaType, name: name) }
        return digest
    }

    func list(_ digest: String, mediaType: String = MediaType.imageManifest, name: String? = nil) throws {
        try list(
            digest, mediaType: mediaType, annotations: name.map { ["org.opencontainers.image.ref.name": .string($0)] })
    }

    func list(_ digest: String, mediaType: String = MediaType.imageManifest, annotations: JSON?) throws {
        listed.append(
            .members([
                "mediaType": .string(mediaType), "digest": .string(digest), "size": 2, "annotations": annotations,
            ]))
        try writeIndex()
    }

    private func writeIndex() throws {
        let index: JSON = ["schemaVersion": 2, "manifests": .array(listed)]
        try directory.write(index.canonicalBytes(), to: path("index.json"))
    }

    /// A manifest about `subject`; `label` makes it unlike any other.
    static func referrer(to subject: Digest, label: String) -> JSON {
        [
            "schemaVersion": 2, "mediaType": .string(MediaType.imageManifest),
            "annotations": ["label": .string(label)],
            "subject": ["digest": .string(subject.description), "size": 2, "mediaType": "x"],
        ]
    }

    static func index(of digests: [Digest]) -> JSON {
        [
            "schemaVersion": 2,
            "manifests": .array(digests.map { ["digest": .string($0.description), "mediaType": "x", "size": 2] }),
        ]
    }
}

/// The code of the obstacle `body` meets; nil when it meets none.
func obstacleCode<Value>(_ body: () async throws -> Value) async -> String? {
    do {
        _ = try await body()
        return nil
    } catch let obstacle as Obstacle {
        return obstacle.diagnostic.code
    } catch {
        return "not an obstacle: \(error)"
    }
}
