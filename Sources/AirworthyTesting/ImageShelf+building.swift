public import Airworthy
public import Trust

/// True images and attachments, made small.
extension ImageShelf {
    /// Stores a blob and describes it.
    @discardableResult
    public func store(_ bytes: [UInt8], mediaType: String, in repository: ImageReference) -> Descriptor {
        Descriptor(
            mediaType: mediaType, digest: push(blob: bytes, to: repository), size: Int64(bytes.count))
    }

    /// One platform's image with a config and the layers given.
    @discardableResult
    public func pushImage(
        layers: [String] = ["layer one", "layer two"], to repository: ImageReference, tag: String? = nil
    ) -> Descriptor {
        let config: JSON = [
            "architecture": "amd64", "os": "linux",
            "rootfs": ["type": "layers", "diff_ids": .array(layers.map { "\(Digest.of(Array($0.utf8)))" })],
        ]
        let manifest = Self.manifest(
            config: store(config.canonicalBytes(), mediaType: MediaType.imageConfig, in: repository),
            layers: layers.map {
                store(Array($0.utf8), mediaType: "application/vnd.oci.image.layer.v1.tar", in: repository)
            })
        return push(manifest, mediaType: MediaType.imageManifest, to: repository, tag: tag)
    }

    /// An index over manifests that are already there.
    @discardableResult
    public func pushIndex(
        of manifests: [Descriptor], to repository: ImageReference, tag: String? = nil
    ) -> Descriptor {
        push(Self.index(of: manifests), mediaType: MediaType.imageIndex, to: repository, tag: tag)
    }

    /// An artifact whose `subject` is `subject`, listed as its referrer.
    @discardableResult
    public func attach(
        _ content: [UInt8], mediaType: String, artifactType: String? = nil, to subject: Descriptor,
        in repository: ImageReference, annotations: [String: String] = [:]
    ) -> Descriptor {
        let manifest = Self.manifest(
            config: store(Array("{}".utf8), mediaType: MediaType.empty, in: repository),
            layers: [store(content, mediaType: mediaType, in: repository)], subject: subject,
            artifactType: artifactType ?? mediaType, annotations: annotations)
        return push(manifest, mediaType: MediaType.imageManifest, to: repository, subject: subject.digest)
    }

    /// Stores a document as its canonical bytes and describes it.
    @discardableResult
    public func push(
        _ document: JSON, mediaType: String, to repository: ImageReference, tag: String? = nil, subject: Digest? = nil
    ) -> Descriptor {
        let bytes = document.canonicalBytes()
        let digest = push(manifest: bytes, mediaType: mediaType, to: repository, tag: tag, subject: subject)
        return Descriptor(mediaType: mediaType, digest: digest, size: Int64(bytes.count))
    }

    public static func manifest(
        config: Descriptor, layers: [Descriptor], subject: Descriptor? = nil, artifactType: String? = nil,
        annotations: [String: String] = [:]
    ) -> JSON {
        .members([
            "schemaVersion": 2, "mediaType": .string(MediaType.imageManifest),
            "artifactType": artifactType.map(JSON.string), "config": config.json,
            "layers": .array(layers.map(\.json)), "subject": subject?.json,
            "annotations": annotations.isEmpty ? nil : .object(annotations.mapValues(JSON.string)),
        ])
    }

    public static func index(of manifests: [Descriptor]) -> JSON {
        [
            "schemaVersion": 2, "mediaType": .string(MediaType.imageIndex),
            "manifests": .array(manifests.map(\.json)),
        ]
    }
}

extension Descriptor {
    public func on(_ os: String, _ architecture: String) -> Descriptor {
        Descriptor(
            mediaType: mediaType, digest: digest, size: size, artifactType: artifactType, annotations: annotations,
            platform: Platform(os: os, architecture: architecture), urls: urls)
    }
}
