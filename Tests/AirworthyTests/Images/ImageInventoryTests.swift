import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("everything that goes with an image")
struct ImageInventoryTests {
    private let images = MemoryImages()
    private let repository = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)

    private func inventory(_ digest: Digest) async throws -> ImageInventory {
        try await ImageInventory.read(digest, with: ImageReader(images, repository: repository))
    }

    /// Two platforms below one index.
    private func pushIndex() -> (index: Descriptor, amd64: Descriptor, arm64: Descriptor) {
        let amd64 = images.pushImage(layers: ["amd64"], to: repository).on("linux", "amd64")
        let arm64 = images.pushImage(layers: ["arm64"], to: repository).on("linux", "arm64")
        return (images.pushIndex(of: [amd64, arm64], to: repository), amd64, arm64)
    }

    private func attach(_ text: String, to subject: Descriptor) -> Descriptor {
        images.attach(Array(text.utf8), mediaType: MediaType.sigstoreBundle, to: subject, in: repository)
    }

    @Test("the index, its platforms, what is attached to each of them, and what is attached to that")
    func whole() async throws {
        let (index, amd64, arm64) = pushIndex()
        let onIndex = attach("about the index", to: index)
        let onPlatform = attach("about a platform", to: arm64)
        let onAttachment = attach("about an attachment", to: onIndex)
        let seen = try await inventory(index.digest)
        #expect(seen.faults.isEmpty && seen.strays.isEmpty)
        let levels = Dictionary(uniqueKeysWithValues: seen.items.map { ($0.document.digest, $0.level) })
        #expect(
            levels == [
                index.digest: 0, amd64.digest: 0, arm64.digest: 0, onIndex.digest: 1, onPlatform.digest: 1,
                onAttachment.digest: 2,
            ])
        #expect(seen.items.first?.relation == .root)
        let relations = seen.items.map(\.relation)
        #expect(relations.contains(.listed(by: index.digest, platform: Platform(os: "linux", architecture: "arm64"))))
        #expect(relations.contains(.attached(to: arm64.digest, route: .referrer)))
        // Two configs and two layers, three attached blobs, and the empty config they share.
        #expect(seen.blobs.count == 8)
    }

    @Test("cosign's tags are found at every document, and carried by name", arguments: CosignTag.allCases)
    func tags(tag: CosignTag) async throws {
        let (index, amd64, _) = pushIndex()
        let name = tag.name(for: amd64.digest)
        let signature = images.push(
            MemoryImages.manifest(
                config: images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository),
                layers: [images.store([1], mediaType: MediaType.simpleSigning, in: repository)]),
            mediaType: MediaType.imageManifest, to: repository, tag: name)
        let seen = try await inventory(index.digest)
        #expect(seen.tags.map(\.name) == [name])
        #expect(seen.tags.map(\.digest) == [signature.digest])
        #expect(seen.items.last?.relation == .attached(to: amd64.digest, route: .tag(tag)))
    }

    @Test("what is listed and not there is a fault that is no obstacle; what could not be asked for is one")
    func faults() async throws {
        let (index, amd64, arm64) = pushIndex()
        images.lose(amd64.digest, in: repository)
        images.obstruct(.referrers(arm64.digest), in: repository, with: Obstacle("registry-busy", "too many"))
        let seen = try await inventory(index.digest)
        #expect(seen.faults.map(\.diagnostic.code) == ["missing-manifest", "registry-busy"])
        #expect(seen.faults.map(\.isObstacle) == [false, true])
    }

    @Test("an image that is not there has faults and no items")
    func absent() async throws {
        let seen = try await inventory(Digest.of([1]))
        #expect(seen.items.isEmpty)
        #expect(seen.faults.map(\.diagnostic.code) == ["missing-manifest"])
    }

    @Test("what is listed for an image and is about another is left out, and said")
    func strays() async throws {
        let (index, amd64, _) = pushIndex()
        let stranger = attach("about amd64", to: amd64)
        images.list(referrer: stranger.digest, of: index.digest, in: repository)
        let seen = try await inventory(index.digest)
        #expect(seen.strays.map(\.code) == ["other-subject"])
        #expect(seen.faults.isEmpty)
        // It is found all the same, where it belongs.
        #expect(seen.items.last?.relation == .attached(to: amd64.digest, route: .referrer))
    }

    @Test("a chain of attachments past the limit is an obstacle, not a long walk")
    func depth() async throws {
        var last = images.pushImage(to: repository)
        let image = last
        for step in 0..<ImageInventory.levelLimit { last = attach("step \(step)", to: last) }
        #expect(try await inventory(image.digest).items.count == 1 + ImageInventory.levelLimit)
        last = attach("one more", to: last)
        do {
            _ = try await inventory(image.digest)
            Issue.record("no limit was met")
        } catch let obstacle as Obstacle {
            #expect(obstacle.diagnostic.code == "attachments-too-deep")
        }
    }

    @Test("more manifests than are kept are an obstacle")
    func count() async throws {
        let image = images.pushImage(to: repository)
        for step in 0..<20 { _ = attach("attachment \(step)", to: image) }
        let limits = ImageLimits(totalManifestBytes: 4_000)
        do {
            _ = try await ImageInventory.read(
                image.digest, with: ImageReader(images, repository: repository, limits: limits))
            Issue.record("no limit was met")
        } catch {
            #expect(error.diagnostic.code == "too-many-attachments")
        }
    }

    @Test("two sizes for one blob are a fault: one of them is a lie")
    func sizes() async throws {
        let config = images.store([1], mediaType: MediaType.imageConfig, in: repository)
        let layer = images.store([2, 3], mediaType: "application/vnd.oci.image.layer.v1.tar", in: repository)
        let lie = Descriptor(mediaType: layer.mediaType, digest: layer.digest, size: 3)
        let manifests = [layer, lie].map {
            images.push(
                MemoryImages.manifest(config: config, layers: [$0]), mediaType: MediaType.imageManifest, to: repository)
        }
        let index = images.pushIndex(of: manifests, to: repository)
        #expect(try await inventory(index.digest).faults.map(\.diagnostic.code) == ["size-mismatch"])
    }

    @Test("an index among the referrers brings what it lists with it")
    func attachedIndex() async throws {
        let image = images.pushImage(to: repository)
        let part = images.pushImage(layers: ["a part"], to: repository)
        let index: JSON = [
            "schemaVersion": 2, "mediaType": .string(MediaType.imageIndex), "subject": image.json,
            "manifests": [part.json],
        ]
        let attached = images.push(
            index, mediaType: MediaType.imageIndex, to: repository, subject: image.digest)
        let seen = try await inventory(image.digest)
        #expect(seen.items.map(\.document.digest) == [image.digest, attached.digest, part.digest])
        #expect(seen.items.map(\.level) == [0, 1, 1])
    }
}
