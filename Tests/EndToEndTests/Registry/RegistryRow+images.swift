import Airworthy
import AirworthyTesting
import Trust

/// Tags that move, indexes that nest, and images of which only some are signed.
extension RegistryRow {
    static let images: [RegistryRow] = [
        RegistryRow("R1", "a tag that was moved is told apart from the digest beside it", .finding("tag-moved")) {
            let image = $0.registry.pushImage(to: $0.repository, tag: "v1")
            let other = $0.registry.pushImage(layers: ["other"], to: $0.repository)
            $0.registry.point(tag: "v1", in: $0.repository, at: other.digest)
            return .pinned($0.name(image.digest, tag: "v1"))
        },
        RegistryRow("R1", "a tag that moves while we look is asked once, and by one check alone", .passes()) {
            let image = $0.registry.pushImage(to: $0.repository, tag: "v1")
            let other = $0.registry.pushImage(layers: ["other"], to: $0.repository)
            $0.registry.set(.retag(to: other.digest), on: .manifest, reference: "v1")
            return .pinned($0.name(image.digest, tag: "v1"))
        } holds: {
            $0.registry.exchanges.count { $0.request.route.reference == "v1" } == 1
        },
        RegistryRow("R1", "a signature is looked for by digest, whatever the tag names meanwhile", .passes()) {
            let image = $0.registry.pushImage(to: $0.repository, tag: "v1")
            let other = $0.registry.pushImage(layers: ["other"], to: $0.repository, tag: "v2")
            try $0.tagSignature(of: image)
            $0.registry.point(tag: "v1", in: $0.repository, at: other.digest)
            return .signature($0.name(image.digest, tag: "v1"))
        } holds: {
            !$0.registry.exchanges.contains { $0.request.route.reference == "v1" }
        },
        RegistryRow("R1", "an image named by tag alone is not verified at all", .obstacle("image-not-pinned")) {
            try $0.tagSignature(of: $0.registry.pushImage(to: $0.repository, tag: "v1"))
            return .signature("\($0.repository.repository):v1")
        },
        RegistryRow("R11", "indexes fifty deep are not followed to the end", .finding("too-deep")) { scene in
            var innermost = scene.registry.pushImage(to: scene.repository)
            for _ in 0..<50 { innermost = scene.registry.pushIndex(of: [innermost], to: scene.repository) }
            return .digest(scene.name(innermost.digest))
        },
        RegistryRow("R11", "an index that lists itself does not hash to what it lists", .finding("digest-mismatch")) {
            let child = Digest.of(Array("itself".utf8))
            func index(size: Int) -> [UInt8] {
                let entry = Descriptor(mediaType: MediaType.imageIndex, digest: child, size: Int64(size))
                return MemoryImages.index(of: [entry]).canonicalBytes()
            }
            // Of the same length as the size it says, so that only the digest can give it away.
            let bytes = index(size: index(size: 100).count)
            $0.registry.push(manifest: bytes, mediaType: MediaType.imageIndex, to: $0.repository)
            $0.registry.push(blob: bytes, to: $0.repository)
            let stub = $0.registry.pushImage(to: $0.repository)
            $0.registry.point(tag: "\(child)", in: $0.repository, at: stub.digest)
            $0.registry.set(.otherBody(bytes), on: .manifest, reference: "\(child)")
            $0.registry.set(.mediaType(MediaType.imageIndex), on: .manifest, reference: "\(child)")
            return .digest($0.name(Digest.of(bytes)))
        },
        RegistryRow(
            "R12", "one unsigned platform among a hundred blocks", .finding("no-signature"), requestLimit: 700
        ) {
            try hundredPlatforms($0, signed: 99)
        },
        RegistryRow("R12", "a hundred signed platforms pass", .passes(), requestLimit: 700) {
            try hundredPlatforms($0, signed: 100)
        },
        RegistryRow("R13", "a bad signature beside a good one is warned of", .passes(noting: ["bad-signature"])) {
            let image = $0.registry.pushImage(to: $0.repository)
            try $0.tagSignature(of: image, badOnes: 1)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R13", "a bad signature alone is none", .finding("bad-signature")) {
            let image = $0.registry.pushImage(to: $0.repository)
            let layer = try $0.payloadLayer(over: image.digest, in: $0.repository, on: $0.registry, isGood: false)
            let config = $0.registry.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: $0.repository)
            $0.registry.push(
                MemoryImages.manifest(config: config, layers: [layer]), mediaType: MediaType.imageManifest,
                to: $0.repository, tag: CosignTag.signature.name(for: image.digest))
            return .signature($0.name(image.digest))
        },
        RegistryRow("R19", "of images signed in different ways, the one with a tag passes", .passes()) {
            .signature($0.name(try mixed($0)[0].digest))
        },
        RegistryRow("R19", "of images signed in different ways, the one with a bundle passes", .passes()) {
            .signature($0.name(try mixed($0)[1].digest))
        },
        RegistryRow("R19", "of images signed in different ways, the unsigned one does not", .finding("no-signature")) {
            .signature($0.name(try mixed($0)[2].digest))
        },
    ]

    private static func hundredPlatforms(_ scene: RegistryScene, signed: Int) throws -> Question {
        let platforms = (0..<100).map {
            scene.registry.pushImage(layers: ["layer \($0)"], to: scene.repository).on("linux", "arch\($0)")
        }
        for platform in platforms.prefix(signed) { try scene.tagSignature(of: platform) }
        let index = scene.registry.pushIndex(of: platforms, to: scene.repository)
        try scene.tagSignature(of: index)
        return .signature(scene.name(index.digest), "platforms=all")
    }

    private static func mixed(_ scene: RegistryScene) throws -> [Descriptor] {
        let images = ["tag", "bundle", "nothing"].map { scene.registry.pushImage(layers: [$0], to: scene.repository) }
        try scene.tagSignature(of: images[0])
        try scene.attachBundle(to: images[1])
        return images
    }
}
