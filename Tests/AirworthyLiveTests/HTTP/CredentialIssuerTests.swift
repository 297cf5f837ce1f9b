import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Synchronization
import Testing
import Trust

/// Vault, OpenBao and GitHub as they were recorded, on a real socket.
@Suite("Issuers of credentials asked over HTTP")
struct CredentialIssuerTests {
    private static let begin = Instant(seconds: 1_795_269_600)
    private static let token = "hvs.hunter2"

    private func examine(
        kind: String, _ more: String = "", plain: Bool = true, path: String = "",
        _ handler: @escaping LoopbackServer.Handler
    ) async throws -> (answer: Answer<SecretWindowCode>, requests: [LoopbackRequest]) {
        let seen = Requests()
        let server = try LoopbackServer { request in
            seen.note(request)
            return handler(request)
        }
        var settings = RegistrySettings()
        settings.plainHTTP = plain
        let window = ReleaseWindow(start: Self.begin, budget: .seconds(7_200), bake: .zero, rollbackHorizon: .zero)
        let release = Release(
            id: "r", environment: "lab", sequence: 1, previous: nil, window: window, services: [], migrations: [],
            flags: [], configs: [], requires: [], manifestDigest: .of([]), source: "release.yaml")
        var world = MemoryWorld(trust: .nobody, at: Self.begin, release: release).world
        world.files = MemoryFiles(texts: ["token": Self.token + "\n"])
        world.http = LiveHTTP(hosts: [server.authority: settings], root: "/")
        let entry =
            "{id: t, kind: \(kind), owner: o, url: \"http://\(server.authority)\(path)\", tokenFile: token\(more)}"
        let text = "credentials: [\(entry)]\nskew: 0s"
        var fields = try FieldReader(YAMLDocument.parse(Array(text.utf8), name: "with"), as: "the step")
        let check = try SecretWindowCheck(from: &fields)
        let answer = try await check.examine(
            .release, in: CheckContext(release: release, trust: .nobody, instant: Self.begin, world: world))
        return (answer, seen.all)
    }

    /// `GET /v1/auth/token/lookup-self` of OpenBao 2.0, shortened.
    private static func lookup(_ expire: String) -> String {
        """
        {"request_id":"0f6c","lease_id":"","renewable":false,"lease_duration":0,"data":{"accessor":"B6oixijqmeR4bsLOJH88Ska9",
        "creation_time":1795000000,"creation_ttl":2764800,"display_name":"token","entity_id":"","expire_time":"\(expire)",
        "explicit_max_ttl":0,"id":"\(token)","issue_time":"2026-11-18T11:06:40.123456789Z","meta":null,"num_uses":0,
        "orphan":false,"path":"auth/token/create","policies":["default"],"renewable":true,"ttl":2764790,"type":"service"},
        "wrap_info":null,"warnings":null,"auth":null}
        """
    }

    @Test(
        "a token of Vault or OpenBao is looked up with itself",
        arguments: [("2027-01-01T00:00:00Z", true), ("2026-11-21T16:00:00Z", false)])
    func vault(expire: String, holds: Bool) async throws {
        let (answer, requests) = try await examine(kind: "vault-token") { request in
            request.path == "/v1/auth/token/lookup-self" && request.headers["authorization"] == "Bearer \(Self.token)"
                ? .json(Self.lookup(expire)) : .json("{\"errors\":[\"permission denied\"]}", status: 403)
        }
        #expect(answer.codes == (holds ? [] : [.expiresInWindow]))
        #expect(requests.count == 1)
    }

    @Test("a lease is looked up by its id")
    func lease() async throws {
        let (answer, requests) = try await examine(kind: "vault-lease", ", lease: database/creds/shop/x") { _ in
            .json(
                "{\"data\":{\"id\":\"database/creds/shop/x\",\"issue_time\":\"2026-11-21T13:00:00Z\",\"expire_time\":\"2027-01-01T00:00:00Z\",\"last_renewal\":null,\"renewable\":true,\"ttl\":3542399}}"
            )
        }
        #expect(answer.codes == [])
        #expect(requests.first?.method == "PUT")
        #expect(requests.first?.path == "/v1/sys/leases/lookup")
        #expect(requests.first?.body == Array("{\"lease_id\":\"database/creds/shop/x\"}".utf8))
    }

    @Test(
        "GitHub says in a header when a token ends",
        arguments: [("2027-01-01 00:00:00 UTC", [SecretWindowCode]()), ("2026-11-21 15:00:00 UTC", [.expiresInWindow])])
    func gitHub(header: String, codes: [SecretWindowCode]) async throws {
        let (answer, requests) = try await examine(kind: "github-token") { _ in
            .answer(
                200, headers: ["GitHub-Authentication-Token-Expiration": header, "Content-Type": "application/json"],
                body: Array("{\"resources\":{}}".utf8))
        }
        #expect(answer.codes == codes)
        #expect(requests.first?.path == "/rate_limit")
        #expect(requests.first?.headers["authorization"] == "Bearer \(Self.token)")
    }

    @Test("a refusal is a finding; an error, a redirect elsewhere, plain HTTP and too much are in doubt")
    func failures() async throws {
        #expect(try await examine(kind: "vault-token") { _ in .json("{}", status: 403) }.answer.codes == [.refused])
        #expect(try await examine(kind: "github-token") { _ in .json("{}", status: 401) }.answer.codes == [.refused])
        #expect(try await examine(kind: "vault-token") { _ in .json("{}", status: 503) }.answer.codes == [.unreachable])
        #expect(try await examine(kind: "vault-token") { _ in .endless() }.answer.codes == [.unreachable])
        #expect(
            try await examine(kind: "vault-token") { _ in .raw(Array("nonsense".utf8)) }.answer.codes == [.unreachable])
        let (answer, requests) = try await examine(kind: "vault-token", plain: false) { _ in
            .json(Self.lookup("2027-01-01T00:00:00Z"))
        }
        #expect(answer.codes == [.unreachable])
        #expect(requests.isEmpty)
    }

    @Test("a redirect carries the token to nobody else")
    func redirect() async throws {
        let thief = Requests()
        let other = try LoopbackServer { request in
            thief.note(request)
            return .json(Self.lookup("2027-01-01T00:00:00Z"))
        }
        let authority = other.authority
        let (answer, _) = try await examine(kind: "vault-token") { _ in
            .redirect(to: "http://\(authority)/v1/auth/token/lookup-self")
        }
        #expect(answer.codes == [.unreachable])
        #expect(thief.all.allSatisfy { $0.headers["authorization"] == nil })
    }

    private final class Requests: Sendable {
        private let seen = Mutex<[LoopbackRequest]>([])
        var all: [LoopbackRequest] { seen.withLock { $0 } }
        func note(_ request: LoopbackRequest) { seen.withLock { $0.append(request) } }
    }
}

extension Answer {
    fileprivate var codes: [Code] {
        switch self {
        case .passed: []
        case .failed(let findings, _), .inconclusive(let findings, _): findings.map(\.code).array
        }
    }
}
