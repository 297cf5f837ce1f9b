import Airworthy
import AirworthyTesting
import Trust

/// Lists of what refers to an image: everybody who may push can write one, and not every registry has them.
extension RegistryRow {
    static let referrers: [RegistryRow] = [
        RegistryRow("R4", "a bundle listed for an image it is not about", .finding("wrong-subject")) {
            let (image, other) = pair($0)
            $0.registry.set(.listedStranger(try $0.attachBundle(to: other).digest), on: .referrers)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R4", "a bundle listed whose manifest has no subject", .finding("wrong-subject")) {
            let (image, _) = pair($0)
            let config = $0.registry.store(Array("{}".utf8), mediaType: MediaType.empty, in: $0.repository)
            let layer = $0.registry.store(
                try $0.bundle(over: image.digest), mediaType: MediaType.sigstoreBundle, in: $0.repository)
            let manifest = MemoryImages.manifest(
                config: config, layers: [layer], artifactType: MediaType.sigstoreBundle)
            let stray = $0.registry.push(manifest, mediaType: MediaType.imageManifest, to: $0.repository)
            $0.registry.set(.listedStranger(stray.digest), on: .referrers)
            return .signature($0.name(image.digest))
        },
        RegistryRow(
            "R4", "a stranger in the list takes nothing from a good bundle", .passes(noting: ["wrong-subject"])
        ) {
            let (image, other) = pair($0)
            try $0.attachBundle(to: image)
            $0.registry.set(.listedStranger(try $0.attachBundle(to: other).digest), on: .referrers)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R4", "a genuine bundle re-pushed for another image", .finding("wrong-subject")) {
            let (image, other) = pair($0)
            $0.registry.attach(
                try $0.bundle(over: other.digest), mediaType: MediaType.sigstoreBundle, to: image, in: $0.repository)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R4", "a listed manifest that is not there", .finding("candidate-unreadable")) {
            let (image, _) = pair($0)
            $0.registry.set(.listedStranger(Digest.of([1])), on: .referrers)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R5", "ten thousand referrers in one list", .obstacle("too-many-referrers")) {
            try padded($0, with: 10_000)
        },
        RegistryRow(
            "R5", "ten thousand referrers over a hundred pages", .obstacle("too-many-referrers"),
            traits: .with { $0.pageSize = 100 }
        ) {
            try padded($0, with: 10_000)
        },
        RegistryRow("R5", "a page that leads to itself", .obstacle("referrers-invalid")) {
            try listing($0, .linkLoop)
        },
        RegistryRow(
            "R5", "pages without end", .obstacle("too-many-referrers"), traits: .with { $0.pageSize = 1 },
            requestLimit: 130
        ) {
            try listing($0, .endlessPages)
        },
        RegistryRow(
            "R5", "a good bundle on a second page whose link is hard to read", .passes(),
            traits: .with { $0.pageSize = 1 }
        ) {
            let (image, _) = pair($0)
            $0.registry.attach([1], mediaType: "text/plain", to: image, in: $0.repository)
            try $0.attachBundle(to: image)
            $0.registry.set(.manyLinks, on: .referrers)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R5", "a next page at another host", .obstacle("referrers-invalid")) {
            try listing($0, .link(to: "http://\($0.stranger.authority)/v2/acme/app/referrers/x"))
        } holds: {
            $0.stranger.exchanges.isEmpty
        },
        RegistryRow("R5", "a next page in a file", .obstacle("referrers-invalid")) {
            try listing($0, .link(to: "file:///etc/passwd"))
        },
        RegistryRow("R8", "404: the fallback tag is read", .passes(), traits: withoutAPI) { try fallback($0) },
        RegistryRow("R8", "400: the fallback tag is read", .passes(), traits: withoutAPI) {
            try fallback($0, .status(400))
        },
        RegistryRow("R8", "406: the fallback tag is read", .passes(), traits: withoutAPI) {
            try fallback($0, .status(406))
        },
        RegistryRow("R8", "a login page with 200: the fallback tag is read", .passes(), traits: withoutAPI) {
            try fallback($0, .loginPage)
        },
        RegistryRow("R8", "500 is not an empty list", .obstacle("registry-status"), traits: withoutAPI) {
            try fallback($0, .status(500))
        },
        RegistryRow("R8", "404 everywhere is an unsigned image", .finding("no-signature")) {
            let (image, _) = pair($0)
            try $0.attachBundle(to: image)
            $0.registry.set(.status(404), on: .referrers)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R8", "login pages everywhere are not an unsigned image", .obstacle("referrers-invalid")) {
            let (image, _) = pair($0)
            try $0.attachBundle(to: image)
            for kind in RegistryRoute.Kind.allCases { $0.registry.set(.loginPage, on: kind) }
            return .signature($0.name(image.digest))
        },
        RegistryRow("R8", "half a list is no list", .obstacle("registry-broken")) {
            try listing($0, .truncated(after: 40))
        },
        RegistryRow("R8", "half a list without a length is no list", .obstacle("referrers-invalid")) {
            try listing($0, .unmeasured(after: 40))
        },
        RegistryRow("R8", "a list without end is too many", .obstacle("too-many-referrers")) {
            try listing($0, .endless)
        },
        RegistryRow("R9", "the wrong `artifactType` in the fallback list hides nothing", .passes(), traits: withoutAPI)
        {
            try fallback($0, spoiling: .listedType("application/vnd.example.other"))
        },
        RegistryRow("R9", "no `artifactType` in the fallback list hides nothing", .passes(), traits: withoutAPI) {
            try fallback($0, spoiling: .listedType(nil))
        },
        RegistryRow("R9", "a wrong size in the fallback list hides nothing", .passes(), traits: withoutAPI) {
            try fallback($0, spoiling: .listedSize(1))
        },
        RegistryRow(
            "R9", "a fallback list of other images' bundles", .finding("wrong-subject"), traits: withoutAPI
        ) {
            let (image, other) = pair($0)
            let bundle = try $0.attachBundle(to: other)
            $0.registry.pushIndex(of: [bundle], to: $0.repository, tag: $0.fallbackTag(image.digest))
            return .signature($0.name(image.digest))
        },
        RegistryRow("R9", "a fallback tag that names an image", .obstacle("referrers-invalid"), traits: withoutAPI) {
            let (image, other) = pair($0)
            $0.registry.point(tag: $0.fallbackTag(image.digest), in: $0.repository, at: other.digest)
            return .signature($0.name(image.digest))
        },
        RegistryRow(
            "R9", "ten thousand entries at the fallback tag", .obstacle("too-many-referrers"), traits: withoutAPI
        ) {
            let (image, _) = pair($0)
            let entries = (0..<10_000).map {
                Descriptor(mediaType: MediaType.imageManifest, digest: Digest.of(Array("\($0)".utf8)), size: 700)
            }
            $0.registry.pushIndex(of: entries, to: $0.repository, tag: $0.fallbackTag(image.digest))
            return .signature($0.name(image.digest))
        },
        RegistryRow("R14", "an unreadable bundle before a good one", .passes(noting: ["malformed-signature"])) {
            let (image, _) = pair($0)
            $0.registry.attach(
                Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: $0.repository)
            try $0.attachBundle(to: image)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R14", "an unreadable bundle alone", .finding("malformed-signature")) {
            let (image, _) = pair($0)
            $0.registry.attach(
                Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: $0.repository)
            return .signature($0.name(image.digest))
        },
        RegistryRow("R18", "without `artifactType` the config's type says what an artifact is", .passes()) {
            let (image, _) = pair($0)
            let config = $0.registry.store(
                Array("{}".utf8), mediaType: MediaType.sigstoreBundle, in: $0.repository)
            let layer = $0.registry.store(
                try $0.bundle(over: image.digest), mediaType: MediaType.sigstoreBundle, in: $0.repository)
            $0.registry.push(
                MemoryImages.manifest(config: config, layers: [layer], subject: image),
                mediaType: MediaType.imageManifest, to: $0.repository, subject: image.digest)
            return .signature($0.name(image.digest))
        },
    ]

    /// Two images, unsigned.
    private static func pair(_ scene: RegistryScene) -> (image: Descriptor, other: Descriptor) {
        (
            scene.registry.pushImage(to: scene.repository),
            scene.registry.pushImage(layers: ["other"], to: scene.repository)
        )
    }

    private static func padded(_ scene: RegistryScene, with count: Int) throws -> Question {
        try listing(scene, .paddedReferrers(count))
    }

    /// One image with a bundle, and this wrong with the API's list of it.
    private static func listing(_ scene: RegistryScene, _ fault: RegistryFault) throws -> Question {
        let (image, _) = pair(scene)
        try scene.attachBundle(to: image)
        scene.registry.set(fault, on: .referrers)
        return .signature(scene.name(image.digest))
    }

    /// One image with a bundle at the fallback tag, and this instead of the API, or wrong with the tag's list.
    private static func fallback(
        _ scene: RegistryScene, _ instead: RegistryFault? = nil, spoiling: RegistryFault? = nil
    ) throws -> Question {
        let (image, _) = pair(scene)
        try scene.attachBundle(to: image)
        if let instead { scene.registry.set(instead, on: .referrers) }
        if let spoiling { scene.registry.set(spoiling, on: .manifest, reference: scene.fallbackTag(image.digest)) }
        return .signature(scene.name(image.digest))
    }
}
