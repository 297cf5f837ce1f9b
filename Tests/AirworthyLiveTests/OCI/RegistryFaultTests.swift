import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("registries that answer badly", .timeLimit(.minutes(10)))
struct RegistryFaultTests {
    static let blob = Array("a blob".utf8)
    static let digest = Digest.of(blob)
    static let none = LoopbackReply.answer(404)

    private func images(_ servers: LoopbackServer...) -> RegistryImages {
        let settings = servers.map { ($0.authority, RegistrySettings(plainHTTP: true)) }
        return RegistryImages(registries: Dictionary(uniqueKeysWithValues: settings), docker: DockerConfig())
    }

    private func repository(_ server: LoopbackServer) -> ImageReference {
        ImageReference(registry: server.authority, path: "acme/app", tag: nil, digest: nil)
    }

    @Test(
        "a status that is no answer is an obstacle of its own",
        arguments: [
            (403, "registry-forbidden"), (429, "registry-busy"), (503, "registry-busy"), (500, "registry-status"),
            (418, "registry-status"), (204, "registry-status"), (206, "registry-status"), (304, "registry-status"),
            (401, "registry-unauthorized"),
        ])
    func statuses(status: Int, code: String) async throws {
        // An hour is longer than anybody waits: who is busy says so at once.
        let server = try LoopbackServer { _ in
            .answer(status, headers: ["Retry-After": "3600"], body: Array("no\u{1B}[2J\n".utf8))
        }
        let (images, repository) = (images(server), repository(server))
        #expect(await obstacleCode { try await images.resolve(tag: "v1", in: repository) } == code)
        #expect(await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 9) } == code)
        #expect(await obstacleCode { try await images.manifest(Self.digest, in: repository, limit: 9) } == code)
        #expect(await obstacleCode { try await images.measure(Self.digest, in: repository, limit: 9) } == code)
        #expect(await obstacleCode { try await images.referrers(of: Self.digest, in: repository, limit: 9) } == code)
    }

    @Test("what a registry says is quoted without what a terminal would obey")
    func remark() async throws {
        let server = try LoopbackServer { _ in .answer(500, body: Array("bad\u{1B}[2J luck\nmore".utf8)) }
        let obstacle = await #expect(throws: Obstacle.self) {
            try await images(server).blob(Self.digest, in: repository(server), limit: 9)
        }
        #expect(obstacle?.diagnostic.notes == ["it said: bad[2J luck"])
    }

    @Test("a body without end stops at the limit")
    func endless() async throws {
        let server = try LoopbackServer { _ in .endless() }
        let (images, repository) = (images(server), repository(server))
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 1 << 20) }
                == "blob-too-large")
        #expect(
            await obstacleCode { try await images.manifest(Self.digest, in: repository, limit: 1 << 20) }
                == "manifest-too-large")
        let measurement = try await images.measure(Self.digest, in: repository, limit: 1 << 20)
        #expect((measurement?.size ?? 0) > 1 << 20)
        #expect(
            await obstacleCode { try await images.referrers(of: Self.digest, in: repository, limit: 9) } != nil)
    }

    @Test("a body without end after a failure costs no more than its beginning")
    func endlessFailure() async throws {
        let head = "HTTP/1.1 500 no\r\nContent-Length: 1000000000\r\n\r\n"
        let server = try LoopbackServer { _ in .raw(Array(head.utf8) + [UInt8](repeating: 65, count: 200_000)) }
        let (images, repository) = (images(server), repository(server))
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 9) } == "registry-status")
    }

    @Test(
        "what is cut off or is not HTTP is broken, never absent",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "", "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\n"
                + String(repeating: "X-Y: " + String(repeating: "z", count: 1_000) + "\r\n", count: 200),
        ])
    func broken(reply: String) async throws {
        let server = try LoopbackServer { _ in .raw(Array(reply.utf8)) }
        let (images, repository) = (images(server), repository(server))
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 999) } == "registry-broken")
        #expect(
            await obstacleCode { try await images.measure(Self.digest, in: repository, limit: 999) }
                == "registry-broken")
    }

    @Test("cancellation ends a request, whatever the registry does")
    func cancellation() async throws {
        // Nothing else would end it.
        let server = try LoopbackServer { _ in .endless() }
        let (images, repository) = (images(server), repository(server))
        let task = Task { try await images.measure(Self.digest, in: repository, limit: 1 << 50) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let result = await task.result
        #expect(await obstacleCode { try result.get() } == "registry-interrupted")
    }

    @Test(
        "what a tag names is hashed here, whatever the registry says of it",
        arguments: [nil, "sha256:short", "md5:abc", "\(Digest.of([1]))"] as [String?])
    func noDigest(header: String?) async throws {
        let server = try LoopbackServer { _ in
            .answer(200, headers: header.map { ["Docker-Content-Digest": $0] } ?? [:], body: Self.blob)
        }
        #expect(try await images(server).resolve(tag: "v1", in: repository(server)) == Self.digest)
        #expect(server.requests.map(\.method) == ["GET"])
        #expect(server.requests.allSatisfy { $0.headers["accept"]?.contains(MediaType.imageIndex) == true })
    }

    @Test("a registry that names things by another algorithm is answered in it")
    func otherAlgorithm() async throws {
        let digest = Digest.of(Self.blob, .sha512)
        let server = try LoopbackServer { _ in
            .answer(200, headers: ["Docker-Content-Digest": "\(digest)"], body: Self.blob)
        }
        #expect(try await images(server).resolve(tag: "v1", in: repository(server)) == digest)
    }

    @Test(
        "a reference put together in code cannot ask for another thing",
        arguments: ["a/../b", "a b", "a\r\nX: y", "a?b", "a%2e"])
    func strangePaths(path: String) async throws {
        let server = try LoopbackServer { _ in .answer(200, body: Self.blob) }
        let repository = ImageReference(registry: server.authority, path: path, tag: nil, digest: nil)
        #expect(await obstacleCode { try await images(server).resolve(tag: "v1", in: repository) } == "image-reference")
        #expect(
            await obstacleCode { try await images(server).resolve(tag: path, in: self.repository(server)) }
                == "image-reference")
        #expect(server.requests.isEmpty)
    }
}
