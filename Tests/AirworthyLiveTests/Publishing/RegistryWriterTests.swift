import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite("writing to a registry that is right, or wrong in one way", .timeLimit(.minutes(10)))
struct RegistryWriterTests {
    private let directory: TemporaryDirectory
    private let source: LayoutFolder

    init() throws {
        directory = try TemporaryDirectory()
        source = try LayoutFolder(directory, path: "layouts/app")
    }

    private func settings(_ authority: String) -> [String: RegistrySettings] {
        [authority: RegistrySettings(plainHTTP: true)]
    }

    private func requests(_ authority: String, docker: DockerConfig = DockerConfig()) -> RegistryRequests {
        RegistryRequests(
            registries: settings(authority), logins: RegistryLogins(docker: docker, programs: nil),
            tokenScope: .writing)
    }

    private func writer(_ authority: String, docker: DockerConfig = DockerConfig()) -> RegistryWriter {
        RegistryWriter(
            registries: settings(authority), logins: RegistryLogins(docker: docker, programs: nil),
            spool: directory.path, fallback: FallbackTagTiming(window: .milliseconds(400)))
    }

    private func docker(_ authority: String, _ user: String, _ password: String) throws -> DockerConfig {
        let pair = Base64.encode(Array("\(user):\(password)".utf8))
        return try DockerConfig(Array(#"{"auths":{"\#(authority)":{"auth":"\#(pair)"}}}"#.utf8), name: "config")
    }

    /// A blob of the layout; larger than what goes through memory when told so.
    private func blob(large: Bool = false) throws -> (descriptor: Descriptor, bytes: [UInt8]) {
        let bytes = (0..<(large ? 3 << 20 : 100)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        return (
            Descriptor(
                mediaType: "application/octet-stream", digest: try source.add(blob: bytes), size: Int64(bytes.count)),
            bytes
        )
    }

    private func document(subject: Descriptor? = nil, label: String = "x", config: Descriptor) throws -> ImageDocument {
        let bytes = MemoryImages.manifest(
            config: config, layers: [], subject: subject, artifactType: "application/vnd.example.\(label)"
        ).canonicalBytes()
        return try ImageDocument(RawManifest(bytes: bytes, mediaType: nil), digest: .of(bytes), name: label)
    }

    @Test("a blob of any size arrives as it was", arguments: [false, true])
    func blobs(large: Bool) async throws {
        let registry = try VirtualRegistry()
        let repository = registry.repository("acme/app")
        let (descriptor, bytes) = try blob(large: large)
        let writer = writer(registry.authority)
        #expect(try await !writer.holds(descriptor, in: repository))
        #expect(try await writer.put(descriptor, in: repository, from: source.images, of: source.repository) == nil)
        #expect(registry.blob(descriptor.digest, in: repository) == bytes)
        #expect(try await writer.holds(descriptor, in: repository))
    }

    @Test(
        "blobs and what refers to them are written over TLS, to whom the named authority vouches for and to nobody else"
    )
    func encrypted() async throws {
        let registry = try VirtualRegistry()
        let front = try TLSFront(before: registry.authority)
        let authority = try directory.write(front.authorityPEM, to: "lab.pem")
        let there = ImageReference(registry: front.authority, path: "acme/app", tag: nil, digest: nil)
        let (descriptor, bytes) = try blob(large: true)
        func writer(_ settings: RegistrySettings) -> RegistryWriter {
            RegistryWriter(
                registries: [front.authority: settings],
                logins: RegistryLogins(docker: DockerConfig(), programs: nil), spool: directory.path,
                fallback: FallbackTagTiming(window: .milliseconds(400)))
        }
        let refusal = await #expect(throws: Obstacle.self) {
            _ = try await writer(RegistrySettings()).put(
                descriptor, in: there, from: source.images, of: source.repository)
        }
        #expect(refusal?.diagnostic.code == "registry-untrusted")
        #expect(registry.exchanges.isEmpty)
        let trusting = writer(RegistrySettings(caFile: authority))
        #expect(try await trusting.put(descriptor, in: there, from: source.images, of: source.repository) == nil)
        #expect(registry.blob(descriptor.digest, in: registry.repository("acme/app")) == bytes)
    }

    /// Uploads in chunks of a megabyte, from a file as long as three.
    private func upload(to registry: VirtualRegistry) async throws -> (digest: Digest, bytes: [UInt8]) {
        let repository = registry.repository("acme/app")
        let (descriptor, bytes) = try blob(large: true)
        let file = try #require(try await source.images.file(of: descriptor.digest, in: source.repository))
        let upload = RegistryUpload(
            requests: requests(registry.authority), repository: repository, blob: descriptor, chunkSize: 1 << 20)
        guard case .session(let session, let least) = try await upload.begin() else {
            Issue.record("nothing was there to mount")
            return (descriptor.digest, bytes)
        }
        try await upload.send(file, to: session, leastChunk: least)
        return (descriptor.digest, bytes)
    }

    @Test("a large blob goes in chunks, each where the last one ended")
    func chunks() async throws {
        let registry = try VirtualRegistry()
        let sent = try await upload(to: registry)
        #expect(registry.blob(sent.digest, in: registry.repository("acme/app")) == sent.bytes)
        #expect(registry.count(.upload, "PATCH") == 3 && registry.count(.upload, "PUT") == 1)
        let ranges = registry.exchanges.compactMap { $0.request["content-range"] }
        #expect(ranges == ["0-1048575", "1048576-2097151", "2097152-3145727"])
    }

    @Test("a chunk that did not arrive is sent again from where the registry says it is, and not for ever")
    func resumed() async throws {
        let registry = try VirtualRegistry()
        // The first request begins the session, the second is the first chunk.
        registry.set(.status(500), on: .upload, after: 2, times: 1)
        let sent = try await upload(to: registry)
        #expect(registry.blob(sent.digest, in: registry.repository("acme/app")) == sent.bytes)
        #expect(registry.count(.upload, "GET") == 1)
        registry.set(.status(500), on: .upload, after: 2)
        #expect(await obstacleCode { _ = try await upload(to: registry) } == "registry-status")
    }

    @Test("a blob of another repository of the registry is mounted, not sent")
    func mounted() async throws {
        let registry = try VirtualRegistry()
        let bytes = [UInt8](repeating: 7, count: 1_000)
        let origin = registry.repository("acme/app")
        let digest = registry.push(blob: bytes, to: origin)
        let blob = Descriptor(mediaType: "a/b", digest: digest, size: 1_000)
        let images = RegistryImages(registries: settings(registry.authority), docker: DockerConfig())
        let twin = registry.repository("acme/twin")
        #expect(try await writer(registry.authority).put(blob, in: twin, from: images, of: origin) == nil)
        #expect(registry.blob(digest, in: twin) == bytes)
        #expect(registry.count(.upload) == 1 && registry.count(.blob, "GET") == 0)
    }

    @Test("a registry that mounts nothing is sent the blob")
    func notMounted() async throws {
        let registry = try VirtualRegistry(.with { $0.mountsBlobs = false })
        let bytes = [UInt8](repeating: 7, count: 3 << 20)
        let origin = registry.repository("acme/app")
        let blob = Descriptor(
            mediaType: "a/b", digest: registry.push(blob: bytes, to: origin), size: Int64(bytes.count))
        let images = RegistryImages(registries: settings(registry.authority), docker: DockerConfig())
        let twin = registry.repository("acme/twin")
        #expect(try await writer(registry.authority).put(blob, in: twin, from: images, of: origin) == nil)
        #expect(registry.blob(blob.digest, in: twin) == bytes)
    }

    @Test("a token for pushing is asked for by that name, and one for reading the other repository only to mount")
    func scopes() async throws {
        let registry = try VirtualRegistry(
            .with { $0.access = .token(user: "dana", password: "secret", anonymousPull: false) })
        let docker = try docker(registry.authority, "dana", "secret")
        let origin = registry.repository("acme/app")
        let blob = Descriptor(mediaType: "a/b", digest: registry.push(blob: [1, 2], to: origin), size: 2)
        let images = RegistryImages(registries: settings(registry.authority), docker: docker)
        let twin = registry.repository("acme/twin")
        let writer = writer(registry.authority, docker: docker)
        #expect(try await !writer.holds(blob, in: twin))
        #expect(try await writer.put(blob, in: twin, from: images, of: origin) == nil)
        #expect(registry.blob(blob.digest, in: twin) == [1, 2])
        let asked = registry.exchanges.filter { $0.request.route == .token }.map { $0.request.queries("scope") }
        #expect(
            asked == [
                ["repository:acme/twin:pull,push"], ["repository:acme/twin:pull,push", "repository:acme/app:pull"],
            ])
    }

    @Test("who may not write is told so, and what the registry said")
    func refusals() async throws {
        let closed = try VirtualRegistry(.with { $0.access = .basic(user: "dana", password: "secret") })
        let code = await obstacleCode {
            try await writer(closed.authority, docker: try docker(closed.authority, "dana", "wrong"))
                .put([1], in: closed.repository("acme/app"))
        }
        #expect(code == "registry-unauthorized")
        for (status, expected) in [
            (403, "registry-forbidden"), (405, "registry-forbidden"), (413, "registry-refused"),
            (400, "registry-refused"), (500, "registry-status"), (307, "registry-status"),
        ] {
            let registry = try VirtualRegistry()
            registry.set(.status(status), on: .upload)
            let code = await obstacleCode {
                try await writer(registry.authority).put([1], in: registry.repository("acme/app"))
            }
            #expect(code == expected, "\(status)")
        }
    }

    @Test("an upload is not continued on another host, and no proof of who we are goes there")
    func elsewhere() async throws {
        let stranger = try LoopbackServer { _ in .answer(201) }
        let registry = try LoopbackServer { request in
            request.method == "HEAD"
                ? .answer(404)
                : .answer(202, headers: ["Location": "http://\(stranger.authority)/v2/acme/app/blobs/uploads/1"])
        }
        let repository = ImageReference(registry: registry.authority, path: "acme/app", tag: nil, digest: nil)
        let code = await obstacleCode { try await writer(registry.authority).put([1], in: repository) }
        #expect(code == "registry-upload-elsewhere")
        #expect(stranger.requests.isEmpty)
    }

    @Test("a registry that says it stored something else is not believed", arguments: [true, false])
    func otherDigest(says: Bool) async throws {
        let registry = try VirtualRegistry()
        let repository = registry.repository("acme/app")
        let config = Descriptor(
            mediaType: MediaType.empty, digest: registry.push(blob: Array("{}".utf8), to: repository), size: 2)
        let document = try document(config: config)
        registry.set(.digestHeader(says ? "\(Digest.of([9]))" : nil), on: .manifest, times: 1)
        // Without a word from it, it is asked.
        if !says { registry.set(.status(404), on: .manifest, after: 1) }
        let code = await obstacleCode {
            _ = try await writer(registry.authority).put(document, as: .pinned, in: repository)
        }
        #expect(code == "registry-digest-differs")
    }

    @Test("with a referrers API nothing is listed by hand; without one the fallback tag is", arguments: [true, false])
    func referrers(hasAPI: Bool) async throws {
        let registry = try VirtualRegistry(.with { $0.listsReferrers = hasAPI })
        let repository = registry.repository("acme/app")
        let image = registry.pushImage(to: repository)
        let config = Descriptor(
            mediaType: MediaType.empty, digest: registry.push(blob: Array("{}".utf8), to: repository), size: 2)
        let referrer = try document(subject: image, config: config)
        let writer = writer(registry.authority)
        let isListed = try await writer.put(referrer, as: .referrer, in: repository)
        #expect(isListed == hasAPI)
        if !isListed { try await writer.list([referrer.referrerDescriptor], of: image.digest, in: repository) }
        let images = RegistryImages(registries: settings(registry.authority), docker: DockerConfig())
        #expect(try await images.referrers(of: image.digest, in: repository, limit: 5) == [referrer.digest])
        let fallback = "\(image.digest)".replacing(":", with: "-")
        #expect(registry.tags(in: repository).keys.contains(fallback) == !hasAPI)
    }

    @Test("where a registry compares before it writes, publishers at once lose nothing however short they watch")
    func compared() async throws {
        let registry = try VirtualRegistry(.with { $0.listsReferrers = false })
        let repository = registry.repository("acme/app")
        let image = registry.pushImage(to: repository)
        let config = Descriptor(
            mediaType: MediaType.empty, digest: registry.push(blob: Array("{}".utf8), to: repository), size: 2)
        let referrers = try (0..<8).map { try document(subject: image, label: "number-\($0)", config: config) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for referrer in referrers {
                let writer = writer(registry.authority)
                group.addTask {
                    _ = try await writer.put(referrer, as: .referrer, in: repository)
                    try await writer.list([referrer.referrerDescriptor], of: image.digest, in: repository)
                }
            }
            try await group.waitForAll()
        }
        let images = RegistryImages(registries: settings(registry.authority), docker: DockerConfig())
        let listed = try await images.referrers(of: image.digest, in: repository, limit: 20)
        #expect(Set(listed) == Set(referrers.map(\.digest)))
    }

    @Test("a bundle is published once: the second time nothing is sent", arguments: [true, false])
    func publisher(hasAPI: Bool) async throws {
        let registry = try VirtualRegistry(.with { $0.listsReferrers = hasAPI })
        let repository = registry.repository("acme/app")
        let image = registry.pushImage(to: repository)
        let place = ImagePlace(
            reference: repository.pinned(to: image.digest),
            source: RegistryImages(registries: settings(registry.authority), docker: DockerConfig()),
            writer: writer(registry.authority))
        let publisher = BundlePublisher(place)
        let subject = try await publisher.subject()
        let key = try PrivateKey.generate(.p256)
        let statement = Statement.json(
            subjects: [StatementSubject(name: "app", digests: [image.digest])], predicateType: "https://example/v1",
            predicate: ["result": "PASSED"])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: nil).json.canonicalBytes()
        let referrer = try BundleReferrer(bundle, about: subject)
        let first = try await publisher.publish([referrer], about: subject.digest)
        #expect(first.map(\.wasThere) == [false] && first.map(\.digest) == [referrer.document.digest])
        registry.forgetExchanges()
        let second = try await publisher.publish([referrer], about: subject.digest)
        #expect(second.map(\.wasThere) == [true])
        #expect(registry.exchanges.allSatisfy { ["GET", "HEAD"].contains($0.request.method) })
        #expect(registry.manifest(referrer.document.digest, in: repository) == referrer.document.bytes)
    }
}
