import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("drift-kubernetes: an API server over TLS, as it answers and as it should not")
struct DriftKubernetesClusterLiveTests {
    private static let token = "t0ken"
    private static let image = "registry.example/acme/web@\(Digest.of(Array("web".utf8)))"

    /// A config map and a deployment of the released image.
    private static let manifests = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: limits, namespace: shop}
        data: {a: "1"}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec: {template: {spec: {containers: [{name: web, image: "\(image)"}]}}}
        """

    private static func list(_ kind: String, _ api: String, _ item: String, next: String = "") -> LoopbackReply {
        .json(
            """
            {"kind": "\(kind)List", "apiVersion": "\(api)",
             "metadata": {"resourceVersion": "8", "continue": "\(next)"}, "items": [\(item)]}
            """)
    }

    private static let deployment =
        "{\"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"}, \"spec\": {\"template\": {\"spec\": "
        + "{\"containers\": [{\"name\": \"web\", \"image\": \"\(image)\"}]}}}}"

    private static func map(_ name: String, _ value: String = "1") -> String {
        "{\"metadata\": {\"name\": \"\(name)\", \"namespace\": \"shop\"}, \"data\": {\"a\": \"\(value)\"}}"
    }

    /// Answers like an API server: by path and place in the list, to whoever has the token.
    private static func answer(_ request: LoopbackRequest) -> LoopbackReply {
        guard request.headers["authorization"] == "Bearer \(token)" else {
            return .json("{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 401}", status: 401)
        }
        switch request.target {
        case "/apis/apps/v1/deployments?limit=500": return list("Deployment", "apps/v1", deployment)
        case "/api/v1/namespaces/shop/configmaps?limit=500":
            return list("ConfigMap", "v1", map("limits"), next: "eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ==")
        case "/api/v1/namespaces/shop/configmaps?limit=500&continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ%3D%3D":
            return list("ConfigMap", "v1", map("kube-root-ca.crt"))
        default: return .json("{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 404}", status: 404)
        }
    }

    private static func ask(
        _ front: TLSFront, user: String = "token: \(Self.token)", authority: String? = nil,
        resources: String = "[apps/v1/deployments, v1/namespaces/shop/configmaps]"
    ) async throws -> Answer<DriftKubernetesCode> {
        let authority = Base64.encode(Array((authority ?? front.authorityPEM).utf8))
        let kubeconfig = """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://\(front.authority)", certificate-authority-data: \(authority)}}]
            users: [{name: u, user: {\(user)}}]
            """
        let memory = MemoryWorld(trust: .nobody, at: Samples.instant, release: try Samples.release())
        memory.files.write(kubeconfig, to: "config")
        memory.files.write(manifests, to: "want.yaml")
        var world = memory.world
        world.http = LiveHTTP()
        let arguments = "{desired: want.yaml, kubeconfig: config, resources: \(resources)}"
        var fields = try FieldReader(YAMLDocument.parse(Array(arguments.utf8), name: "with"), as: "the step")
        let check = try DriftKubernetesCheck(from: &fields)
        return try await check.examine(
            .release,
            in: CheckContext(release: memory.release, trust: .nobody, instant: Samples.instant, world: world))
    }

    @Test("lists of several pages come over TLS, and only to who may see them")
    func lists() async throws {
        let server = try LoopbackServer(Self.answer)
        let front = try TLSFront(before: server.authority)
        let answer = try await Self.ask(front)
        #expect(answer.word == "passed", "\(answer)")
        #expect(server.requests.count == 3)
        let stranger = try await Self.ask(front, user: "token: other")
        #expect(stranger.word == "inconclusive")
        let unknown = try await Self.ask(front, resources: "[apps/v1/deployments, v1/configmaps]")
        #expect(unknown.word == "inconclusive")
    }

    @Test("another authority's server is not asked: the token does not leave")
    func untrusted() async throws {
        let server = try LoopbackServer(Self.answer)
        let (front, other) = (try TLSFront(before: server.authority), try TLSFront(before: server.authority))
        let obstacle = await #expect(throws: Obstacle.self) {
            try await Self.ask(front, authority: other.authorityPEM)
        }
        #expect(obstacle?.diagnostic.code == "http-untrusted")
        #expect(server.requests.isEmpty)
    }

    @Test("whoever has a certificate is shown as such, and whoever has none is not let in")
    func clientCertificate() async throws {
        let server = try LoopbackServer { request in
            var known = request
            known.headers["authorization"] = "Bearer \(Self.token)"
            return Self.answer(known)
        }
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let (from, until) = (now - .seconds(3_600), now + .seconds(86_400))
        let root = try VirtualAuthority.root(.authority("people", from: from, until: until))
        let key = try PrivateKey.generate(.p256)
        let certificate = try root.issue(
            .leaf("gate", from: from, until: until, dnsNames: ["gate"]), to: key.publicKey)
        let front = try TLSFront(before: server.authority, clients: root.certificate.pem)
        func data(_ bytes: [UInt8]) -> String { Base64.encode(bytes) }
        let user = "client-certificate-data: \(data(Array(certificate.pem.utf8))), client-key-data: "
        let answer = try await Self.ask(front, user: user + data(try key.pem(encryptedWith: nil)))
        #expect(answer.word == "passed", "\(answer)")
        let count = server.requests.count
        for other in ["token: x", user + data(try PrivateKey.generate(.p256).pem(encryptedWith: nil))] {
            await #expect(throws: Obstacle.self) { try await Self.ask(front, user: other) }
        }
        #expect(server.requests.count == count)
    }

    @Test("a redirect is not followed, and a page cut short is no page")
    func broken() async throws {
        let redirecting = try LoopbackServer { _ in .redirect(to: "https://elsewhere.example/") }
        #expect(try await Self.ask(try TLSFront(before: redirecting.authority)).word == "inconclusive")
        let short = try LoopbackServer { _ in
            .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"kind\"".utf8))
        }
        let front = try TLSFront(before: short.authority)
        let obstacle = await #expect(throws: Obstacle.self) { try await Self.ask(front) }
        #expect(obstacle?.diagnostic.code == "http-broken")
    }
}
