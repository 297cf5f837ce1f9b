import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Synchronization
import Testing
import Trust

@Suite("who gets to see our passwords and tokens", .timeLimit(.minutes(10)))
struct RegistryAuthorityTests {
    static let blob = Array("a blob".utf8)
    static let digest = Digest.of(blob)
    static let basic = "Basic " + Base64.encode(Array("alice:secret".utf8))

    /// Under another name than 127.0.0.1, and so another host.
    private func alias(_ server: LoopbackServer) -> String {
        server.authority.replacingOccurrences(of: "127.0.0.1", with: "localhost")
    }

    private func images(
        _ registry: LoopbackServer, others: [LoopbackServer] = [], password: Bool = true
    ) throws -> RegistryImages {
        var settings = [registry.authority: RegistrySettings(plainHTTP: true)]
        for other in others {
            settings[other.authority] = RegistrySettings(plainHTTP: true)
            settings[alias(other)] = RegistrySettings(plainHTTP: true)
        }
        let auth = Base64.encode(Array("alice:secret".utf8))
        let text = password ? #"{"auths":{"http://\#(registry.authority)/v2/":{"auth":"\#(auth)"}}}"# : "{}"
        return RegistryImages(registries: settings, docker: try DockerConfig(Array(text.utf8), name: "config.json"))
    }

    private func repository(_ server: LoopbackServer, _ path: String = "acme/app") -> ImageReference {
        ImageReference(registry: server.authority, path: path, tag: nil, digest: nil)
    }

    private func challenge(_ text: String) -> LoopbackReply {
        .answer(401, headers: ["WWW-Authenticate": text])
    }

    /// A registry that wants a token from `realm`, and the token's value.
    private func tokenRegistry(realm: String, scope: String? = nil, token: String = "the-token") throws
        -> LoopbackServer
    {
        let asked = scope.map { #",scope="\#($0)""# } ?? ""
        return try LoopbackServer { request in
            request.headers["authorization"] == "Bearer \(token)"
                ? .answer(200, body: Self.blob)
                : challenge(#"Bearer realm="\#(realm)",service="the registry"\#(asked)"#)
        }
    }

    private func tokenService(_ body: String = #"{"token":"the-token"}"#) throws -> LoopbackServer {
        try LoopbackServer { _ in .json(body) }
    }

    @Test("a password is sent only after it was asked for")
    func basicFlow() async throws {
        let server = try LoopbackServer { request in
            request.headers["authorization"] == Self.basic
                ? .answer(200, body: Self.blob) : challenge(#"Basic realm="x""#)
        }
        let images = try images(server)
        #expect(try await images.blob(Self.digest, in: repository(server), limit: 9) == Self.blob)
        #expect(try await images.blob(Self.digest, in: repository(server), limit: 9) == Self.blob)
        #expect(server.requests.map { $0.headers["authorization"] } == [nil, Self.basic, Self.basic])
    }

    @Test("a token is fetched for the repository, to pull, and used again", arguments: [true, false])
    func tokenFlow(password: Bool) async throws {
        let service = try tokenService()
        let server = try tokenRegistry(realm: "http://\(service.authority)/token?x=1")
        let images = try images(server, others: [service], password: password)
        for _ in 0..<3 {
            #expect(try await images.blob(Self.digest, in: repository(server), limit: 9) == Self.blob)
        }
        #expect(service.requests.map(\.target) == ["/token?x=1&scope=repository:acme/app:pull&service=the%20registry"])
        #expect(service.requests.map { $0.headers["authorization"] } == [password ? Self.basic : nil])
        #expect(server.requests.count == 4)
        // Another repository is another scope, and another token.
        #expect(try await images.blob(Self.digest, in: repository(server, "acme/other"), limit: 9) == Self.blob)
        #expect(service.requests.count == 2)
        #expect(server.requests[4].headers["authorization"] == nil)
    }

    @Test(
        "a challenge decides neither the repository nor what we may do there",
        arguments: [
            ("repository:acme/app:pull", "repository:acme/app:pull"),
            ("repository:acme/app:pull,metadata_read", "repository:acme/app:pull,metadata_read"),
            ("repository:acme/app:pull,push", "repository:acme/app:pull"),
            ("repository:acme/secret:pull", "repository:acme/app:pull"),
            ("registry:catalog:*", "repository:acme/app:pull"), ("repository:acme/app:", "repository:acme/app:pull"),
        ])
    func scopes(asked: String, sent: String) async throws {
        let service = try tokenService(#"{"access_token":"the-token","expires_in":300}"#)
        let server = try tokenRegistry(realm: "http://\(service.authority)/token", scope: asked)
        let images = try images(server, others: [service])
        #expect(try await images.blob(Self.digest, in: repository(server), limit: 9) == Self.blob)
        #expect(service.requests.first?.target.contains("scope=\(sent)&") == true)
    }

    @Test("a password is never given to a stranger's token service")
    func realmTheft() async throws {
        let thief = try tokenService()
        let server = try tokenRegistry(realm: "http://\(alias(thief))/token")
        let images = try images(server, others: [thief])
        let code = await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 9) }
        #expect(code == "registry-realm-refused")
        #expect(thief.requests.isEmpty)
    }

    @Test(
        "a realm that is no address, or is plain where that was not allowed, is refused",
        arguments: [
            ("", "registry-realm-refused"), ("file:///etc/passwd", "registry-realm-refused"),
            ("http://alice:secret@127.0.0.1/", "registry-realm-refused"),
            ("http://127.0.0.1:1/", "registry-plain-http"),
        ])
    func badRealms(realm: String, code: String) async throws {
        let server = try tokenRegistry(realm: realm)
        let images = try images(server)
        #expect(await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 9) } == code)
    }

    @Test("neither password nor token goes where a redirect leads", arguments: [301, 302, 303, 307, 308])
    func redirectTheft(status: Int) async throws {
        let storage = try LoopbackServer { _ in .answer(200, body: Self.blob) }
        let service = try tokenService()
        let address = "http://\(alias(storage))/blob"
        let server = try LoopbackServer { request in
            request.headers["authorization"] == nil
                ? challenge(#"Bearer realm="http://\#(service.authority)/token""#)
                : .redirect(to: address, status: status)
        }
        let images = try images(server, others: [storage, service])
        #expect(try await images.blob(Self.digest, in: repository(server), limit: 9) == Self.blob)
        #expect(storage.requests.map { $0.headers["authorization"] } == [nil])
        #expect(server.requests.last?.headers["authorization"] == "Bearer the-token")
    }

    @Test("another port is another host: the token stays behind, and comes back with the way back")
    func portsAndBack() async throws {
        let home = Mutex("")
        let detour = try LoopbackServer { _ in .redirect(to: "http://\(home.withLock { $0 })/back") }
        let server = try LoopbackServer { request in
            switch (request.headers["authorization"], request.path) {
            case (nil, _): challenge("Basic realm=x")
            case (_, "/back"): .answer(200, body: Self.blob)
            default: .redirect(to: "http://\(detour.authority)/")
            }
        }
        home.withLock { $0 = server.authority }
        let images = try images(server, others: [detour])
        #expect(try await images.blob(Self.digest, in: repository(server), limit: 9) == Self.blob)
        #expect(detour.requests.map { $0.headers["authorization"] } == [nil])
    }

    @Test("who a redirect leads to may not ask for a password")
    func strangersChallenge() async throws {
        let thief = try LoopbackServer { _ in challenge("Basic realm=x") }
        let server = try LoopbackServer { _ in .redirect(to: "http://\(thief.authority)/") }
        let images = try images(server, others: [thief])
        let code = await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 9) }
        #expect(code == "registry-unauthorized")
        #expect(thief.requests.map { $0.headers["authorization"] } == [nil])
        #expect(server.requests.count == 1)
    }

    @Test(
        "redirects that lead out of HTTP, round in circles or to unnamed plain HTTP are refused",
        arguments: [
            ("file:///etc/passwd", "registry-redirect-refused"), ("ftp://127.0.0.1/x", "registry-redirect-refused"),
            ("http://alice:secret@127.0.0.1/", "registry-redirect-refused"), ("/v2/", "registry-redirect-refused"),
            ("http://127.0.0.1:1/", "registry-plain-http"), ("", "registry-redirect-refused"),
        ])
    func badRedirects(address: String, code: String) async throws {
        let server = try LoopbackServer { _ in .redirect(to: address) }
        let images = try images(server)
        #expect(await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 9) } == code)
        #expect(server.requests.count <= 6)
    }

    @Test(
        "a token service that gives no usable token is an obstacle",
        arguments: ["{}", "[]", #"{"token":""}"#, #"{"token":"a\nX: y"}"#, #"{"token":1}"#, "no JSON"])
    func badTokens(body: String) async throws {
        let service = try tokenService(body)
        let server = try tokenRegistry(realm: "http://\(service.authority)/token")
        let images = try images(server, others: [service])
        let code = await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 9) }
        #expect(code == "registry-token-invalid")
    }

    @Test("a token that is not accepted is not tried for ever")
    func uselessToken() async throws {
        let service = try tokenService(#"{"token":"another"}"#)
        let server = try tokenRegistry(realm: "http://\(service.authority)/token")
        let images = try images(server, others: [service])
        let code = await obstacleCode { try await images.blob(Self.digest, in: repository(server), limit: 9) }
        #expect(code == "registry-unauthorized")
        #expect(server.requests.count == 2)
    }

    @Test("an identity token is exchanged, in the body and nowhere else", arguments: [false, true])
    func identityToken(isWrong: Bool) async throws {
        let registry = try VirtualRegistry(
            .with { $0.access = .token(user: "alice", password: "secret", anonymousPull: false) })
        let repository = registry.repository("acme/app")
        let blob = registry.push(blob: Self.blob, to: repository)
        let token = isWrong ? "another-token" : try #require(registry.identityToken)
        let text = #"{"auths":{"\#(registry.authority)":{"auth":"","identitytoken":"\#(token)"}}}"#
        let images = RegistryImages(
            registries: [registry.authority: RegistrySettings(plainHTTP: true)],
            docker: try DockerConfig(Array(text.utf8), name: "config.json"))
        if isWrong {
            #expect(
                await obstacleCode { try await images.blob(blob, in: repository, limit: 99) } == "registry-unauthorized"
            )
        } else {
            #expect(try await images.blob(blob, in: repository, limit: 99) == Self.blob)
        }
        #expect(registry.count(.token, "POST") == 1)
        #expect(!registry.exchanges.contains { $0.request.target.contains(token) })
    }
}
