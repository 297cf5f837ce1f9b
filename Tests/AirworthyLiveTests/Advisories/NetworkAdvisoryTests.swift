import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

/// What went wrong in other verifiers between them and the network, or the disk. The others are in `AirworthyTests`.
@Suite("What went wrong elsewhere, outside", .timeLimit(.minutes(10)))
struct NetworkAdvisoryTests {
    private static let blob = Array("a blob".utf8)
    private static let basic = "Basic " + Base64.encode(Array("alice:secret".utf8))

    /// - Parameter others: registries that may be reached, and for which there is no password.
    private func images(_ registry: LoopbackServer, _ others: LoopbackServer...) throws -> RegistryImages {
        let auth = Base64.encode(Array("alice:secret".utf8))
        return RegistryImages(
            registries: Dictionary(
                uniqueKeysWithValues: ([registry] + others).map { ($0.authority, RegistrySettings(plainHTTP: true)) }),
            docker: try DockerConfig(
                Array(#"{"auths":{"http://\#(registry.authority)/v2/":{"auth":"\#(auth)"}}}"#.utf8),
                name: "config.json"))
    }

    private func repository(_ server: LoopbackServer) -> ImageReference {
        ImageReference(registry: server.authority, path: "acme/app", tag: nil, digest: nil)
    }

    @Test("a password goes to the registry it is for and to no other: CVE-2025-27403, CVE-2026-48501")
    func passwords() async throws {
        let other = try LoopbackServer { _ in .answer(200, body: Self.blob) }
        let registry = try LoopbackServer { request in
            request.headers["authorization"] == Self.basic
                ? .redirect(to: "http://\(other.authority)/blob")
                : .answer(401, headers: ["WWW-Authenticate": "Basic realm=x"])
        }
        let images = try images(registry, other)
        let digest = Digest.of(Self.blob)
        #expect(try await images.blob(digest, in: repository(registry), limit: 9) == Self.blob)
        #expect(registry.requests.map { $0.headers["authorization"] } == [nil, Self.basic])
        #expect(other.requests.map { $0.headers["authorization"] } == [nil])
        // Nor to a registry that is asked for an image of its own, and asks for a password.
        let greedy = try LoopbackServer { _ in .answer(401, headers: ["WWW-Authenticate": "Basic realm=x"]) }
        let both = try self.images(registry, greedy)
        #expect(
            await obstacleCode { try await both.blob(digest, in: repository(greedy), limit: 9) }
                == "registry-unauthorized")
        #expect(greedy.requests.allSatisfy { $0.headers["authorization"] == nil })
    }

    @Test("a body without end is read to the limit: CVE-2023-33958, CVE-2024-29902")
    func endless() async throws {
        let server = try LoopbackServer { _ in .endless() }
        let images = try images(server)
        let digest = Digest.of(Self.blob)
        #expect(
            await obstacleCode { try await images.blob(digest, in: repository(server), limit: 1 << 16) }
                == "blob-too-large")
        #expect(
            await obstacleCode { try await images.manifest(digest, in: repository(server), limit: 1 << 16) }
                == "manifest-too-large")
    }

    @Test(
        "a name from outside never becomes a path: CVE-2026-24137, CVE-2026-24686",
        arguments: ["sha256:../../../../etc/passwd", "../secret", "sha256:/etc/passwd", "sha256:.."])
    func paths(name: String) async throws {
        let directory = try TemporaryDirectory()
        let layout = try LayoutFolder(directory)
        try directory.write("secret", to: "secret")
        try layout.list(name, name: "v1")
        #expect(
            await obstacleCode { try await layout.images.resolve(tag: "v1", in: layout.repository) } == "layout-escape")
        #expect(Digest(name) == nil)
    }
}
