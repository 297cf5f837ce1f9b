import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("image-digest")
struct ImageDigestCheckTests {
    let world: SupplyChainWorld

    init() throws { world = try SupplyChainWorld() }
    var images: MemoryImages { world.images }
    var repository: ImageReference { world.repository }

    func ask(_ digest: Digest, with arguments: String = "{}") async throws -> Answer<ImageDigestCheck.Code> {
        try await world.memory.ask(
            ImageDigestCheck.self, with: arguments, about: .image(repository.pinned(to: digest), of: nil))
    }

    /// Two platforms of three layers, one of them shared.
    func pushIndex() -> Descriptor {
        images.pushIndex(
            of: [
                images.pushImage(layers: ["base", "b", "c"], to: repository).on("linux", "amd64"),
                images.pushImage(layers: ["base", "e", "f"], to: repository).on("linux", "arm64"),
            ], to: repository)
    }

    @Test("a true index passes, says what it counted and keeps every manifest's bytes")
    func index() async throws {
        let index = pushIndex()
        let answer = try await ask(index.digest)
        #expect(answer.word == "passed")
        #expect(answer.summary?.hasPrefix("index, 2 platforms, 6 layers") == true)
        #expect(answer.evidence.count == 3)
        #expect(answer.evidence.allSatisfy { $0.content.map { Digest.of($0) } == $0.digest })
    }

    @Test("a shared layer is read once")
    func sharedLayer() async throws {
        _ = try await ask(pushIndex().digest)
        let shared = Digest.of(Array("base".utf8))
        #expect(images.questions.count { $0 == .blob(shared) } == 1)
    }

    @Test("one flipped byte in one layer of one platform is found")
    func flippedByte() async throws {
        let index = pushIndex()
        images.serve(Array("F".utf8), asBlob: Digest.of(Array("f".utf8)), in: repository)
        #expect(try await ask(index.digest).codes == [.digestMismatch])
        #expect(try await ask(index.digest, with: "{deep: false}").word == "passed")
    }

    @Test("a lost layer, config or manifest is missing")
    func missing() async throws {
        let index = pushIndex()
        images.lose(Digest.of(Array("e".utf8)), in: repository)
        #expect(try await ask(index.digest).codes == [.missingBlob])
        #expect(try await ask(Digest.of(Array("nothing".utf8))).codes == [.missingManifest])
    }

    @Test("sizes are compared before bytes: a wrong one stops the reading of layers")
    func sizesFirst() async throws {
        let layer = images.store(
            Array("layer".utf8), mediaType: "application/vnd.oci.image.layer.v1.tar", in: repository)
        let longer = Descriptor(mediaType: layer.mediaType, digest: layer.digest, size: 6)
        let config = images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        let manifest = images.push(
            MemoryImages.manifest(config: config, layers: [layer, longer]), mediaType: MediaType.imageManifest,
            to: repository)
        #expect(try await ask(manifest.digest).codes == [.sizeMismatch])
        #expect(!images.questions.contains(.blob(layer.digest)))
    }

    @Test("a measured size other than the described one is found")
    func measuredSize() async throws {
        let image = images.pushImage(layers: ["x"], to: repository)
        images.misreport(size: 2, of: Digest.of(Array("x".utf8)), in: repository)
        #expect(try await ask(image.digest).codes == [.sizeMismatch])
    }

    @Test("a layer of a type nobody knows is named")
    func unknownType() async throws {
        let config = images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        let layer = images.store(Array("x".utf8), mediaType: "application/x-surprise", in: repository)
        let manifest = images.push(
            MemoryImages.manifest(config: config, layers: [layer]), mediaType: MediaType.imageManifest, to: repository)
        #expect(try await ask(manifest.digest).codes == [.unknownMediaType])
    }

    @Test("a foreign layer that is not here decides nothing, and beside a real fault the fault decides")
    func foreignLayer() async throws {
        let config = images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        let foreign = Descriptor(
            mediaType: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", digest: Digest.of([7]), size: 1)
        let manifest = images.push(
            MemoryImages.manifest(config: config, layers: [foreign]), mediaType: MediaType.imageManifest, to: repository
        )
        let answer = try await ask(manifest.digest)
        #expect(answer.word == "inconclusive")
        #expect(answer.codes == [.foreignLayer])
        images.lose(config.digest, in: repository)
        let worse = try await ask(manifest.digest)
        #expect(worse.word == "failed")
        #expect(worse.codes == [.missingBlob, .foreignLayer])
    }

    @Test("an empty index has nothing that could pass")
    func emptyIndex() async throws {
        #expect(try await ask(images.pushIndex(of: [], to: repository).digest).codes == [.emptyIndex])
    }

    @Test("an index that leads to itself or nests too deep ends")
    func nesting() async throws {
        var nested = images.pushImage(to: repository)
        for _ in 1...3 { nested = images.pushIndex(of: [nested], to: repository) }
        #expect(try await ask(nested.digest).word == "passed")
        #expect(try await ask(images.pushIndex(of: [nested], to: repository).digest).codes == [.tooDeep])
    }

    @Test("more platforms than allowed are refused, in one index or over several")
    func platforms() async throws {
        let many = (1...3).map { images.pushImage(layers: ["layer \($0)"], to: repository) }
        let flat = images.pushIndex(of: many, to: repository)
        #expect(try await ask(flat.digest, with: "{platforms: 2}").codes == [.tooManyPlatforms])
        #expect(try await ask(flat.digest, with: "{platforms: 3}").word == "passed")
        let nested = images.pushIndex(
            of: [images.pushIndex(of: [many[0]], to: repository), images.pushIndex(of: [many[1]], to: repository)],
            to: repository)
        #expect(try await ask(nested.digest, with: "{platforms: 2}").codes == [.tooManyPlatforms])
    }

    @Test(
        "documents that lie about themselves keep their names",
        arguments: [
            (#"{"schemaVersion":1}"#, ImageDigestCheck.Code.schemaOne),
            ("{", .malformedManifest),
            (
                #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"md5:00","size":1}]}"#,
                .unverifiableDigest
            ),
            (
                #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","size":1,"data":"eA=="}]}"#,
                .inlineDataMismatch
            ),
        ])
    func documents(_ text: String, _ code: ImageDigestCheck.Code) async throws {
        let digest = images.push(manifest: Array(text.utf8), mediaType: nil, to: repository)
        #expect(try await ask(digest).codes == [code])
    }

    @Test("an index that calls a manifest an index is a disagreement")
    func disagreement() async throws {
        let image = images.pushImage(to: repository)
        let lie = Descriptor(mediaType: MediaType.imageIndex, digest: image.digest, size: image.size)
        #expect(try await ask(images.pushIndex(of: [lie], to: repository).digest).codes == [.mediaTypeMismatch])
    }

    @Test("more than a thousand layers are not looked at")
    func layers() async throws {
        let config = images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        let layer = images.store([1], mediaType: "application/vnd.oci.image.layer.v1.tar", in: repository)
        let manifest = images.push(
            MemoryImages.manifest(config: config, layers: Array(repeating: layer, count: 1_001)),
            mediaType: MediaType.imageManifest, to: repository)
        #expect(try await ask(manifest.digest).codes == [.tooManyLayers])
    }

    @Test("an image without a digest is not looked at")
    func notPinned() async throws {
        let obstacle = await #expect(throws: Obstacle.self) {
            try await world.memory.ask(ImageDigestCheck.self, about: .image(repository, of: nil))
        }
        #expect(obstacle?.diagnostic.code == "image-not-pinned")
    }

    @Test("limits out of range are input errors", arguments: ["{platforms: 0}", "{platforms: 257}", "{deep: maybe}"])
    func arguments(_ text: String) async {
        await #expect(throws: InputError.self) { try await ask(Digest.of([1]), with: text) }
    }
}
