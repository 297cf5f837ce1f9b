import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Verifying reads")
struct ImageReaderTests {
    let images = MemoryImages()
    let repository = ImageReference(registry: "registry.example", path: "acme/web", tag: nil, digest: nil)
    let content = Array("a signed payload".utf8)

    var reader: ImageReader { ImageReader(images, repository: repository) }

    func stored() -> Descriptor { images.store(content, mediaType: "text/plain", in: repository) }

    @Test("a blob that is what its descriptor says is handed over")
    func truth() async throws {
        #expect(try await reader.blob(stored(), limit: 100).get() == content)
        #expect(try await reader.inspect(stored()) == nil)
    }

    @Test("a flipped byte is a digest mismatch, whole or streamed")
    func flippedByte() async throws {
        let descriptor = stored()
        images.serve(Array("a signed paylo@d".utf8), asBlob: descriptor.digest, in: repository)
        #expect(try await reader.inspect(descriptor)?.code == .digestMismatch)
        #expect(try await code(of: reader.blob(descriptor, limit: 100)) == .digestMismatch)
    }

    @Test("a body longer or shorter than described is a size mismatch", arguments: ["a", "a signed payload and more"])
    func otherSize(_ body: String) async throws {
        let descriptor = stored()
        images.serve(Array(body.utf8), asBlob: descriptor.digest, in: repository)
        #expect(try await reader.inspect(descriptor)?.code == .sizeMismatch)
        #expect(try await code(of: reader.blob(descriptor, limit: 100)) == .sizeMismatch)
    }

    @Test("a descriptor with the wrong size is caught although the bytes are right")
    func wrongDescriptor() async throws {
        let truth = stored()
        let lie = Descriptor(mediaType: truth.mediaType, digest: truth.digest, size: truth.size + 1)
        #expect(try await reader.inspect(lie)?.code == .sizeMismatch)
        #expect(try await code(of: reader.blob(lie, limit: 100)) == .sizeMismatch)
    }

    @Test("a blob that is not there is a defect, and a foreign one has its own name")
    func missing() async throws {
        let gone = Descriptor(mediaType: "text/plain", digest: Digest.of([1]), size: 1)
        #expect(try await reader.inspect(gone)?.code == .missingBlob)
        #expect(try await code(of: reader.blob(gone, limit: 100)) == .missingBlob)
        let foreign = Descriptor(
            mediaType: "text/plain", digest: Digest.of([1]), size: 1, urls: ["https://elsewhere.example/layer"])
        #expect(try await reader.inspect(foreign)?.code == .foreignLayer)
    }

    /// How the three kinds of layer begin.
    private static let heads: [Packing: [UInt8]] = [
        .gzip: [0x1F, 0x8B, 8, 0], .zstd: [0x28, 0xB5, 0x2F, 0xFD], .none: Array("etc/passwd".utf8),
    ]

    @Test("a layer is packed as its type says, or is another thing than it is called", arguments: Packing.allCases)
    func packing(_ packing: Packing) async throws {
        let types: [(type: String, packing: Packing)] = [
            ("application/vnd.oci.image.layer.v1.tar+gzip", .gzip),
            ("application/vnd.oci.image.layer.v1.tar+zstd", .zstd), ("application/vnd.oci.image.layer.v1.tar", .none),
            ("application/vnd.docker.image.rootfs.diff.tar.gzip", .gzip),
        ]
        for (type, said) in types {
            let layer = images.store(try #require(Self.heads[packing]), mediaType: type, in: repository)
            #expect(try await reader.inspect(layer)?.code == (said == packing ? nil : .mediaTypeMismatch))
        }
        let other = images.store(try #require(Self.heads[packing]), mediaType: MediaType.empty, in: repository)
        #expect(try await reader.inspect(other) == nil)
    }

    @Test("how bytes are packed is told by their first four, and by no fewer")
    func heads() {
        #expect(Packing(head: [0x52, 0x2A, 0x4D, 0x18]) == .zstd)
        #expect(Packing(head: [0x28, 0xB5, 0x2F]) == .none)
        #expect(Packing(head: [0x1F]) == .none)
        #expect(Packing(head: []) == .none)
    }

    @Test("a blob said to be larger than we look at is an obstacle, before it is fetched")
    func tooLarge() async {
        let descriptor = stored()
        let whole = await #expect(throws: Obstacle.self) { try await reader.blob(descriptor, limit: 3) }
        #expect(whole?.diagnostic.code == "blob-too-large")
        let small = ImageReader(images, repository: repository, limits: ImageLimits(blobBytes: 3))
        let streamed = await #expect(throws: Obstacle.self) { try await small.inspect(descriptor) }
        #expect(streamed?.diagnostic.code == "blob-too-large")
        #expect(images.questions.isEmpty)
    }

    @Test("manifests are compared with descriptor size, digest and type")
    func manifests() async throws {
        let image = images.pushImage(to: repository)
        #expect(try await reader.document(image).get().digest == image.digest)
        let longer = Descriptor(mediaType: image.mediaType, digest: image.digest, size: image.size + 1)
        #expect(try await code(of: reader.document(longer)) == .sizeMismatch)
        let other = Descriptor(mediaType: MediaType.imageIndex, digest: image.digest, size: image.size)
        #expect(try await code(of: reader.document(other)) == .mediaTypeMismatch)
        images.serve(Array("{}".utf8), asManifest: image.digest, in: repository)
        #expect(try await code(of: reader.document(image.digest)) == .digestMismatch)
        images.lose(image.digest, in: repository)
        #expect(try await code(of: reader.document(image.digest)) == .missingManifest)
    }

    @Test("a source that cannot be asked is an obstacle, never an absence")
    func obstacle() async {
        let descriptor = stored()
        images.obstruct(.blob(descriptor.digest), in: repository, with: Obstacle("registry-unreachable", "no route"))
        let obstacle = await #expect(throws: Obstacle.self) { try await reader.inspect(descriptor) }
        #expect(obstacle?.diagnostic.code == "registry-unreachable")
    }

    private func code<Value>(of result: Result<Value, ImageDefect>) -> ImageDefect.Code? {
        if case .failure(let defect) = result { defect.code } else { nil }
    }
}
