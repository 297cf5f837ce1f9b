import Airworthy
import AirworthyLive
import AirworthyTesting
import Testing
import Trust

@Suite("the list of referrers", .timeLimit(.minutes(10)))
struct RegistryReferrersTests {
    static let subject = Digest.of(Array("the image".utf8))
    static let referrers = (0..<3).map { Digest.of([UInt8($0)]) }

    private func index(_ digests: some Sequence<Digest>, next: String? = nil) -> LoopbackReply {
        .answer(
            200,
            headers: ["Content-Type": MediaType.imageIndex].merging(next.map { ["Link": $0] } ?? [:]) { own, _ in own },
            body: LayoutFolder.index(of: Array(digests)).canonicalBytes())
    }

    private func list(_ server: LoopbackServer, limit: Int = 10) async throws -> [Digest] {
        let settings = [server.authority: RegistrySettings(plainHTTP: true)]
        return try await RegistryImages(registries: settings, docker: DockerConfig()).referrers(
            of: Self.subject, in: ImageReference(registry: server.authority, path: "a/b", tag: nil, digest: nil),
            limit: limit)
    }

    @Test("the API's pages are read to the end")
    func pages() async throws {
        let server = try LoopbackServer { request in
            switch request.target {
            case "/v2/a/b/referrers/\(Self.subject)":
                index(Self.referrers.prefix(1), next: #"</v2/a/b/referrers/\#(Self.subject)?page=2>; rel="next""#)
            case "/v2/a/b/referrers/\(Self.subject)?page=2":
                index(Self.referrers.dropFirst(), next: #"</elsewhere>; rel="prev""#)
            default: .answer(404)
            }
        }
        #expect(try await list(server) == Self.referrers)
        #expect(try await list(server, limit: 3) == Self.referrers)
        #expect(await obstacleCode { try await list(server, limit: 2) } == "too-many-referrers")
    }

    @Test("an empty list is an empty list: the fallback tag is not asked where there is an API")
    func empty() async throws {
        let server = try LoopbackServer { _ in index([]) }
        #expect(try await list(server).isEmpty)
        #expect(server.requests.count == 1)
    }

    @Test(
        "without the API, however that is said, the fallback tag is read",
        arguments: [
            LoopbackReply.answer(404), .answer(400), .answer(405), .answer(406), .json("<html>", type: "text/html"),
            .json("{}"), .answer(200),
        ])
    func fallback(reply: LoopbackReply) async throws {
        let server = try LoopbackServer { request in
            if request.path.contains("/referrers/") { return reply }
            return request.path == "/v2/a/b/manifests/sha256-\(Self.subject.hex)"
                ? index(Self.referrers) : .answer(500)
        }
        #expect(try await list(server) == Self.referrers)
    }

    @Test(
        "a list that leads nowhere good is an obstacle",
        arguments: [
            ("<http://localhost:1/x>; rel=\"next\"", "referrers-invalid"),
            ("<https://evil.example/x>; rel=\"next\"", "referrers-invalid"),
            ("<file:///etc/passwd>; rel=\"next\"", "referrers-invalid"),
            ("</v2/a/b/referrers/\(subject)>; rel=\"next\"", "referrers-invalid"),
        ])
    func badLinks(link: String, code: String) async throws {
        let server = try LoopbackServer { _ in index(Self.referrers, next: link) }
        #expect(await obstacleCode { try await list(server) } == code)
    }

    @Test("pages without end are an obstacle")
    func endless() async throws {
        let server = try LoopbackServer { request in
            index(Self.referrers, next: "<\(request.target)x?>; rel=next")
        }
        #expect(await obstacleCode { try await list(server) } == "too-many-referrers")
        #expect(server.requests.count == 100)
    }

    @Test("ten thousand referrers are an obstacle, and so is a page past its size")
    func many() async throws {
        let digests = (0..<9_999).map { Digest.of(Array("\($0)".utf8)) }
        let server = try LoopbackServer { _ in index(digests) }
        #expect(await obstacleCode { try await list(server, limit: 500) } == "too-many-referrers")
        let endless = try LoopbackServer { _ in .endless(headers: ["Content-Type": MediaType.imageIndex]) }
        #expect(await obstacleCode { try await list(endless) } == "too-many-referrers")
    }

    @Test(
        "a list that cannot be read is an obstacle, never an empty one",
        arguments: ["{}", "[", #"{"manifests":[{}]}"#, #"{"manifests":[{"digest":"sha256:../x"}]}"#])
    func unreadable(text: String) async throws {
        let server = try LoopbackServer { _ in .json(text, type: MediaType.imageIndex) }
        #expect(await obstacleCode { try await list(server) } == "referrers-invalid")
        let fallback = try LoopbackServer { request in
            request.path.contains("/referrers/") ? .answer(404) : .json(text, type: MediaType.imageIndex)
        }
        #expect(await obstacleCode { try await list(fallback) } == "referrers-invalid")
    }
}
