import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite("writing image layouts")
struct LayoutWriterTests {
    private let directory: TemporaryDirectory
    private let writer: LayoutWriter
    private let repository = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)

    init() throws {
        directory = try TemporaryDirectory()
        writer = LayoutWriter(root: directory.path)
    }

    private var images: LayoutImages { LayoutImages(root: directory.path) }
    private func path(_ name: String) -> String { directory.path("acme/app/\(name)") }
    private func names(_ name: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
    }

    private func document(_ label: String, subject: Digest? = nil) throws -> ImageDocument {
        let config = Descriptor(mediaType: MediaType.empty, digest: Digest.of(Array("{}".utf8)), size: 2)
        let bytes = MemoryImages.manifest(
            config: config, layers: [],
            subject: subject.map { Descriptor(mediaType: MediaType.imageManifest, digest: $0, size: 1) },
            artifactType: "application/vnd.example.\(label)"
        ).canonicalBytes()
        return try ImageDocument(RawManifest(bytes: bytes, mediaType: nil), digest: .of(bytes), name: label)
    }

    @Test("a layout is made where there is nothing, with its version, and found by its readers")
    func made() async throws {
        let document = try document("one")
        #expect(try await !writer.holds(document, as: .named("v1"), in: repository))
        _ = try await writer.put(document, as: .named("v1"), in: repository)
        #expect(try await writer.holds(document, as: .named("v1"), in: repository))
        #expect(names() == ["blobs", "index.json", "oci-layout"])
        let version = try String(contentsOfFile: path("oci-layout"), encoding: .utf8)
        #expect(version == #"{"imageLayoutVersion":"1.0.0"}"#)
        #expect(try await images.resolve(tag: "v1", in: repository) == document.digest)
        #expect(try await images.manifest(document.digest, in: repository, limit: 4 << 20)?.bytes == document.bytes)
    }

    @Test("referrers are listed without a name and found by their subject")
    func referrers() async throws {
        let image = try document("image")
        let referrer = try document("referrer", subject: image.digest)
        _ = try await writer.put(image, as: .pinned, in: repository)
        #expect(try await writer.put(referrer, as: .referrer, in: repository))
        #expect(try await images.referrers(of: image.digest, in: repository, limit: 5) == [referrer.digest])
    }

    @Test("a directory with something else in it is refused and left alone")
    func somebodyElses() async throws {
        try directory.write("mine", to: "acme/app/notes.txt")
        let document = try document("one")
        #expect(
            await obstacleCode { _ = try await writer.put(document, as: .pinned, in: repository) } == "layout-invalid")
        #expect(names() == ["notes.txt"])
    }

    @Test("an index that cannot be read is not written over")
    func brokenIndex() async throws {
        try directory.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "acme/app/oci-layout")
        try directory.write("{", to: "acme/app/index.json")
        let document = try document("one")
        #expect(
            await obstacleCode { _ = try await writer.put(document, as: .pinned, in: repository) } == "layout-invalid")
        #expect(try String(contentsOfFile: path("index.json"), encoding: .utf8) == "{")
    }

    @Test("a link among the blobs leads nowhere: nothing is written through it")
    func links() async throws {
        try directory.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "acme/app/oci-layout")
        try directory.makeDirectory("elsewhere")
        try FileManager.default.createDirectory(atPath: path("blobs"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: path("blobs/sha256"), withDestinationPath: directory.path("elsewhere"))
        #expect(await obstacleCode { try await writer.put([1], in: repository) } == "layout-unwritable")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("elsewhere")).isEmpty)
    }

    @Test("a blob that is not what was promised leaves nothing behind", arguments: [3, 5, 4])
    func liar(size: Int64) async throws {
        let source = try LayoutFolder(directory, path: "source")
        let digest = try source.add(blob: [1, 2, 3, 4])
        // Size 4 is right, and then the content is not.
        if size == 4 { try directory.write([4, 3, 2, 1], to: source.path(of: digest)) }
        let blob = Descriptor(mediaType: "application/octet-stream", digest: digest, size: size)
        let defect = try await writer.put(
            blob, in: repository, from: source.images, of: source.repository)
        #expect(defect?.code == (size == 4 ? .digestMismatch : .sizeMismatch))
        #expect(names("blobs/sha256").isEmpty)
        let absent = Descriptor(mediaType: "application/octet-stream", digest: Digest.of([9]), size: 1)
        let missing = try await writer.put(absent, in: repository, from: source.images, of: source.repository)
        #expect(missing?.code == .missingBlob)
        #expect(names("blobs/sha256").isEmpty)
    }

    @Test("a blob of the right name with the wrong content is not taken for it, and is replaced")
    func torn() async throws {
        let source = try LayoutFolder(directory, path: "source")
        let digest = try source.add(blob: [1, 2, 3, 4])
        let blob = Descriptor(mediaType: "application/octet-stream", digest: digest, size: 4)
        try directory.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "acme/app/oci-layout")
        try directory.write([1, 2], to: "acme/app/blobs/sha256/\(digest.hex)")
        #expect(try await !writer.holds(blob, in: repository))
        #expect(try await writer.put(blob, in: repository, from: source.images, of: source.repository) == nil)
        #expect(try await writer.holds(blob, in: repository))
    }

    @Test("many writers at once lose nothing of one another")
    func concurrent() async throws {
        let documents = try (0..<24).map { try document("number-\($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, document) in documents.enumerated() {
                group.addTask {
                    let own = LayoutWriter(root: directory.path)
                    _ = try await own.put(document, as: .named("v\(index)"), in: repository)
                }
            }
            try await group.waitForAll()
        }
        for (index, document) in documents.enumerated() {
            #expect(try await images.resolve(tag: "v\(index)", in: repository) == document.digest)
        }
        #expect(names() == ["blobs", "index.json", "oci-layout"])
    }
}
