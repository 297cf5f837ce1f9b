import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("images in a layout on disk", .timeLimit(.minutes(10)))
struct LayoutImagesTests {
    let directory: TemporaryDirectory
    let layout: LayoutFolder
    let subject = Digest.of(Array("the image".utf8))

    init() throws {
        directory = try TemporaryDirectory()
        layout = try LayoutFolder(directory)
    }

    private var images: LayoutImages { layout.images }
    private var repository: ImageReference { layout.repository }

    @Test("tags, manifests and blobs are found, and absence is no obstacle")
    func reading() async throws {
        let manifest = try layout.add(["schemaVersion": 2], name: "v1")
        let blob = try layout.add(blob: Array("content".utf8))
        #expect(try await images.resolve(tag: "v1", in: repository) == manifest)
        #expect(try await images.resolve(tag: "v2", in: repository) == nil)
        let raw = try await images.manifest(manifest, in: repository, limit: 100)
        #expect(raw == RawManifest(bytes: Array(#"{"schemaVersion":2}"#.utf8), mediaType: MediaType.imageManifest))
        #expect(try await images.blob(blob, in: repository, limit: 7) == Array("content".utf8))
        #expect(try await images.measure(blob, in: repository, limit: 7) == Measurement(size: 7, digest: blob))
        #expect(try await images.blob(subject, in: repository, limit: 7) == nil)
        #expect(try await images.manifest(subject, in: repository, limit: 7) == nil)
        #expect(try await images.measure(subject, in: repository, limit: 7) == nil)
        #expect(try await images.referrers(of: subject, in: repository, limit: 7).isEmpty)
    }

    @Test("a blob by another algorithm lies under that algorithm's name")
    func otherAlgorithm() async throws {
        let blob = try layout.add(blob: [1, 2], .sha512)
        #expect(try await images.measure(blob, in: repository, limit: 9) == Measurement(size: 2, digest: blob))
    }

    @Test("a repository nobody stored is absent; a layout directory nobody made is an obstacle")
    func absent() async throws {
        let other = ImageReference(registry: "registry.example", path: "acme/other", tag: nil, digest: nil)
        #expect(try await images.resolve(tag: "v1", in: other) == nil)
        #expect(try await images.referrers(of: subject, in: other, limit: 1).isEmpty)
        let nowhere = LayoutImages(root: directory.path("nowhere"))
        #expect(await obstacleCode { try await nowhere.resolve(tag: "v1", in: repository) } == "layout-missing")
    }

    @Test(
        "what is not a layout is refused",
        arguments: [
            ("oci-layout", nil), ("oci-layout", "{}"), ("oci-layout", #"{"imageLayoutVersion":"2.0.0"}"#),
            ("oci-layout", "no JSON"), ("oci-layout", String(repeating: " ", count: 5_000)), ("index.json", nil),
            ("index.json", "[]"), ("index.json", #"{"manifests":{}}"#), ("index.json", #"{"manifests":[{}]}"#),
            ("index.json", #"{"manifests":[],"manifests":[]}"#),
            ("index.json", #"{"manifests":[{"digest":"sha256:AB"}]}"#),
        ] as [(String, String?)])
    func invalid(file: String, content: String?) async throws {
        try FileManager.default.removeItem(atPath: directory.path(layout.path(file)))
        if let content { try directory.write(content, to: layout.path(file)) }
        #expect(await obstacleCode { try await images.resolve(tag: "v1", in: repository) } == "layout-invalid")
    }

    @Test(
        "a path in place of a digest is an escape",
        arguments: ["sha256:../../../../etc/passwd", "../blobs", "sha256:/etc/passwd", "sha256:.."])
    func pathDigest(text: String) async throws {
        try layout.list(text, name: "v1")
        #expect(await obstacleCode { try await images.resolve(tag: "v1", in: repository) } == "layout-escape")
    }

    @Test(
        "a repository path put together in code cannot leave the root",
        arguments: ["../acme/app", "acme/../../etc", "", "a//b", "."])
    func repositoryEscape(path: String) async throws {
        let hostile = ImageReference(registry: "registry.example", path: path, tag: nil, digest: nil)
        let images = LayoutImages(root: directory.path("acme"))
        #expect(await obstacleCode { try await images.resolve(tag: "v1", in: hostile) } == "layout-escape")
    }

    @Test(
        "links are not followed, wherever in the layout they are",
        arguments: ["blob", "algorithm", "blobs", "index.json", "oci-layout"])
    func links(place: String) async throws {
        let digest = try layout.add(blob: Array("content".utf8))
        let paths = [
            "blob": layout.path(of: digest), "algorithm": layout.path("blobs/sha256"), "blobs": layout.path("blobs"),
        ]
        let path = directory.path(paths[place] ?? layout.path(place))
        try FileManager.default.moveItem(atPath: path, toPath: directory.path("moved"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: directory.path("moved"))
        let code = await obstacleCode {
            _ = try await images.resolve(tag: "v1", in: repository)
            _ = try await images.blob(digest, in: repository, limit: 100)
        }
        #expect(code == "layout-escape")
    }

    @Test("nor on the way to it, but for the root itself", arguments: ["acme", "acme/app"])
    func linkedRepository(place: String) async throws {
        let path = directory.path(place)
        try FileManager.default.moveItem(atPath: path, toPath: directory.path("moved"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: directory.path("moved"))
        #expect(await obstacleCode { _ = try await images.resolve(tag: "v1", in: repository) } == "layout-escape")
    }

    @Test("what is neither file nor link is refused at once", arguments: ["pipe", "directory"])
    func irregular(kind: String) async throws {
        try layout.add(blob: [])
        let path = directory.path(layout.path(of: subject))
        if kind == "pipe" {
            #expect(mkfifo(path, 0o600) == 0)
        } else {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        #expect(await obstacleCode { try await images.blob(subject, in: repository, limit: 9) } == "layout-invalid")
        #expect(await obstacleCode { try await images.measure(subject, in: repository, limit: 9) } == "layout-invalid")
    }

    @Test("limits hold for manifests and blobs; a measurement past its limit says so by its size")
    func limits() async throws {
        let digest = try layout.add(blob: [UInt8](repeating: 7, count: 1 << 20))
        #expect(await obstacleCode { try await images.blob(digest, in: repository, limit: 9) } == "blob-too-large")
        #expect(
            await obstacleCode { try await images.manifest(digest, in: repository, limit: 9) } == "manifest-too-large")
        let measurement = try await images.measure(digest, in: repository, limit: 9)
        #expect((measurement?.size ?? 0) > 9)
        #expect(measurement?.digest != digest)
    }

    @Test("one tag on two images is ambiguous; the same image twice is not")
    func ambiguous() async throws {
        let digest = try layout.add(["a": 1], name: "v1")
        try layout.list(digest.description, name: "v1")
        #expect(try await images.resolve(tag: "v1", in: repository) == digest)
        try layout.add(["a": 2], name: "v1")
        #expect(await obstacleCode { try await images.resolve(tag: "v1", in: repository) } == "layout-tag-ambiguous")
    }

    @Test("what `cosign save` wrote says by kind what a registry says by tag, of one image and no more")
    func saved() async throws {
        func list(_ document: JSON, _ kind: String) throws -> Digest {
            let digest = try layout.add(document, isListed: false)
            try layout.list(digest.description, annotations: ["kind": .string("dev.cosignproject.cosign/\(kind)")])
            return digest
        }
        let image = try list(["an": "image"], "image")
        let signatures = try list(["some": "signatures"], "sigs")
        let attestations = try list(["some": "attestations"], "atts")
        _ = try list(["what": "else"], "sbom")
        func resolve(_ tag: CosignTag, _ image: Digest) async throws -> Digest? {
            try await images.resolve(tag: tag.name(for: image), in: repository)
        }
        #expect(try await resolve(.signature, image) == signatures)
        #expect(try await resolve(.attestation, image) == attestations)
        #expect(try await resolve(.sbom, image) == nil)
        #expect(try await resolve(.signature, subject) == nil)
        // With a second image nobody can tell whose they are.
        let other = try list(["another": "image"], "imageIndex")
        for image in [image, other] { #expect(try await resolve(.signature, image) == nil) }
    }

    @Test("a tag written with its repository is that tag")
    func fullName() async throws {
        let digest = try layout.add(["a": 1], name: "registry.example/acme/app:v1")
        #expect(try await images.resolve(tag: "v1", in: repository) == digest)
    }

    @Test("referrers are found by subject, in nested indexes, and by the fallback tag")
    func referrers() async throws {
        let direct = try layout.add(LayoutFolder.referrer(to: subject, label: "direct"))
        try layout.add(LayoutFolder.referrer(to: Digest.of([9]), label: "of another image"))
        let nested = try layout.add(LayoutFolder.referrer(to: subject, label: "nested"), isListed: false)
        try layout.add(LayoutFolder.index(of: [nested, direct]), mediaType: MediaType.imageIndex)
        let tagged = try layout.add(["label": "tagged"], isListed: false)
        try layout.add(
            LayoutFolder.index(of: [tagged]), mediaType: MediaType.imageIndex, name: "sha256-\(subject.hex)")
        try layout.list("blake3:00")
        let found = try await images.referrers(of: subject, in: repository, limit: 3)
        #expect(Set(found) == [direct, nested, tagged])
        #expect(
            await obstacleCode { try await images.referrers(of: subject, in: repository, limit: 2) }
                == "too-many-referrers")
    }

    @Test("what is listed and not there may be what is looked for; a platform left out is none")
    func incomplete() async throws {
        let missing = Digest.of(Array("never stored".utf8))
        try layout.add(LayoutFolder.index(of: [missing]), mediaType: MediaType.imageIndex)
        #expect(try await images.referrers(of: subject, in: repository, limit: 3).isEmpty)
        try layout.list(missing.description)
        #expect(
            await obstacleCode { try await images.referrers(of: subject, in: repository, limit: 3) }
                == "layout-incomplete")
    }

    @Test("indexes nested without end are an obstacle, circles are walked once")
    func nesting() async throws {
        // A true circle of digests cannot be made; a file under a false name can say anything.
        let circle = Digest.of(Array("circle".utf8))
        try directory.write(LayoutFolder.index(of: [circle]).canonicalBytes(), to: layout.path(of: circle))
        try layout.list(circle.description, mediaType: MediaType.imageIndex)
        #expect(try await images.referrers(of: subject, in: repository, limit: 3).isEmpty)
        var inner = try layout.add(LayoutFolder.referrer(to: subject, label: "deep"), isListed: false)
        for _ in 0..<50 { inner = try layout.add(LayoutFolder.index(of: [inner]), isListed: false) }
        try layout.list(inner.description, mediaType: MediaType.imageIndex)
        #expect(
            await obstacleCode { try await images.referrers(of: subject, in: repository, limit: 3) }
                == "layout-too-deep")
    }

    @Test("more manifests than anybody lists are an obstacle")
    func wide() async throws {
        let digests = (0..<4_200).map { Digest.of(Array("\($0)".utf8)) }
        try layout.add(LayoutFolder.index(of: digests), mediaType: MediaType.imageIndex)
        #expect(
            await obstacleCode { try await images.referrers(of: subject, in: repository, limit: 3) }
                == "layout-too-large")
    }

    @Test("layouts made by others are read", .enabled(if: Fixtures.has("09-oci"), "no fixtures: 1 test skipped"))
    func fixtures() async throws {
        let root = try #require(Fixtures.root).appending(path: "09-oci/regclient/testdata").path
        let repository = ImageReference(registry: "registry.example", path: "testrepo", tag: nil, digest: nil)
        let images = LayoutImages(root: root)
        let digest = try #require(try await images.resolve(tag: "v2", in: repository))
        let raw = try #require(try await images.manifest(digest, in: repository, limit: 4 << 20))
        #expect(Digest.of(raw.bytes) == digest)
        #expect(try await images.referrers(of: digest, in: repository, limit: 50).isEmpty == false)
    }
}
