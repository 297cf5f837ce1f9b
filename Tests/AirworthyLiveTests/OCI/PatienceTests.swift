import Airworthy
import AirworthyTesting
import Foundation
import Synchronization
import Testing
import Trust

@testable import AirworthyLive

@Suite("registries that are busy", .timeLimit(.minutes(10)))
struct PatienceTests {
    static let blob = Array("a blob".utf8)
    static let digest = Digest.of(blob)

    /// Busy `times` times with these headers, then at its service.
    private func server(busy times: Int, status: Int = 429, _ headers: [String: String]) throws -> LoopbackServer {
        let left = Mutex(times)
        return try LoopbackServer { _ in
            let isBusy = left.withLock { left in
                left -= 1
                return left >= 0
            }
            return isBusy ? .answer(status, headers: headers) : .answer(200, body: Self.blob)
        }
    }

    private func images(_ server: LoopbackServer) -> RoutedImages {
        RoutedImages(
            registries: [server.authority: RegistrySettings(plainHTTP: true)], root: "/", docker: DockerConfig(),
            cache: ImageCache(clock: SystemClock()))
    }

    private func repository(_ server: LoopbackServer) -> ImageReference {
        ImageReference(registry: server.authority, path: "acme/app", tag: nil, digest: nil)
    }

    private func read(_ server: LoopbackServer) async throws(Obstacle) -> [UInt8]? {
        try await images(server).blob(Self.digest, in: repository(server), limit: 100)
    }

    @Test(
        "a short wait is waited",
        arguments: [
            (429, ["Retry-After": "1"]), (503, ["Retry-After": "0"]), (429, [:]),
            (
                503,
                ["Retry-After": "Sun, 06 Nov 1994 08:49:38 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"]
            ),
            // A date with nothing to measure it by is no word on how long.
            (503, ["Retry-After": "Sun, 06 Nov 2094 08:49:38 GMT"]),
            (429, ["Retry-After": "soon"]),
        ])
    func short(status: Int, headers: [String: String]) async throws {
        let server = try server(busy: 2, status: status, headers)
        #expect(try await read(server) == Self.blob)
        #expect(server.requests.count == 3)
    }

    @Test(
        "a long wait is refused at once, with what was asked for",
        arguments: ["3600", "999999999", "99999999999999999999999999"])
    func long(seconds: String) async throws {
        let server = try server(busy: 9, ["Retry-After": seconds])
        let obstacle = await #expect(throws: Obstacle.self) { try await read(server) }
        #expect(obstacle?.diagnostic.code == "registry-busy")
        #expect(obstacle?.diagnostic.notes.contains("it asks to wait: \(seconds)") == true)
        // Digits without end are no number: it is asked a few times more, and never believed.
        #expect(server.requests.count == (seconds.count > 9 ? 5 : 1))
    }

    @Test("a wait that would outlast the step is refused at once, and says why")
    func budget() async throws {
        let server = try server(busy: 1, ["Retry-After": "20"])
        let images = images(server).within(AttemptTime { .seconds(10) })
        let code = await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 100) }
        #expect(code == "registry-busy")
        #expect(server.requests.count == 1)
    }

    @Test("a registry that is always busy is asked five times")
    func always() async throws {
        let server = try server(busy: 100, ["Retry-After": "0"])
        #expect(await obstacleCode { try await read(server) } == "registry-busy")
        #expect(server.requests.count == 5)
    }

    @Test("cancellation ends the wait")
    func cancellation() async throws {
        let server = try server(busy: 100, ["Retry-After": "50"])
        let task = Task { try await read(server) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let result = await task.result
        #expect(await obstacleCode { try result.get() } == "registry-interrupted")
    }

    @Test("a command asks one registry so often and no more")
    func requests() async throws {
        let server = try server(busy: 0, [:])
        var settings = RegistrySettings(plainHTTP: true)
        settings.requests = 3
        let images = RegistryImages(registries: [server.authority: settings], docker: DockerConfig())
        let repository = ImageReference(registry: server.authority, path: "acme/app", tag: nil, digest: nil)
        for _ in 0..<3 { _ = try await images.blob(Self.digest, in: repository, limit: 100) }
        #expect(
            await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 100) } == "registry-budget")
        #expect(server.requests.count == 3)
    }

    @Test(
        "dates are read as HTTP writes them",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
        ] as [(String, Int64)])
    func dates(text: String, seconds: Int64) {
        #expect(HTTPDate.instant(text) == Instant(seconds: seconds))
    }

    @Test(
        "other dates are none",
        arguments: [
            "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "",
        ])
    func strangeDates(text: String) {
        #expect(HTTPDate.instant(text) == nil)
    }
}
