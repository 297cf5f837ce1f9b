import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite("mirrors and stand-ins", .timeLimit(.minutes(10)))
struct MirroredImagesTests {
    static let blob = Array("a blob".utf8)
    static let digest = Digest.of(blob)
    static let path = "acme/app"

    let origin: LoopbackServer

    init() throws {
        origin = try LoopbackServer { request in
            request.path.contains("referrers")
                ? .json(#"{"schemaVersion":2,"manifests":[]}"#, type: MediaType.imageIndex)
                : .answer(200, headers: ["Docker-Content-Digest": "\(Self.digest)"], body: Self.blob)
        }
    }

    private var repository: ImageReference {
        ImageReference(registry: origin.authority, path: Self.path, tag: nil, digest: nil)
    }

    private func images(mirrors: [LoopbackServer] = [], standIn: LoopbackServer? = nil) throws -> RoutedImages {
        var settings = [origin.authority: RegistrySettings(plainHTTP: true)]
        for mirror in mirrors {
            settings[mirror.authority] = RegistrySettings(plainHTTP: true)
            settings[origin.authority]?.mirrors.append(try RegistryPlace("\(mirror.authority)/copies"))
        }
        if let standIn {
            settings[standIn.authority] = RegistrySettings(plainHTTP: true)
            settings[origin.authority] = RegistrySettings()
            settings[origin.authority]?.location = try RegistryPlace("\(standIn.authority)/hub")
        }
        return RoutedImages(registries: settings, root: "/", docker: DockerConfig())
    }

    @Test("what is named by digest comes from a mirror that has it; the registry is not asked")
    func mirrored() async throws {
        let manifest = Array("{\"mediaType\": \"\(MediaType.imageManifest)\"}".utf8)
        let mirror = try LoopbackServer { request in
            .answer(200, body: request.path.contains("manifests") ? manifest : Self.blob)
        }
        let images = try images(mirrors: [mirror])
        #expect(try await images.blob(Self.digest, in: repository, limit: 99) == Self.blob)
        #expect(try await images.manifest(Digest.of(manifest), in: repository, limit: 99)?.bytes == manifest)
        #expect(try await images.measure(Self.digest, in: repository, limit: 99)?.digest == Self.digest)
        #expect(origin.requests.isEmpty)
        #expect(mirror.requests.allSatisfy { $0.path.hasPrefix("/v2/copies/acme/app/") })
    }

    @Test("tags and referrers are the registry's to answer")
    func notMirrored() async throws {
        let mirror = try LoopbackServer { _ in .answer(200, body: Self.blob) }
        let images = try images(mirrors: [mirror])
        #expect(try await images.resolve(tag: "v1", in: repository) == Self.digest)
        #expect(try await images.referrers(of: Self.digest, in: repository, limit: 9).isEmpty)
        #expect(mirror.requests.isEmpty)
    }

    @Test("a mirror without it, that lies, that forbids or that breaks off is passed over")
    func passedOver() async throws {
        let bad: [LoopbackReply] = [
            .answer(404), .answer(200, body: Array("other".utf8)), .answer(403), .raw([]),
            .redirect(to: "http://127.0.0.1:1/"),
        ]
        let mirrors = try bad.map { reply in try LoopbackServer { _ in reply } }
        let images = try images(mirrors: mirrors)
        #expect(try await images.blob(Self.digest, in: repository, limit: 99) == Self.blob)
        #expect(try await images.manifest(Self.digest, in: repository, limit: 99)?.bytes == Self.blob)
        #expect(try await images.measure(Self.digest, in: repository, limit: 99)?.digest == Self.digest)
        for mirror in mirrors { #expect(mirror.requests.count >= 3) }
        #expect(origin.requests.count == 3)
    }

    @Test("a mirror that keeps us waiting is asked once in a command, and what it asks to wait for is not waited for")
    func waiting() async throws {
        let silent = try LoopbackServer { _ in .silence(60) }
        let busy = try LoopbackServer { _ in .answer(429, headers: ["Retry-After": "50"]) }
        let images = try images(mirrors: [silent, busy])
        for _ in 0..<4 { #expect(try await images.blob(Self.digest, in: repository, limit: 99) == Self.blob) }
        let time = AttemptTime { .seconds(60) }
        #expect(try await images.within(time).measure(Self.digest, in: repository, limit: 99)?.digest == Self.digest)
        #expect(silent.requests.count == 1)
        // Who waits as it asks to, and may, asks again.
        #expect(busy.requests.count == 1)
        #expect(origin.requests.count == 5)
    }

    @Test("what a mirror calls a manifest is no claim about it; where nothing else says, the registry is asked")
    func mediaTypes() async throws {
        let manifest = Array("{\"mediaType\": \"\(MediaType.imageManifest)\", \"schemaVersion\": 2}".utf8)
        let nameless = Array("{\"schemaVersion\": 2}".utf8)
        let registry = try LoopbackServer { request in
            .answer(200, headers: ["Content-Type": MediaType.imageManifest], body: nameless)
        }
        let mirror = try LoopbackServer { request in
            .answer(
                200, headers: ["Content-Type": MediaType.imageIndex],
                body: request.path.contains(Digest.of(nameless).hex) ? nameless : manifest)
        }
        var settings = [registry.authority: RegistrySettings(plainHTTP: true)]
        settings[mirror.authority] = RegistrySettings(plainHTTP: true)
        settings[registry.authority]?.mirrors = [try RegistryPlace(mirror.authority)]
        let images = RoutedImages(registries: settings, root: "/", docker: DockerConfig())
        let repository = ImageReference(registry: registry.authority, path: Self.path, tag: nil, digest: nil)
        let named = try await images.manifest(Digest.of(manifest), in: repository, limit: 999)
        #expect(named?.bytes == manifest && named?.mediaType == nil)
        #expect(registry.requests.isEmpty)
        let asked = try await images.manifest(Digest.of(nameless), in: repository, limit: 999)
        #expect(asked?.bytes == nameless && asked?.mediaType == MediaType.imageManifest)
        #expect(registry.requests.count == 1)
    }

    @Test("when the registry fails too, what its mirrors said is told")
    func allFail() async throws {
        let mirror = try LoopbackServer { _ in .answer(403) }
        var settings = [mirror.authority: RegistrySettings(plainHTTP: true)]
        settings["127.0.0.1:1"] = RegistrySettings(plainHTTP: true)
        settings["127.0.0.1:1"]?.mirrors = [try RegistryPlace(mirror.authority)]
        let images = RoutedImages(registries: settings, root: "/", docker: DockerConfig())
        let repository = ImageReference(registry: "127.0.0.1:1", path: Self.path, tag: nil, digest: nil)
        let obstacle = await #expect(throws: Obstacle.self) {
            try await images.blob(Self.digest, in: repository, limit: 99)
        }
        #expect(obstacle?.diagnostic.code == "registry-unreachable")
        #expect(obstacle?.diagnostic.notes.contains { $0.contains("its mirror `\(mirror.authority)`") } == true)
    }

    @Test("where another registry stands in, it is asked everything and the named one nothing")
    func standIn() async throws {
        let standIn = try LoopbackServer { request in
            request.path.contains("referrers")
                ? .json(#"{"schemaVersion":2,"manifests":[]}"#, type: MediaType.imageIndex)
                : .answer(200, headers: ["Docker-Content-Digest": "\(Self.digest)"], body: Self.blob)
        }
        let images = try images(standIn: standIn)
        #expect(try await images.resolve(tag: "v1", in: repository) == Self.digest)
        #expect(try await images.referrers(of: Self.digest, in: repository, limit: 9).isEmpty)
        #expect(try await images.blob(Self.digest, in: repository, limit: 99) == Self.blob)
        #expect(origin.requests.isEmpty)
        #expect(standIn.requests.count == 3)
        #expect(standIn.requests.allSatisfy { $0.path.hasPrefix("/v2/hub/acme/app/") })
    }
}
