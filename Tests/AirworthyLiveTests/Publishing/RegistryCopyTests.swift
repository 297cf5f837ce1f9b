import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite(
    "copies between real places", .timeLimit(.minutes(10)),
    .enabled(if: DockerRegistry.program != nil, "docker-registry is not installed: 6 tests skipped"))
struct RegistryCopyTests {
    private let directory: TemporaryDirectory
    private let registry: DockerRegistry
    private let mirror: DockerRegistry
    private let places: ImagePlaces

    init() throws {
        directory = try TemporaryDirectory()
        registry = try DockerRegistry(storage: directory.makeDirectory("registry"))
        mirror = try DockerRegistry(storage: directory.makeDirectory("mirror"))
        let plain = RegistrySettings(plainHTTP: true)
        places = ImagePlaces(
            registries: [registry.authority: plain, mirror.authority: plain], root: directory.path, layout: nil,
            docker: DockerConfig(), offline: false, spool: directory.path)
    }

    /// Two platforms, a cosign signature on one of them, a referrer of the index and a referrer of that.
    private func original() throws -> (folder: LayoutFolder, index: Digest) {
        let folder = try LayoutFolder(directory, path: "layouts/app")
        func blob(_ text: String, _ mediaType: String) throws -> Descriptor {
            Descriptor(
                mediaType: mediaType, digest: try folder.add(blob: Array(text.utf8)), size: Int64(text.utf8.count))
        }
        func manifest(
            _ text: String, subject: Descriptor? = nil, name: String? = nil, isListed: Bool = true
        ) throws -> Descriptor {
            let json = MemoryImages.manifest(
                config: try blob("{\"of\":\"\(text)\"}", MediaType.imageConfig),
                layers: [try blob(text, "application/vnd.oci.image.layer.v1.tar")], subject: subject,
                artifactType: subject == nil ? nil : "application/vnd.example.notes")
            let digest = try folder.add(json, name: name, isListed: isListed)
            return Descriptor(
                mediaType: MediaType.imageManifest, digest: digest, size: Int64(json.canonicalBytes().count))
        }
        let large = String(repeating: "a large layer ", count: 200_000)
        let platforms = [
            try manifest(large, isListed: false).on("linux", "amd64"),
            try manifest("arm64", isListed: false).on("linux", "arm64"),
        ]
        let json = MemoryImages.index(of: platforms)
        let index = try folder.add(json, mediaType: MediaType.imageIndex, name: "v1")
        let subject = Descriptor(
            mediaType: MediaType.imageIndex, digest: index, size: Int64(json.canonicalBytes().count))
        let referrer = try manifest("notes", subject: subject)
        _ = try manifest("notes on notes", subject: referrer)
        _ = try manifest("signature", name: CosignTag.signature.name(for: platforms[0].digest))
        return (folder, index)
    }

    private func copy(_ source: String, _ destination: String) async throws -> CopyReport {
        let from = try places.place(source)
        let inventory = try await ImageTreeReading.inventory(of: from)
        return try await ImageCopy(from: from, to: try places.place(destination)).run(inventory) { _ in }
    }

    /// Everything that goes with an image, by digest: equal sets are equal bytes.
    private func content(_ name: String) async throws -> Set<Digest> {
        let inventory = try await ImageTreeReading.inventory(of: try places.place(name))
        #expect(inventory.faults.isEmpty)
        return Set(inventory.items.map(\.document.digest) + inventory.blobs.map(\.digest))
    }

    private var layout: String { "oci:\(directory.path)/layouts/app:v1" }

    @Test("layout to registry to registry to layout: byte for byte, with everything attached")
    func round() async throws {
        let index = try original().index
        let steps = [
            "\(registry.authority)/acme/app:v1", "\(mirror.authority)/other/app:v1",
            "oci:\(directory.path)/carried/app:v1",
        ]
        let whole = try await content(layout)
        // An index, two platforms, two referrers, a signature; a config and a layer for each manifest.
        #expect(whole.count == 16)
        var previous = layout
        for step in steps {
            let report = try await copy(previous, step)
            #expect(report.root == index)
            #expect(report.entries.allSatisfy { $0.fate == .sent }, "\(step)")
            #expect(try await content(step) == whole, "\(step)")
            previous = step
        }
    }

    @Test("what is there already is said and not sent again")
    func again() async throws {
        _ = try original()
        for destination in ["\(registry.authority)/acme/app:v1", "oci:\(directory.path)/carried/app:v1"] {
            let first = try await copy(layout, destination)
            let second = try await copy(layout, destination)
            #expect(second.entries.count == first.entries.count)
            #expect(second.entries.allSatisfy { $0.fate == .there }, "\(destination)")
            #expect(second.bytesSent == 0 && first.bytesSent > 2_800_000)
        }
    }

    @Test("between repositories of one registry blobs are mounted")
    func mounted() async throws {
        _ = try original()
        _ = try await copy(layout, "\(registry.authority)/acme/app:v1")
        let report = try await copy("\(registry.authority)/acme/app:v1", "\(registry.authority)/acme/twin:v1")
        #expect(report.entries.contains { $0.role == "blob" && $0.size > 2_800_000 })
        #expect(
            try await content("\(registry.authority)/acme/twin:v1") == content("\(registry.authority)/acme/app:v1"))
    }

    @Test("a layer that is not what its manifest says stops the copy, and nothing is tagged", arguments: [true, false])
    func tampered(toRegistry: Bool) async throws {
        let (folder, index) = try original()
        let seen = try await ImageTreeReading.inventory(of: try places.place(layout))
        let large = try #require(seen.blobs.max { $0.size < $1.size })
        let path = folder.directory.path(folder.path(of: large.digest))
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        let name = toRegistry ? "\(registry.authority)/acme/app:v1" : "oci:\(directory.path)/carried/app:v1"
        do {
            _ = try await copy(layout, name)
            Issue.record("a tampered layer was copied")
        } catch let defect as ImageDefect {
            #expect(defect.code == .digestMismatch)
        }
        let place = try places.place(name)
        #expect(try await place.images.resolve(tag: "v1", in: place.reference) == nil)
        #expect(try await place.images.manifest(index, in: place.reference, limit: 4 << 20) == nil)
        #expect(try await place.images.measure(large.digest, in: place.reference, limit: 4 << 20) == nil)
    }

    @Test("a destination's digest must be the image's")
    func wrongDigest() async throws {
        _ = try original()
        let other = Digest.of([1])
        await #expect(throws: InputError.self) {
            try await copy(layout, "\(registry.authority)/acme/app@\(other)")
        }
    }

    @Test("signatures that only the destination has are not lost to the source's tag; one that only adds to them goes")
    func conflict() async throws {
        _ = try original()
        let name = "\(registry.authority)/acme/app:v1"
        _ = try await copy(layout, name)
        let place = try places.place(name)
        let inventory = try await ImageTreeReading.inventory(of: place)
        let (tag, digest) = try #require(inventory.tags.first)
        guard
            case .manifest(let signed)? = inventory.items.first(where: { $0.document.digest == digest })?
                .document.content
        else {
            Issue.record("the tag's manifest is not in the inventory")
            return
        }
        func point(at layers: [Descriptor]) throws {
            let manifest = MemoryImages.manifest(config: signed.config, layers: layers)
            try registry.push(
                manifest: manifest.canonicalBytes(), mediaType: MediaType.imageManifest, to: "acme/app", tag: tag)
        }
        let another = Descriptor(
            mediaType: MediaType.simpleSigning, digest: try registry.push(blob: [1, 2, 3], to: "acme/app"), size: 3)
        try point(at: signed.layers + [another])
        do {
            _ = try await copy(layout, name)
            Issue.record("a signature was lost")
        } catch let diagnostic as Diagnostic {
            #expect(diagnostic.code == "attachment-conflict")
        }
        // Of what cannot be read nobody can tell that it is ours.
        try registry.push(
            manifest: Array(
                String(
                    decoding: MemoryImages.manifest(config: signed.config, layers: []).canonicalBytes(), as: UTF8.self
                )
                .replacing("{\"config\"", with: "{\"layers\":[],\"config\"").utf8),
            mediaType: MediaType.imageManifest, to: "acme/app", tag: tag)
        let unread = await #expect(throws: Diagnostic.self) { try await copy(layout, name) }
        #expect(unread?.code == "attachment-conflict")
        try point(at: [])
        _ = try await copy(layout, name)
        #expect(try await place.images.resolve(tag: tag, in: place.reference) == digest)
    }

    @Test("what others listed under the fallback tag stays listed")
    func keptLists() async throws {
        let index = try original().index
        let name = "\(registry.authority)/acme/app:v1"
        _ = try await copy(layout, name)
        let place = try places.place(name)
        let ours = try await place.images.referrers(of: index, in: place.reference, limit: 10)
        #expect(ours.count == 1)
        // Somebody else writes a list that knows only of their own.
        let config = try registry.push(blob: Array("{}".utf8), to: "acme/app")
        let theirs = try registry.push(
            manifest: MemoryImages.manifest(
                config: Descriptor(mediaType: MediaType.empty, digest: config, size: 2), layers: [],
                subject: Descriptor(mediaType: MediaType.imageIndex, digest: index, size: 1), artifactType: "a/b"
            ).canonicalBytes(), mediaType: MediaType.imageManifest, to: "acme/app")
        let list = MemoryImages.index(of: [
            Descriptor(mediaType: MediaType.imageManifest, digest: theirs, size: 1)
        ])
        try registry.push(
            manifest: list.canonicalBytes(), mediaType: MediaType.imageIndex, to: "acme/app",
            tag: "\(index)".replacing(":", with: "-"))
        let report = try await copy(layout, name)
        #expect(report.entries.filter { $0.fate == .sent }.map(\.digest) == ours)
        let found = try await place.images.referrers(of: index, in: place.reference, limit: 10)
        #expect(Set(found) == Set(ours + [theirs]))
    }
}

/// The inventory of what a place names by its tag.
enum ImageTreeReading {
    static func inventory(of place: ImagePlace) async throws -> ImageInventory {
        let digest = try #require(
            try await place.images.resolve(tag: place.reference.tag ?? "", in: place.reference))
        return try await ImageInventory.read(digest, with: ImageReader(place.images, repository: place.reference))
    }
}
