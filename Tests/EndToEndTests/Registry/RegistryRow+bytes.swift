import Airworthy
import AirworthyTesting
import Trust

/// Bytes that are not what their digest, their size or their type says, and bytes without end.
extension RegistryRow {
    static let bytes: [RegistryRow] = [
        RegistryRow("R2", "a manifest of other bytes is refused by its digest", .finding("digest-mismatch")) {
            try spoiltManifest($0) { $0[$0.count / 2] ^= 1 }
        },
        RegistryRow("R2", "a layer of other bytes is refused by its digest", .finding("digest-mismatch")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.otherBody(Array("LAYER ONE".utf8)), on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R2", "with `platforms: all` a manifest of other bytes blocks", .finding("image-unreadable")) {
            let question = try spoiltManifest($0) { $0[$0.count / 2] ^= 1 }
            return .signature(question.subject, "platforms=all")
        },
        RegistryRow("R3", "`Docker-Content-Digest` beside a manifest is not believed", .passes()) {
            let (image, _) = signedImage($0)
            $0.registry.set(.digestHeader("\(Digest.of([1]))"), on: .manifest)
            return .digest($0.name(image.digest))
        },
        RegistryRow("R3", "a tag whose digest is no digest is hashed here", .passes()) {
            let image = $0.registry.pushImage(to: $0.repository, tag: "v1")
            $0.registry.set(.digestHeader("sha256:"), on: .manifest)
            return .pinned($0.name(image.digest, tag: "v1"))
        },
        RegistryRow("R3", "a header that makes an honest tag look moved is not believed", .passes()) {
            let image = $0.registry.pushImage(to: $0.repository, tag: "v1")
            $0.registry.set(.digestHeader("\(Digest.of([1]))"), on: .manifest)
            return .pinned($0.name(image.digest, tag: "v1"))
        },
        RegistryRow("R3", "a header that makes a moved tag look honest is not believed", .finding("tag-moved")) {
            let image = $0.registry.pushImage(to: $0.repository)
            $0.registry.pushImage(layers: ["other"], to: $0.repository, tag: "v1")
            $0.registry.set(.digestHeader("\(image.digest)"), on: .manifest, reference: "v1")
            return .pinned($0.name(image.digest, tag: "v1"))
        },
        RegistryRow("R3", "headers that stand there twice decide nothing", .obstacle("registry-broken")) {
            let (image, _) = signedImage($0)
            $0.registry.set(.duplicateHeaders, on: .manifest)
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a manifest without end is too large", .obstacle("manifest-too-large")) {
            let (image, _) = signedImage($0)
            $0.registry.set(.endless, on: .manifest)
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a layer without end is longer than its descriptor says", .finding("size-mismatch")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.endless, on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a payload without end is unreadable", .obstacle("blob-too-large")) {
            let (image, _) = signedImage($0)
            $0.registry.set(.endless, on: .blob)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R6", "a `Content-Length` of more than comes is a broken answer", .obstacle("registry-broken")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.truncated(after: 1), on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a connection torn down in a body is a broken answer", .obstacle("registry-broken")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.reset(after: 1), on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a `Content-Length` of less than comes cuts the bytes short", .finding("size-mismatch")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.claimedLength(3), on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a body cut short where nothing says its length is noticed", .finding("size-mismatch")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.unmeasured(after: 3), on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R6", "a descriptor that lies about a size is refused", .finding("size-mismatch")) {
            let layer = $0.registry.store(
                Array("layer".utf8), mediaType: "application/vnd.oci.image.layer.v1.tar", in: $0.repository)
            return digest(
                of: Descriptor(mediaType: layer.mediaType, digest: layer.digest, size: 1 << 30), $0)
        },
        RegistryRow("R6", "a descriptor of a petabyte is not fetched", .obstacle("blob-too-large")) {
            digest(
                of: Descriptor(
                    mediaType: "application/vnd.oci.image.layer.v1.tar", digest: Digest.of([1]), size: 1 << 50), $0)
        } holds: {
            !$0.registry.exchanges.contains { $0.request.route.reference == "\(Digest.of([1]))" }
        },
        RegistryRow("R7", "a layer that would unpack to 160 MiB is hashed as it is", .passes()) {
            digest(
                of: $0.registry.store(
                    GzipBomb.bytes, mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", in: $0.repository), $0)
        },
        RegistryRow("R7", "`Content-Encoding: gzip` unpacks nothing", .finding("size-mismatch")) {
            let (image, layer) = signedImage($0)
            $0.registry.set(.gzipBomb, on: .blob, reference: "\(layer)")
            return .digest($0.name(image.digest))
        },
        RegistryRow("R7", "a manifest in `Content-Encoding: gzip` is not unpacked", .finding("digest-mismatch")) {
            let (image, _) = signedImage($0)
            $0.registry.set(.gzipBomb, on: .manifest)
            return .digest($0.name(image.digest))
        },
        RegistryRow("R17", "inline `data` that is not the content is refused", .finding("inline-data-mismatch")) {
            let config = $0.registry.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: $0.repository)
            let manifest: JSON = [
                "schemaVersion": 2, "mediaType": .string(MediaType.imageManifest), "layers": [],
                "config": [
                    "mediaType": .string(MediaType.imageConfig), "digest": .string("\(config.digest)"), "size": 2,
                    "data": "W10=",
                ],
            ]
            return .digest(
                $0.name($0.registry.push(manifest, mediaType: MediaType.imageManifest, to: $0.repository).digest))
        },
        RegistryRow("R20", "a manifest of Docker's first format is refused", .finding("schema-1")) {
            let type = "application/vnd.docker.distribution.manifest.v1+prettyjws"
            let manifest: JSON = ["schemaVersion": 1, "name": "acme/app", "fsLayers": [], "history": []]
            return .digest($0.name($0.registry.push(manifest, mediaType: type, to: $0.repository).digest))
        },
        RegistryRow("R20", "a manifest of an unknown type is refused", .finding("unknown-media-type")) {
            let manifest: JSON = ["schemaVersion": 2, "mediaType": "application/vnd.example.thing+json"]
            let type = "application/vnd.example.thing+json"
            return .digest($0.name($0.registry.push(manifest, mediaType: type, to: $0.repository).digest))
        },
        RegistryRow("R21", "a layer that is elsewhere is not fetched from there", .obstacle("foreign-layer")) {
            digest(
                of: Descriptor(
                    mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", digest: Digest.of([1]),
                    size: 1, urls: ["http://\($0.stranger.authority)/layer"]), $0)
        } holds: {
            $0.stranger.exchanges.isEmpty
        },
        RegistryRow(
            "R22", "a layer called gzip that is zstd is refused", .finding("media-type-mismatch")
        ) {
            let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x00, 0x01, 0x00, 0x00, 0x99, 0xE9, 0xD8, 0x51]
            return digest(
                of: $0.registry.store(
                    zstd, mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", in: $0.repository), $0)
        },
    ]

    /// An image, signed, and the digest of its first layer, `layer one`.
    private static func signedImage(_ scene: RegistryScene) -> (image: Descriptor, layer: Digest) {
        let image = scene.registry.pushImage(to: scene.repository)
        do { try scene.tagSignature(of: image) } catch { preconditionFailure("a new key signs: \(error)") }
        return (image, Digest.of(Array("layer one".utf8)))
    }

    private static func spoiltManifest(
        _ scene: RegistryScene, _ change: (inout [UInt8]) -> Void
    ) throws -> Question {
        let (image, _) = signedImage(scene)
        var bytes = scene.registry.manifest(image.digest, in: scene.repository) ?? []
        change(&bytes)
        scene.registry.set(.otherBody(bytes), on: .manifest, reference: "\(image.digest)")
        return .digest(scene.name(image.digest))
    }

    /// Asks about an image with this one layer.
    private static func digest(of layer: Descriptor, _ scene: RegistryScene) -> Question {
        let config = scene.registry.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: scene.repository)
        let manifest = MemoryImages.manifest(config: config, layers: [layer])
        return .digest(
            scene.name(
                scene.registry.push(manifest, mediaType: MediaType.imageManifest, to: scene.repository).digest))
    }
}
