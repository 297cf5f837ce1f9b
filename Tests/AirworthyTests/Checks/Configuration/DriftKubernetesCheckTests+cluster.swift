import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: objects asked of a cluster's API server, whole lists or none")
struct DriftKubernetesClusterTests {
    private typealias Sample = KubernetesSample
    private static let server = "https://kube.example:6443"
    private static let token = "s3cr3t-t0ken-of-the-gate"
    private static let deployments = "\(server)/apis/apps/v1/deployments?limit=500"
    private static let maps = "\(server)/api/v1/namespaces/shop/configmaps?limit=500"

    private static let kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: shop
        contexts: [{name: shop, context: {cluster: c, user: u}}, {name: other, context: {cluster: none, user: u}}]
        clusters: [{name: c, cluster: {server: "\(server)", certificate-authority-data: "\(Base64.encode(Array("PEM".utf8)))"}}]
        users: [{name: u, user: {token: \(token)}}]
        """

    /// A list as the API answers it: its items say neither version nor kind.
    private static func list(
        _ kind: String, _ items: [String], version: String = "5", next: String = "", api: String = "apps/v1"
    ) -> String {
        """
        {"kind": "\(kind)List", "apiVersion": "\(api)",
         "metadata": {"resourceVersion": "\(version)", "continue": "\(next)"}, "items": [\(items.joined(separator: ", "))]}
        """
    }

    private static func deployment(_ name: String = "web", replicas: Int = 3) -> String {
        """
        {"metadata": {"name": "\(name)", "namespace": "shop", "labels": {"app": "web"}},
         "spec": {"replicas": \(replicas), "selector": {"matchLabels": {"app": "web"}}, "template": {
           "metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web",
             "image": "\(Sample.released)", "env": [{"name": "MODE", "value": "fast"}],
             "ports": [{"containerPort": 8080, "protocol": "TCP"}],
             "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}}}]}}}}
        """
    }

    private static func examine(
        _ http: MemoryHTTP, desired: String = Sample.deployment, kubeconfig: String = Self.kubeconfig,
        resources: String = "[apps/v1/deployments, v1/namespaces/shop/configmaps]", arguments: String = "",
        intended: [String] = []
    ) async throws -> Answer<DriftKubernetesCode> {
        let files = MemoryFiles(texts: ["want.yaml": desired, "config": kubeconfig, "token": "abc\n"])
        let check = try DriftKubernetesCheck.reading(
            "desired: want.yaml\nkubeconfig: config\nresources: \(resources)\n" + arguments)
        return try await check.examine(
            .release, in: .alone(release: try Sample.release(intended), files: files, http: http))
    }

    private static func http(
        _ first: String = list("Deployment", [deployment()]),
        _ second: String = list("ConfigMap", [], api: "v1")
    ) -> MemoryHTTP {
        let http = MemoryHTTP()
        http.answer(deployments, 200, body: first)
        http.answer(maps, 200, body: second)
        return http
    }

    @Test("lists are asked with the token, of the authorities named, and compared like a recording")
    func lists() async throws {
        let http = Self.http()
        let answer = try await Self.examine(http)
        #expect(answer.isPass, "\(answer.findings.map(\.message))")
        #expect(answer.evidence.map(\.uri) == [Self.server, "want.yaml", "object-facts.json"])
        #expect(http.questions.map(\.url) == [Self.deployments, Self.maps])
        for question in http.questions {
            #expect(question.authorities == Array("PEM".utf8))
            #expect(question.leniencies.isEmpty && question.redirects == 0)
            #expect(question.credentials.map(\.header) == ["authorization"])
            let value = question.credentials.first?.value.withBytes { String(decoding: $0, as: UTF8.self) }
            #expect(value == "Bearer \(Self.token)")
        }
        let drifted = Self.http(Self.list("Deployment", [Self.deployment(replicas: 5)]))
        #expect(try await Self.examine(drifted).codes == [.drifted])
        let extra = Self.http(Self.list("Deployment", [Self.deployment(), Self.deployment("stray")]))
        #expect(try await Self.examine(extra).codes == [.unexpected])
        let gone = Self.http(Self.list("Deployment", []))
        #expect(try await Self.examine(gone).codes == [.missing])
        let null = Self.http(Self.list("Deployment", []).replacing("\"items\": []", with: "\"items\": null"))
        #expect(try await Self.examine(null).codes == [.missing])
    }

    @Test("pages are followed to the end, and must be of one moment")
    func pages() async throws {
        let next = "\(Self.deployments)&continue=a%2Bb%3D%3D"
        let http = Self.http(Self.list("Deployment", [Self.deployment()], next: "a+b=="))
        http.answer(next, 200, body: Self.list("Deployment", [Self.deployment("stray")]))
        #expect(try await Self.examine(http).codes == [.unexpected])
        http.answer(next, 200, body: Self.list("Deployment", [], version: "6"))
        #expect(try await Self.examine(http).codes == [.apiPartial])
        http.answer(next, 200, body: Self.list("Deployment", [], next: "a+b=="))
        let endless = try await Self.examine(http)
        #expect(endless.codes == [.apiPartial])
        #expect(endless.isInconclusive)
        // The second page is asked for as often as there may be pages, and no more.
        #expect(http.questions.count { $0.url == next } < 250)
        http.obstruct(next, with: Obstacle("http-unreachable", "gone"))
        await #expect(throws: Obstacle.self) { try await Self.examine(http) }
    }

    @Test("a list that the server forgot is begun again, three times at most")
    func expired() async throws {
        let next = "\(Self.deployments)&continue=x"
        let http = Self.http(Self.list("Deployment", [Self.deployment()], next: "x"))
        http.answer(next, 410, body: "{\"kind\": \"Status\", \"code\": 410}")
        let answer = try await Self.examine(http)
        #expect(answer.codes == [.apiPartial])
        #expect(answer.isInconclusive)
        #expect(http.questions.count { $0.url == Self.deployments } == 3)
        // The first page has no place in a list to forget.
        http.answer(Self.deployments, 410, body: "{}")
        #expect(try await Self.examine(http).codes == [.apiRefused])
    }

    @Test("whatever else the server answers decides nothing", arguments: [401, 403, 404, 429, 500, 503, 204, 301])
    func refused(status: Int) async throws {
        let http = Self.http()
        http.answer(Self.maps, status, body: Self.list("ConfigMap", [], api: "v1"))
        let answer = try await Self.examine(http)
        #expect(answer.codes == [.apiRefused])
        #expect(answer.isInconclusive)
    }

    @Test(
        "what is no list of what was asked for decides nothing",
        arguments: [
            "", "{", "[]", "{}", list("Secret", []).replacing("SecretList", with: "Secret"),
            list("Deployment", [], version: ""), list("Deployment", [], api: "apps/v1beta1"),
            list("Deployment", []).replacing("\"items\": []", with: "\"items\": {}"),
            list("Deployment", []).replacing(", \"items\": []", with: ""), list("", []),
            list("Deployment", ["{\"metadata\": {}}"]), list("Deployment", ["1"]),
            list("Deployment", ["{\"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}}"]),
            list("Deployment", []).replacing("\"kind\"", with: "\"kind\": \"X\", \"kind\""),
            "{\"a\": \(String(repeating: "[", count: 200))}",
        ])
    func invalid(body: String) async throws {
        let answer = try await Self.examine(Self.http(body))
        #expect(answer.codes == [.invalid], "\(answer.findings.map(\.message))")
        #expect(answer.isInconclusive)
    }

    @Test("an object of a kind or a namespace that was not listed is not taken for one that is missing")
    func notListed() async throws {
        let create = "{object: apps/v1/Deployment/shop/web, actions: [create]}"
        for resources in ["[v1/namespaces/shop/configmaps]", "[apps/v1/namespaces/other/deployments]"] {
            let http = Self.http()
            http.answer(
                "\(Self.server)/apis/apps/v1/namespaces/other/deployments?limit=500", 200,
                body: Self.list("Deployment", []))
            let answer = try await Self.examine(http, resources: resources, intended: [create])
            #expect(answer.codes == [.notListed])
            #expect(answer.isInconclusive)
        }
    }

    /// What of a kubeconfig is not followed: a text of the sound one, and what stands there instead.
    private static let refusals: [(String, String)] = [
        ("https://kube", "http://kube"), ("https://kube", "kube"),
        ("server:", "insecure-skip-tls-verify: true, server:"), ("server:", "proxy-url: \"http://x\", server:"),
        ("server:", "tls-server-name: x, server:"), ("token: \(token)", "exec: {command: sh}"),
        ("token: \(token)", "auth-provider: {name: gcp}"), ("token: \(token)", "username: a, password: b"),
        ("token: \(token)", "tokenFile: nowhere"), ("token: \(token)", "token: \"a b\""),
        ("token: \(token)", "token: \"\""), ("token: \(token)", "client-certificate: token"),
        ("token: \(token)", "client-certificate: nowhere, client-key: token"),
        ("current-context: shop", "current-context: other"), ("current-context: shop", "current-context: nobody"),
        ("current-context: shop\n", ""), ("certificate-authority-data: \"", "certificate-authority-data: \"!"),
        ("certificate-authority-data: \"\(Base64.encode(Array("PEM".utf8)))\"", "certificate-authority: nowhere"),
        ("users: [", "users: [{name: u, user: {token: twice}}, "),
    ]

    @Test("a kubeconfig that does not say by itself whom to ask as whom is refused", arguments: refusals.indices)
    func kubeconfig(index: Int) async throws {
        let (text, instead) = Self.refusals[index]
        #expect(Self.kubeconfig.contains(text))
        let changed = Self.kubeconfig.replacing(text, with: instead)
        let http = Self.http()
        let obstacle = await #expect(throws: Obstacle.self) { try await Self.examine(http, kubeconfig: changed) }
        #expect(obstacle?.diagnostic.code == "kubeconfig-refused", "\(instead)")
        #expect(http.questions.isEmpty)
    }

    @Test("a kubeconfig that is none is not quoted, and another context and a token in a file are followed")
    func kubeconfigForms() async throws {
        let broken = await #expect(throws: Obstacle.self) {
            try await Self.examine(Self.http(), kubeconfig: "users: [\(Self.token)")
        }
        #expect(broken?.diagnostic.code == "kubeconfig-invalid")
        #expect(broken?.diagnostic.message.contains(Self.token) == false)
        let file = Self.kubeconfig.replacing("token: \(Self.token)", with: "tokenFile: token")
        let http = Self.http()
        #expect(try await Self.examine(http, kubeconfig: file).isPass)
        let value = http.questions.first?.credentials.first?.value.withBytes { String(decoding: $0, as: UTF8.self) }
        #expect(value == "Bearer abc")
        let certificate = Self.kubeconfig.replacing(
            "token: \(Self.token)", with: "client-certificate-data: Yw==, client-key: token")
        let shown = Self.http()
        #expect(try await Self.examine(shown, kubeconfig: certificate).isPass)
        #expect(shown.questions.first?.identity?.certificate == Array("c".utf8))
        #expect(shown.questions.first?.identity?.key.withBytes { Array($0) } == Array("abc\n".utf8))
        #expect(shown.questions.first?.credentials.isEmpty == true)
        let other = Self.kubeconfig.replacing("current-context: shop", with: "current-context: other")
        #expect(try await Self.examine(Self.http(), kubeconfig: other, arguments: "kubeContext: shop").isPass)
    }

    @Test(
        "arguments that name no source, or two, are refused",
        arguments: [
            ("desired: a", "missing-key"), ("desired: a\nlive: b\nkubeconfig: c", "two-sources"),
            ("desired: a\nkubeconfig: c", "missing-key"), ("desired: a\nlive: b\nresources: [v1/pods]", "two-sources"),
            ("desired: a\nkubeconfig: c\nresources: []", "missing-key"),
            ("desired: a\nkubeconfig: c\nresources: [pods]", "bad-resource"),
            ("desired: a\nkubeconfig: c\nresources: [v1/../pods]", "bad-resource"),
            ("desired: a\nkubeconfig: c\nresources: [\"v1/pods?x=1\"]", "bad-resource"),
            ("desired: a\nkubeconfig: c\nresources: [apps/v1/namespaces//pods]", "bad-resource"),
        ])
    func arguments(text: String, code: String) {
        #expect(DriftKubernetesCheck.refusal(of: text) == code)
    }

    @Test("the token is told to nobody but the server")
    func contract() async throws {
        let files = MemoryFiles(texts: ["want.yaml": Sample.deployment, "config": Self.kubeconfig])
        let contract = CheckContract(
            DriftKubernetesCheck.self,
            arguments: "{desired: want.yaml, kubeconfig: config, resources: [apps/v1/deployments]}", subject: .release,
            context: .alone(release: try Sample.release([]), files: files, http: Self.http()),
            secrets: [Array(Self.token.utf8)])
        #expect(await contract.verify() == [])
    }
}
