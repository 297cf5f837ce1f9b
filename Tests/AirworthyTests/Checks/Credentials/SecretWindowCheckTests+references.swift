import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: every reference to a credential has an entry")
struct SecretWindowReferenceTests {
    private typealias Sample = SecretWindowSample

    private func examine(
        _ files: [String: String], covers: String = "[]", _ arguments: String
    ) async throws -> Answer<SecretWindowCode> {
        let entry = "{id: db, kind: password, owner: o, expiresAt: 2030-01-01T00:00:00Z, covers: \(covers)}"
        return try await Sample.examine(
            "credentials: [\(entry)]\n\(arguments)", files.mapValues { Array($0.utf8) })
    }

    private static func pod(_ spec: String) -> String {
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {template: {spec: {\(spec)}}}\n"
    }

    @Test(
        "each way to refer to a Secret is found, and covered by an entry that names it",
        arguments: [
            "containers: [{name: a, env: [{name: P, valueFrom: {secretKeyRef: {name: db, key: password}}}]}]",
            "initContainers: [{name: a, envFrom: [{secretRef: {name: db}}]}]",
            "volumes: [{name: v, secret: {secretName: db}}]",
            "volumes: [{name: v, projected: {sources: [{secret: {name: db, items: [{key: a, path: b}]}}]}}]",
            "imagePullSecrets: [{name: db}]", "volumes: [{name: v, csi: {nodePublishSecretRef: {name: db}}}]",
        ])
    func manifests(spec: String) async throws {
        let files = ["k8s/web.yaml": Self.pod(spec)]
        let bare = try await examine(files, "manifests: [k8s]")
        #expect(bare.codes == [.uncoveredReference])
        #expect(bare.findings.first?.message.contains("secret/shop/db") == true)
        guard case .file("k8s/web.yaml", line: 4, _) = bare.findings.first?.location else {
            Issue.record("not at its line: \(String(describing: bare.findings.first?.location))")
            return
        }
        #expect(try await examine(files, covers: "[secret/db]", "manifests: [k8s]").isPass)
        #expect(try await examine(files, covers: "[secret/shop/db]", "manifests: [k8s/web.yaml]").isPass)
        #expect(
            try await examine(files, covers: "[secret/other/db]", "manifests: [k8s]").codes == [.uncoveredReference])
        #expect(try await examine(files, covers: "[secret/d]", "manifests: [k8s]").codes == [.uncoveredReference])
    }

    @Test("other objects refer to Secrets too")
    func objects() async throws {
        let text = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: edge}
            spec: {tls: [{hosts: [shop.example], secretName: shop-tls}]}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: a}, secrets: [{name: sa}], imagePullSecrets: [{name: pull}]}
            ---
            {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}, spec: {listeners: [{tls: {certificateRefs: [{name: gw}]}}]}}
            ---
            {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: x}, spec: {imagePullSecrets: [{name: pull}]}}]}
            """
        let answer = try await examine(["all.yaml": text], "manifests: [all.yaml]")
        let names = answer.findings.compactMap { $0.message.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(names == ["secret/shop-tls", "secret/sa", "secret/pull", "secret/gw", "secret/x/pull"])
    }

    @Test(
        "custom resources refer to Secrets in ways of their own, each found once",
        arguments: [
            "valuesFrom: [{kind: Secret, name: db}]", "ref: {apiVersion: v1, kind: Secret, name: db}",
            "servers: [{tls: {credentialName: db}}]", "secretTargetRef: [{parameter: p, name: db}]", "secretRef: db",
            "authSecretRef: db", "secretRef: {kind: Secret, name: db}", "certificateRefs: [{kind: Secret, name: db}]",
        ])
    func customResources(spec: String) async throws {
        let text = "apiVersion: a.example/v1\nkind: A\nmetadata: {name: a, namespace: shop}\nspec: {\(spec)}\n"
        let answer = try await examine(["a.yaml": text], "manifests: [a.yaml]")
        #expect(answer.codes == [.uncoveredReference])
        #expect(answer.findings.first?.message.contains("secret/shop/db") == true)
        #expect(answer.findings.first?.notes.isEmpty == true)
        #expect(try await examine(["a.yaml": text], covers: "[secret/shop/db]", "manifests: [a.yaml]").isPass)
        let other = text.replacing(spec, with: "valuesFrom: [{kind: ConfigMap, name: db}]")
        #expect(try await examine(["a.yaml": other], "manifests: [a.yaml]").isPass)
    }

    @Test("a key can be covered by itself, and does not cover the others")
    func keys() async throws {
        let files = [
            "a.yaml": Self.pod(
                "containers: [{env: [{valueFrom: {secretKeyRef: {name: db, key: a}}}, {valueFrom: {secretKeyRef: {name: db, key: b}}}]}]"
            )
        ]
        let one = try await examine(files, covers: "[\"secret/db#a\"]", "manifests: [a.yaml]")
        #expect(one.codes == [.uncoveredReference])
        #expect(one.findings.first?.message.contains("#b") == true)
        #expect(try await examine(files, covers: "[\"secret/db#a\", \"secret/db#b\"]", "manifests: [a.yaml]").isPass)
    }

    @Test("a Secret that is read itself needs no other entry")
    func readItself() async throws {
        let pem = Base64.encode(Array(try Sample.certificate(until: Sample.far).pem.utf8))
        let secret = "{apiVersion: v1, kind: Secret, metadata: {name: db, namespace: shop}, data: {tls.crt: \(pem)}}"
        let files = ["s.yaml": Array(secret.utf8), "w.yaml": Array(Self.pod("imagePullSecrets: [{name: db}]").utf8)]
        let entry = "{id: s, kind: kubernetes, owner: o, file: s.yaml}"
        #expect(try await Sample.examine("credentials: [\(entry)]\nmanifests: [w.yaml]", files).isPass)
        #expect(try await Sample.examine("manifests: [w.yaml]", files).codes == [.uncoveredReference])
    }

    @Test("one reference in many places is one finding")
    func places() async throws {
        let pod = Self.pod("imagePullSecrets: [{name: db}]")
        let answer = try await examine(["k/a.yaml": pod, "k/b.yaml": pod], "manifests: [k]")
        #expect(answer.codes == [.uncoveredReference])
        #expect(answer.findings.first?.notes.count == 1)
    }

    @Test(
        "what is not rendered, or names nothing, cannot be told",
        arguments: ["\"{{ .Values.secret }}\"", "\"${SECRET}\"", "\"\"", "12", "[a]"])
    func dynamic(name: String) async throws {
        let answer = try await examine(
            ["a.yaml": Self.pod("imagePullSecrets: [{name: \(name)}]")], "manifests: [a.yaml]")
        #expect(answer.codes == [.dynamicReference])
        #expect(answer.isInconclusive)
    }

    // MARK: - Workflows

    private func workflow(_ step: String, covers: String = "[]") async throws -> [SecretWindowCode] {
        let text = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - \(step)\n"
        return try await examine(
            [".github/workflows/a.yml": text], covers: covers, "workflows: [.github/workflows]"
        ).codes
    }

    @Test(
        "each way to use a secret in a workflow is found",
        arguments: [
            "run: deploy --token ${{ secrets.TOKEN }}", "env: {T: \"${{secrets.token}}\"}",
            "run: \"x ${{ secrets['TOKEN'] }} y\"", "run: ${{ format('{0}', secrets.TOKEN) }}",
            "if: secrets.TOKEN != ''", "run: ${{ github.ref == 'secrets.OTHER' && secrets . TOKEN }}",
            "run: \"${{ format('{{0}}', secrets.TOKEN) }}\"",
            "run: \"${{ 'a' }} it's ${{ secrets.TOKEN }}\"",
            "run: \"${{ github.x' }} ${{ secrets.TOKEN }}\"", "run: ${{ secrets.TOKEN",
            "with: {a: {b: [\"${{ SECRETS.Token }}\"]}}",
        ])
    func workflows(step: String) async throws {
        #expect(try await workflow(step) == [.uncoveredReference])
        #expect(try await workflow(step, covers: "[github/TOKEN]") == [])
        #expect(try await workflow(step, covers: "[github/token]") == [])
        #expect(try await workflow(step, covers: "[github/OTHER]") == [.uncoveredReference])
        #expect(try await workflow(step, covers: "[secret/TOKEN]") == [.uncoveredReference])
    }

    @Test(
        "what is used by no name cannot be told",
        arguments: [
            "env: {A: \"${{ toJSON(secrets) }}\"}", "run: ${{ secrets[matrix.name] }}", "run: ${{ secrets.* }}",
            "run: ${{ secrets[format('{0}', 'A')] }}", "secrets: inherit",
        ])
    func dynamicWorkflows(step: String) async throws {
        #expect(try await workflow(step) == [.dynamicReference])
    }

    @Test(
        "what only looks like a use is none",
        arguments: [
            "run: echo secrets.TOKEN", "run: ${{ secrets.GITHUB_TOKEN }}", "run: ${{ github.token }}",
            "run: ${{ inputs.secrets.TOKEN }}", "run: ${{ 'secrets.TOKEN' }}", "run: ${{ my_secrets.TOKEN }}",
        ])
    func lookalikes(step: String) async throws {
        #expect(try await workflow(step) == [])
    }

    // MARK: - Nothing read

    @Test("no file read is never a pass")
    func nothing() async throws {
        #expect(try await examine([:], "manifests: [k8s]").codes == [.absent])
        #expect(try await examine(["k8s/readme.md": "x"], "manifests: [k8s]").codes == [.nothingRead])
        #expect(try await examine(["a.yaml": "# nothing\n"], "workflows: [a.yaml]").codes == [.nothingRead])
        let broken = try await examine(["a.yaml": "hunter2: ["], "manifests: [a.yaml]")
        #expect(broken.codes == [.unreadable])
        #expect(broken.findings.allSatisfy { !$0.message.contains("hunter2") })
        let sound = try await examine(["a.yaml": "kind: Namespace\n"], "manifests: [a.yaml]")
        #expect(sound.isPass)
    }

    @Test("many references that nobody covers are told once each, and not without end")
    func many() async throws {
        let names = (0..<300).map { "{name: s\($0)}" }.joined(separator: ", ")
        let answer = try await examine(["a.yaml": Self.pod("imagePullSecrets: [\(names)]")], "manifests: [a.yaml]")
        #expect(answer.codes.count == 201)
    }

    @Test("evidence says which entry speaks for what")
    func facts() async throws {
        let answer = try await examine(
            ["a.yaml": Self.pod("imagePullSecrets: [{name: db}]")], covers: "[secret/db]", "manifests: [a.yaml]")
        let evidence = try #require(answer.evidence.first { $0.uri == "references.json" })
        let facts = try JSONDocument(try #require(evidence.content), name: "facts").root
        #expect(facts["references"]?["secret/shop/db"]?.string == "db")
    }

    @Test(
        "a reference is written in one of its forms",
        arguments: [
            "db", "secret/", "secret/a/b/c", "github/", "github/a/b", "secret/a#", "#a", "vault/a", "secret//a",
        ])
    func refused(text: String) {
        let entry = "credentials: [{id: a, kind: password, owner: o, covers: [\"\(text)\"]}]"
        #expect(SecretWindowCheck.refusal(of: entry) == "credential-reference")
    }
}
