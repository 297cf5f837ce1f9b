import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: live objects differ from the manifests as the release declares, and not otherwise")
struct DriftKubernetesCheckTests {
    private typealias Sample = KubernetesSample
    private static let web = "apps/v1/Deployment/shop/web"

    @Test("what the API adds, spells otherwise or reorders is no difference", arguments: ["before", "after"])
    func noise(moment: String) async throws {
        let answer = try await Sample.examine(Sample.deployment, Sample.recorded, [], "moment: \(moment)")
        #expect(answer.isPass, "\(answer.findings.map(\.message))")
        #expect(answer.evidence.map(\.uri) == ["have.yaml", "want.yaml", "object-facts.json"])
    }

    /// A text of the recorded deployment, what stands there instead, and the place where that is found.
    private static let drifts: [(text: String, instead: String, code: DriftKubernetesCode, place: String)] = [
        ("replicas: 3", "replicas: 5", .drifted, "/spec/replicas"),
        ("value: fast", "value: slow", .drifted, "/spec/template/spec/containers/name=web/env/name=MODE/value"),
        ("cpu: \"0.5\"", "cpu: \"0.6\"", .drifted, "/spec/template/spec/containers/name=web/resources/requests/cpu"),
        ("labels: {app: web, injected", "labels: {injected", .missing, "/metadata/labels/app"),
        (
            "env: [{name: MODE, value: fast}]", "env: [{name: MODE, value: fast}, {name: X, value: y}]", .unexpected,
            "/spec/template/spec/containers/name=web/env/name=X"
        ),
        ("env: [{name: MODE, value: fast}]", "envFrom: []", .missing, "/spec/template/spec/containers/name=web/env"),
        (
            "imagePullPolicy: IfNotPresent", "command: [sh]", .unexpected,
            "/spec/template/spec/containers/name=web/command"
        ),
        ("securityContext: {}", "securityContext: {runAsUser: 0}", .unexpected, "/spec/template/spec/securityContext"),
        ("restartPolicy: Always", "hostNetwork: true", .unexpected, "/spec/template/spec/hostNetwork"),
        (
            "restartPolicy: Always", "serviceAccountName: admin", .unexpected,
            "/spec/template/spec/serviceAccountName"
        ),
        (
            "restartPolicy: Always", "initContainers: [{name: i, image: r.example/x:1}]", .unexpected,
            "/spec/template/spec/initContainers"
        ),
        (
            "restartPolicy: Always\n", "restartPolicy: Always\n      volumes: [{name: v, emptyDir: {}}]\n", .unexpected,
            "/spec/template/spec/volumes"
        ),
        ("matchLabels: {app: web}", "matchLabels: {app: web, tier: x}", .unexpected, "/spec/selector/matchLabels/tier"),
        ("containerPort: 8080, ", "containerPort: 8081, ", .missing, ""),
    ]

    @Test("each drift is found at its place, and one declared line allows it", arguments: drifts.indices)
    func drift(index: Int) async throws {
        let drift = Self.drifts[index]
        #expect(Sample.recorded.contains(drift.text))
        let live = Sample.recorded.replacing(drift.text, with: drift.instead)
        let answer = try await Sample.examine(Sample.deployment, live)
        #expect(answer.codes.first == drift.code, "\(answer.findings.map(\.message))")
        let places = try Sample.changes(told: answer).compactMap { $0["path"]?.string }
        if !drift.place.isEmpty { #expect(places == [drift.place]) }

        // For every atomic change: its line makes it pass, and without that line it fails.
        let lines = places.map { "{object: \(Self.web), actions: [update], paths: [\"\($0)\"]}" }
        #expect(try await Sample.examine(Sample.deployment, live, lines).isPass)
        for skipped in lines.indices {
            let others = lines.enumerated().filter { $0.offset != skipped }.map(\.element)
            #expect(try await Sample.examine(Sample.deployment, live, others).codes == [answer.codes[skipped]])
        }
        #expect(try await Sample.examine(Sample.deployment, live, lines, "moment: after").codes == answer.codes)
        let gone = try await Sample.examine(Sample.deployment, Sample.recorded, lines)
        #expect(gone.codes == Array(repeating: .intendedMissing, count: lines.count))
    }

    @Test("of two variables of one name none hides behind the other")
    func repeatedNames() async throws {
        for pair in ["{name: MODE, value: slow}, {name: MODE, value: fast}", "{name: MODE}, {name: MODE, value: fast}"]
        {
            let live = Sample.recorded.replacing("{name: MODE, value: fast}", with: pair)
            #expect(try await !Sample.examine(Sample.deployment, live).isPass)
        }
    }

    @Test("objects that are missing or too many are found, and declared by action")
    func objects() async throws {
        let service = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: ClusterIP}"
        let made = try await Sample.examine("\(Sample.deployment)\n---\n\(service)", Sample.recorded)
        #expect(made.codes == [.missing])
        let create = "{object: v1/Service/shop/web, actions: [create]}"
        #expect(try await Sample.examine("\(Sample.deployment)\n---\n\(service)", Sample.recorded, [create]).isPass)

        let extra = try await Sample.examine(Sample.deployment, "\(Sample.recorded)\n---\n\(service)")
        #expect(extra.codes == [.unexpected])
        let delete = "{object: v1/Service/shop/web, actions: [delete]}"
        #expect(try await Sample.examine(Sample.deployment, "\(Sample.recorded)\n---\n\(service)", [delete]).isPass)
        #expect(try await Sample.examine(Sample.deployment, Sample.recorded, [delete]).codes == [.intendedMissing])
        #expect(
            try await Sample.examine(
                Sample.deployment, "\(Sample.recorded)\n---\n\(service)", [], "inventory: part-of=shop"
            ).isPass)
    }

    @Test("an autoscaler owns the replicas, within the bounds its manifest gives", arguments: [(2, true), (9, false)])
    func autoscaler(replicas: Int, isPass: Bool) async throws {
        let scaler = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web, namespace: shop}
            spec: {minReplicas: 2, maxReplicas: 8, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
            """
        let live = Sample.recorded.replacing("replicas: 3", with: "replicas: \(replicas)") + "\n---\n" + scaler
        let answer = try await Sample.examine("\(Sample.deployment)\n---\n\(scaler)", live)
        #expect(answer.isPass == isPass)
        if !isPass { #expect(answer.codes == [.drifted]) }
        // One that only the cluster has excuses nothing.
        #expect(try await Sample.examine(Sample.deployment, live).codes.contains(.unexpected))
    }

    @Test("that a workload's image becomes the release's needs no line, and after the rollout it must be there")
    func derivedImage() async throws {
        let old = "registry.example/acme/web@\(Digest.of(Array("old".utf8)))"
        let live = Sample.recorded.replacing(Sample.released, with: old)
        #expect(try await Sample.examine(Sample.deployment, live).isPass)
        #expect(try await Sample.examine(Sample.deployment, live, [], "moment: after").codes == [.drifted])
        // Another program in its place is no new version of it.
        let other = Sample.recorded.replacing("acme/web@", with: "acme/miner@")
        #expect(try await Sample.examine(Sample.deployment, other).codes == [.drifted])
        // By digest, a tag beside it says nothing.
        let tagged = Sample.recorded.replacing("acme/web@", with: "acme/web:3.0@")
        #expect(try await Sample.examine(Sample.deployment, tagged, [], "moment: after").isPass)
    }

    @Test("every workload runs the release's image, and every service's image runs")
    func images() async throws {
        let old = "registry.example/acme/web@\(Digest.of(Array("old".utf8)))"
        let wrong = try await Sample.examine(
            Sample.deployment.replacing(Sample.released, with: old),
            Sample.recorded.replacing(Sample.released, with: old))
        #expect(wrong.codes == [.imageNotReleased, .imageMissing])
        let tag = "registry.example/acme/web:latest"
        let mutable = try await Sample.examine(
            Sample.deployment.replacing(Sample.released, with: tag),
            Sample.recorded.replacing(Sample.released, with: tag))
        #expect(mutable.codes == [.imageNotReleased, .imageMissing])

        let job = { (image: String) in
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: tidy, namespace: shop}
            spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: tidy, image: \(image)}]}}}}}
            """
        }
        let pinned = "docker.io/library/busybox@\(Digest.of(Array("busybox".utf8)))"
        #expect(try await Sample.beside(job(pinned), job(pinned)).codes == [.foreignImage])
        let others = "otherImages: [docker.io/library/*]"
        #expect(try await Sample.beside(job(pinned), job(pinned), [], others).isPass)
        let loose = "docker.io/library/busybox:1"
        #expect(try await Sample.beside(job(loose), job(loose), [], others).codes == [.foreignImage])

        let services = ["web", "api"]
        let partial = try await Sample.examine(Sample.deployment, Sample.recorded, services: services)
        #expect(partial.codes == [.imageMissing])
        let release = try Sample.release([], services: services)
        let one = try await Sample.examine(
            Sample.deployment, Sample.recorded, services: services, subject: .service(release.services[0]))
        #expect(one.isPass)
    }

    @Test("what a program reads as text is compared as text, whatever it is called", arguments: ["storage", "image"])
    func text(key: String) async throws {
        func map(_ value: String) -> String {
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: limits, namespace: shop}\ndata: {\(key): \"\(value)\"}"
        }
        let digest = "@sha256:\(String(repeating: "a", count: 64))"
        let (one, other) = key == "image" ? ("a.example/b:1\(digest)", "a.example/b:2\(digest)") : ("1", "1000m")
        #expect(try await Sample.beside(map(one), map(one)).isPass)
        #expect(try await Sample.beside(map(one), map(other)).codes == [.drifted])
    }

    @Test("secrets are compared, encoded or not, and neither side is told")
    func secrets() async throws {
        func secret(_ fields: String) -> String {
            "apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\ntype: Opaque\n\(fields)"
        }
        // `hunter2` and `hunter3`.
        let texts = secret("stringData: {password: hunter2}")
        let data = secret("data: {password: aHVudGVyMg==}")
        let other = secret("data: {password: aHVudGVyMw==}")
        let more = secret("data: {password: aHVudGVyMg==, extra: aHVudGVyMw==}")
        #expect(try await Sample.beside(texts, data).isPass)
        #expect(try await Sample.beside(data, data).isPass)
        for desired in [texts, data] {
            let drift = try await Sample.beside(desired, other)
            #expect(drift.codes == [.drifted])
            #expect(drift.findings[0].message.contains("`/data/password` differs (masked)"))
            #expect(try await Sample.beside(desired, more).codes == [.unexpected])
        }
        // A key called `image` is a secret like any other.
        let image = try await Sample.beside(
            secret("stringData: {image: hunter2}"), secret("data: {image: aHVudGVyMw==}"))
        #expect(image.codes == [.drifted])
        #expect(image.findings[0].message.contains("(masked)"))
        let files = MemoryFiles(texts: [
            "want.yaml": "\(Sample.deployment)\n---\n\(texts)", "have.yaml": "\(Sample.recorded)\n---\n\(more)",
        ])
        let breaches = await CheckContract(
            DriftKubernetesCheck.self, arguments: "desired: want.yaml\nlive: have.yaml", subject: .release,
            context: .alone(release: try Sample.release([]), files: files),
            secrets: ["hunter2", "hunter3", "aHVudGVyMg==", "aHVudGVyMw=="].map { Array($0.utf8) }
        ).verify()
        #expect(breaches == [])
    }

    @Test(
        "a rule excuses what it names: values by pattern, what decides what runs by its very place",
        arguments: [
            ("\(Self.web)/spec/replicas", "replicas: 3", "replicas: 5", []),
            ("\(Self.web)/spec/**", "replicas: 3", "replicas: 5", []),
            ("\(Self.web)/spec/**", "restartPolicy: Always", "hostNetwork: true", [DriftKubernetesCode.unexpected]),
            ("\(Self.web)/spec/template/spec/hostNetwork", "restartPolicy: Always", "hostNetwork: true", []),
            ("\(Self.web)/spec/**", "value: fast", "value: slow", [.drifted]),
        ] as [(String, String, String, [DriftKubernetesCode])])
    func rules(path: String, text: String, instead: String, codes: [DriftKubernetesCode]) async throws {
        let rule = "{path: '\(path)', owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 1}"
        let answer = try await Sample.examine(
            Sample.deployment, Sample.recorded.replacing(text, with: instead), [], "ignore: [\(rule)]")
        #expect(answer.codes == codes)
    }

    @Test("a rule that is over, met too much or met nothing is told")
    func rulesEnd() async throws {
        let live = Sample.recorded.replacing("replicas: 3", with: "replicas: 5")
            .replacing("containerPort: 8080, protocol: TCP", with: "containerPort: 8080, protocol: TCP, name: a")
        let desired = Sample.deployment.replacing("containerPort: 8080", with: "containerPort: 8080, name: b")
        func rule(_ path: String, _ expires: String) -> String {
            "ignore: [{path: '\(path)', owner: o, reason: r, expires: \(expires), maxMatches: 1}]"
        }
        let many = try await Sample.examine(desired, live, [], rule("\(Self.web)/**", "2027-01-01T00:00:00Z"))
        #expect(many.codes == [.ignoreExceeded, .drifted, .drifted])
        let over = try await Sample.examine(
            Sample.deployment, Sample.recorded, [], rule("\(Self.web)/spec", "2026-11-21T14:00:00Z"))
        #expect(over.codes == [.ignoreExpired])
        let unused = try await Sample.examine(
            Sample.deployment, Sample.recorded, [], rule("\(Self.web)/spec", "2027-01-01T00:00:00Z"))
        #expect(unused.warnings == [.ignoreUnused])
    }
}
