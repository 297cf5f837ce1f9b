import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite(
    "the fallback tag of a real registry", .timeLimit(.minutes(10)),
    .enabled(if: DockerRegistry.program != nil, "docker-registry is not installed: 5 tests skipped"))
struct FallbackTagTests {
    private let storage: TemporaryDirectory
    private let registry: DockerRegistry
    private let repository: ImageReference
    private let subject = Digest.of([0])
    /// Long enough for eight publishers on a busy machine, short enough for a test.
    private let timing = FallbackTagTiming(window: .seconds(4))

    init() throws {
        storage = try TemporaryDirectory()
        registry = try DockerRegistry(storage: storage.path)
        repository = ImageReference(registry: registry.authority, path: "acme/app", tag: nil, digest: nil)
    }

    private var settings: [String: RegistrySettings] { [registry.authority: RegistrySettings(plainHTTP: true)] }

    private func tag(_ timing: FallbackTagTiming? = nil) -> FallbackTag {
        // A client each, as if each were a process of its own.
        let requests = RegistryRequests(
            registries: settings, logins: RegistryLogins(docker: DockerConfig(), programs: nil), tokenScope: .writing)
        return FallbackTag(
            requests: requests, repository: repository, subject: subject, timing: timing ?? self.timing)
    }

    /// A manifest in the registry, which wants to have what a list names.
    private func pushed(_ label: String) throws -> Descriptor {
        let config = try registry.push(blob: Array("{}".utf8), to: repository.path)
        let bytes = MemoryImages.manifest(
            config: Descriptor(mediaType: MediaType.empty, digest: config, size: 2), layers: [],
            subject: Descriptor(mediaType: MediaType.imageManifest, digest: subject, size: 1),
            artifactType: "application/vnd.example.\(label)"
        ).canonicalBytes()
        let digest = try registry.push(manifest: bytes, mediaType: MediaType.imageManifest, to: repository.path)
        return Descriptor(mediaType: MediaType.imageManifest, digest: digest, size: Int64(bytes.count))
    }

    private func listed() async throws -> Set<Digest> {
        let images = RegistryImages(registries: settings, docker: DockerConfig())
        return Set(try await images.referrers(of: subject, in: repository, limit: 100))
    }

    @Test("eight publishers at once: every one of them is listed when all have finished")
    func concurrent() async throws {
        let referrers = try (0..<8).map { try pushed("publisher-\($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for referrer in referrers {
                group.addTask {
                    var tag = tag()
                    try await tag.add([referrer])
                }
            }
            try await group.waitForAll()
        }
        #expect(try await listed() == Set(referrers.map(\.digest)))
    }

    @Test("an entry that is overwritten while it is watched is put back, and so is the other's")
    func overwritten() async throws {
        let (ours, theirs) = (try pushed("ours"), try pushed("theirs"))
        let publishing = Task {
            var tag = tag()
            try await tag.add([ours])
        }
        while try await listed() != [ours.digest] { try await Task.sleep(for: .milliseconds(20)) }
        // Somebody who read before we wrote.
        try registry.push(
            manifest: MemoryImages.index(of: [theirs]).canonicalBytes(), mediaType: MediaType.imageIndex,
            to: repository.path, tag: "\(subject)".replacing(":", with: "-"))
        try await publishing.value
        #expect(try await listed() == [ours.digest, theirs.digest])
    }

    @Test("what is listed already is not written again, and takes no time")
    func again() async throws {
        let referrer = try pushed("once")
        var first = tag()
        try await first.add([referrer])
        var second = tag(FallbackTagTiming(window: .seconds(3_600)))
        try await second.add([referrer])
        #expect(try await listed() == [referrer.digest])
    }

    @Test("a tag that names an image is not written over")
    func occupied() async throws {
        let image = try pushed("an image")
        let bytes = try #require(
            try await RegistryImages(registries: settings, docker: DockerConfig()).manifest(
                image.digest, in: repository, limit: 4 << 20)
        ).bytes
        try registry.push(
            manifest: bytes, mediaType: MediaType.imageManifest, to: repository.path,
            tag: "\(subject)".replacing(":", with: "-"))
        let referrer = try pushed("referrer")
        let code = await obstacleCode {
            var tag = tag()
            try await tag.add([referrer])
        }
        #expect(code == "referrers-invalid")
    }

    @Test("publishers who are always overwritten give up by name")
    func contended() async throws {
        let referrer = try pushed("referrer")
        let code = await obstacleCode {
            var tag = tag(FallbackTagTiming(window: .seconds(4), attempts: 0))
            try await tag.add([referrer])
        }
        #expect(code == "referrers-contended")
    }
}
