import Airworthy
import AirworthyTesting
import Foundation
import Synchronization
import Testing
import Trust

@testable import AirworthyLive

@Suite("blobs whose connection breaks off", .timeLimit(.minutes(10)))
struct ResumedBlobTests {
    static let blob = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    static let digest = Digest.of(blob)

    /// What a server makes of a range.
    enum Manner: CaseIterable {
        case serves, ignores, answersAnotherRange
    }

    /// Every answer breaks off after `piece` bytes of what it promised.
    private func server(breakingAfter piece: Int, _ manner: Manner = .serves) throws -> LoopbackServer {
        try LoopbackServer { request in
            let range = request.headers["range"].flatMap { Int($0.dropFirst("bytes=".count).dropLast()) }
            let isRanged = range != nil && manner != .ignores
            let start = isRanged ? range ?? 0 : 0
            let body = Self.blob[start...]
            let named = manner == .answersAnotherRange ? start + 1 : start
            var head = "HTTP/1.1 \(isRanged ? 206 : 200) Because\r\nContent-Length: \(body.count)\r\n"
            if isRanged { head += "Content-Range: bytes \(named)-\(Self.blob.count - 1)/\(Self.blob.count)\r\n" }
            return .raw(Array("\(head)\r\n".utf8) + body.prefix(piece))
        }
    }

    private func images(_ server: LoopbackServer) -> (RegistryImages, ImageReference) {
        (
            RegistryImages(registries: [server.authority: RegistrySettings(plainHTTP: true)], docker: DockerConfig()),
            ImageReference(registry: server.authority, path: "acme/app", tag: nil, digest: nil)
        )
    }

    @Test("reading goes on where it broke off")
    func resumes() async throws {
        let server = try server(breakingAfter: 400)
        let (images, repository) = images(server)
        #expect(try await images.blob(Self.digest, in: repository, limit: 1_000) == Self.blob)
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=400-", "bytes=800-"])
        #expect(
            try await images.measure(Self.digest, in: repository, limit: 1_000)
                == Measurement(size: 1_000, digest: Self.digest))
    }

    @Test("a server that knows no ranges starts again, and no byte counts twice")
    func restarts() async throws {
        let pieces = Mutex([300, 600, 1_000])
        let server = try LoopbackServer { _ in
            let piece = pieces.withLock { $0.removeFirst() }
            return .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8) + Self.blob.prefix(piece))
        }
        let (images, repository) = images(server)
        #expect(try await images.blob(Self.digest, in: repository, limit: 1_000) == Self.blob)
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=300-", "bytes=600-"])
    }

    @Test("another part than was asked for is refused")
    func otherPart() async throws {
        let server = try server(breakingAfter: 400, .answersAnotherRange)
        let (images, repository) = images(server)
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 1_000) } == "registry-broken"
        )
    }

    @Test("a blob that never gets further is given up")
    func stuck() async throws {
        let server = try server(breakingAfter: 400, .ignores)
        let (images, repository) = images(server)
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 1_000) } == "registry-broken"
        )
        #expect(server.requests.count == 2)
    }

    @Test("a blob that comes byte by byte is given up after a few")
    func trickle() async throws {
        let server = try server(breakingAfter: 1)
        let (images, repository) = images(server)
        #expect(
            await obstacleCode { try await images.measure(Self.digest, in: repository, limit: 1_000) }
                == "registry-broken")
        #expect(server.requests.count == 4)
    }

    @Test("a blob that is gone half-way is an obstacle, not an absence")
    func gone() async throws {
        let server = try LoopbackServer { request in
            request.headers["range"] == nil
                ? .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8) + Self.blob.prefix(10))
                : .answer(404)
        }
        let (images, repository) = images(server)
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 1_000) } == "registry-status"
        )
    }
}
