import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: kubeconfigs and Kubernetes manifests")
struct SecretWindowKubernetesTests {
    private typealias Sample = SecretWindowSample

    private static func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

    private static func token(until seconds: Int64) -> String {
        String(decoding: TokenSpecimen.token("{\"exp\": \(seconds)}"), as: UTF8.self)
    }

    // MARK: - kubeconfig

    private static func config(_ users: String, clusters: String = "") -> [UInt8] {
        Array("apiVersion: v1\nkind: Config\nclusters: [\(clusters)]\nusers: [\(users)]\n".utf8)
    }

    private func examine(_ config: [UInt8], _ fields: String = "", _ files: [String: [UInt8]] = [:]) async throws
        -> Answer<SecretWindowCode>
    {
        let entry = "{id: k, kind: kubeconfig, owner: o, file: etc/config\(fields)}"
        return try await Sample.examine(
            "skew: 0s\ncredentials: [\(entry)]", files.merging(["etc/config": config]) { own, _ in own })
    }

    @Test("certificates of users and authorities of clusters are judged to the second", arguments: [0, -1] as [Int64])
    func certificates(offset: Int64) async throws {
        let expected: [SecretWindowCode] = offset == 0 ? [] : [.expiresInWindow]
        let pem = Self.base64(try Sample.certificate(until: Sample.need + .seconds(offset)).pem)
        let user = "{name: dev, user: {client-certificate-data: \(pem), client-key-data: eHg=}}"
        let cluster = "{name: prod, cluster: {certificate-authority-data: \(pem), server: \"https://k\"}}"
        #expect(try await examine(Self.config(user)).codes == expected)
        #expect(try await examine(Self.config("", clusters: cluster)).codes == expected)
    }

    @Test("tokens are judged by their times, in the file and beside it")
    func tokens() async throws {
        let (good, bad) = (Self.token(until: Sample.need.seconds + 1), Self.token(until: Sample.need.seconds))
        #expect(try await examine(Self.config("{name: a, user: {token: \(good)}}")).isPass)
        #expect(try await examine(Self.config("{name: a, user: {token: \(bad)}}")).codes == [.expiresInWindow])
        let beside = Self.config("{name: a, user: {tokenFile: token}}")
        #expect(try await examine(beside, "", ["etc/token": Array(good.utf8)]).isPass)
        #expect(try await examine(beside, "", ["etc/token": Array(bad.utf8)]).codes == [.expiresInWindow])
        #expect(try await examine(beside).codes == [.absent])
    }

    @Test(
        "what a file cannot know is not known, unless an age policy stands for it",
        arguments: [
            "{exec: {command: aws}}", "{auth-provider: {name: gcp}}", "{username: a, password: hunter2}",
            "{token: opaque}", "{token: hunter2-hunter2}",
        ])
    func silent(user: String) async throws {
        let config = Self.config("{name: a, user: \(user)}")
        let answer = try await examine(config)
        #expect(answer.codes == [.unknownExpiry])
        #expect(answer.isInconclusive)
        #expect(answer.findings.allSatisfy { !$0.message.contains("hunter2") })
        #expect(try await examine(config, ", rotatedAt: 2026-11-01T00:00:00Z, maxAge: 90d").isPass)
    }

    @Test(
        "a file that holds no credential, or is none, is in doubt and quotes nothing",
        arguments: [
            "", "kind: Pod\n", "kind: Config\n", "kind: Config\nusers: [{name: a}]\n", "kind: Config\nusers: hunter2\n",
            "kind: Config\nusers: [{name: a, user: {token: [hunter2]}}]\n", "hunter2: [", "hunter2: \"\u{1}\"\n",
            "kind: Config\nusers: [{name: a, user: {client-certificate-data: hunter2}}]\n",
            "kind: Config\nusers: [{name: a, user: {client-certificate-data: aHVudGVyMg==}}]\n", "{\"kind\": hunter2}",
            "kind: Config\nhunter2: 1\nhunter2: 2\n", "kind: Config\nusers: [{name: a, user: {tokenFile: 5}}]\n",
            "kind: Config\nusers: [{name: a, user: {client-certificate: [hunter2]}}]\n",
            "kind: Config\nusers: [{name: a, user: {}}]\n", "kind: Config\nusers: [{name: a, user: {token: null}}]\n",
            "kind: Config\nclusters: [{name: a, cluster: {certificate-authority: 5}}]\n",
            "kind: Config\nclusters: hunter2\nusers: [{name: a, user: {exec: {command: aws}}}]\n",
        ])
    func unreadable(text: String) async throws {
        let answer = try await examine(Array(text.utf8))
        #expect(answer.codes == [.unreadable])
        #expect(answer.isInconclusive)
        for finding in answer.findings {
            #expect(!([finding.message, finding.remedy] + finding.notes).contains { $0.contains("hunter2") })
        }
    }

    // MARK: - Manifests

    private func manifest(_ text: String, _ fields: String = "", name: String = "secrets.yaml") async throws
        -> Answer<SecretWindowCode>
    {
        try await Sample.examine(kind: "kubernetes", Array(text.utf8), fields, named: name)
    }

    private static func secret(type: String = "Opaque", _ data: String) -> String {
        "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: shop}, type: \(type), \(data)}"
    }

    @Test("the chain of a TLS Secret is judged, in documents, lists and JSON", arguments: [0, -1] as [Int64])
    func tls(offset: Int64) async throws {
        let (certificate, owner) = try Sample.keyPair(until: Sample.need + .seconds(offset))
        let pem = Self.base64(certificate.pem)
        let expected: [SecretWindowCode] = offset == 0 ? [] : [.expiresInWindow]
        let key = Base64.encode(try owner.pem(encryptedWith: nil))
        let secret = Self.secret(type: "kubernetes.io/tls", "data: {tls.crt: \(pem), tls.key: \(key)}")
        #expect(try await manifest(secret).codes == expected)
        #expect(
            try await manifest("{kind: Namespace, apiVersion: v1, metadata: {name: a}}\n---\n\(secret)\n---\n# end\n")
                .codes == expected)
        #expect(try await manifest("{apiVersion: v1, kind: List, items: [\(secret)]}").codes == expected)
        let json =
            "{\"apiVersion\": \"v1\", \"kind\": \"SecretList\", \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"Secret\", "
            + "\"metadata\": {\"name\": \"a\"}, \"type\": \"kubernetes.io/tls\", \"data\": {\"tls.crt\": \"\(pem)\"}}]}"
        #expect(try await manifest(json, name: "secrets.json").codes == expected)
    }

    @Test("with roots, the chain of a Secret must lead to them; `ca.crt` is whom its owner trusts")
    func roots() async throws {
        let authority = try Sample.authority()
        let leaf = try Sample.certificate(until: Sample.far, of: authority)
        let other = try Sample.authority("Other")
        let data = "data: {tls.crt: \(Self.base64(leaf.pem)), ca.crt: \(Self.base64(other.certificate.pem))}"
        let text = Self.secret(type: "kubernetes.io/tls", data)
        func codes(_ roots: VirtualAuthority) async throws -> [SecretWindowCode] {
            let entry = "{id: a, kind: kubernetes, owner: o, file: a.yaml, roots: ca.pem}"
            return try await Sample.examine(
                "credentials: [\(entry)]", ["a.yaml": Array(text.utf8), "ca.pem": Array(roots.certificate.pem.utf8)]
            ).codes
        }
        #expect(try await codes(authority) == [])
        #expect(try await codes(other) == [.chainInvalidAtEnd])
    }

    @Test("a token in a Secret is judged by its times, plain or encoded")
    func secretTokens() async throws {
        let (good, bad) = (Self.token(until: Sample.need.seconds + 1), Self.token(until: Sample.need.seconds))
        #expect(try await manifest(Self.secret("data: {t: \(Self.base64(good))}")).isPass)
        #expect(try await manifest(Self.secret("data: {t: \(Self.base64(bad))}")).codes == [.expiresInWindow])
        #expect(try await manifest(Self.secret("stringData: {t: \(bad)}")).codes == [.expiresInWindow])
        // What is written over counts no more.
        #expect(try await manifest(Self.secret("data: {t: \(Self.base64(bad))}, stringData: {t: \(good)}")).isPass)
        let account = Self.secret(
            type: "kubernetes.io/service-account-token", "data: {token: \(Self.base64(good)), namespace: c2hvcA==}")
        #expect(try await manifest(account).isPass)
    }

    @Test("values that say nothing of their end are in doubt, unless an age policy stands for them")
    func opaque() async throws {
        let text = Self.secret("data: {password: \(Self.base64("hunter2")), user: YQ==}")
        let answer = try await manifest(text)
        #expect(answer.codes == [.unknownExpiry])
        #expect(answer.findings.first?.message.contains("`password`, `user`") == true)
        #expect(answer.findings.allSatisfy { !$0.message.contains("hunter2") })
        #expect(try await manifest(text, "rotatedAt: 2026-11-01T00:00:00Z, maxAge: 90d").isPass)
        let dated = text.replacing(
            "namespace: shop", with: "namespace: shop, creationTimestamp: \"2026-01-01T00:00:00Z\"")
        #expect(try await manifest(dated, "maxAge: 90d").codes == [.ageExceeded])
        #expect(try await manifest(dated, "maxAge: 900d").isPass)
        let key = Self.secret("data: {id: \(Self.base64("PRIVATE KEY-----"))}")
        #expect(try await manifest(key).codes == [.unknownExpiry])
        let store = Self.secret("data: {store: \(Base64.encode([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]))}")
        #expect(try await manifest(store).codes == [.unsupported])
    }

    @Test("a bootstrap token says when it ends")
    func bootstrap() async throws {
        func codes(_ expiration: String) async throws -> [SecretWindowCode] {
            try await manifest(
                Self.secret(
                    type: "bootstrap.kubernetes.io/token",
                    "stringData: {token-id: abc, token-secret: hunter2\(expiration)}")
            ).codes
        }
        #expect(try await codes(", expiration: \"\(Sample.need + .seconds(1))\"") == [])
        #expect(try await codes(", expiration: \"\(Sample.need)\"") == [.expiresInWindow])
        #expect(try await codes(", expiration: soon") == [.invalidTimes])
        #expect(try await codes("") == [.unknownExpiry])
    }

    @Test("authorities of webhooks and certificates of ConfigMaps count too")
    func authorities() async throws {
        let short = try Sample.certificate(until: Sample.need - .seconds(1)).pem
        let webhook =
            "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: {name: w}, "
            + "webhooks: [{name: a, clientConfig: {caBundle: \(Self.base64(short))}}, {clientConfig: {caBundle: \"\"}}]}"
        #expect(try await manifest(webhook).codes == [.expiresInWindow])
        let text = short.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ca}\ndata:\n  other: x\n  ca.crt: |\n\(text)\n"
        #expect(try await manifest(map).codes == [.expiresInWindow])
    }

    @Test("cert-manager's own record is evidence of renewal")
    func certManager() async throws {
        func codes(_ ready: String, renewal: String = ", renewalTime: \"2026-11-22T00:00:00Z\"") async throws
            -> Answer<SecretWindowCode>
        {
            try await manifest(
                "{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: shop}, status: {"
                    + "notBefore: \"2026-11-16T00:00:00Z\", notAfter: \"2026-11-22T12:00:00Z\"\(renewal), "
                    + "conditions: [{type: Ready, status: \"\(ready)\"}]}}")
        }
        #expect(try await codes("True").warnings == [.reliesOnRenewal])
        #expect(try await codes("False").codes == [.expiresInWindow])
        #expect(try await codes("True", renewal: "").codes == [.expiresInWindow])
        let (due, late) = (Sample.begin, Sample.begin - .seconds(1))
        #expect(try await codes("True", renewal: ", renewalTime: \"\(due)\"").warnings == [.reliesOnRenewal])
        #expect(try await codes("True", renewal: ", renewalTime: \"\(late)\"").codes == [.expiresInWindow])
        for failure in ["lastFailureTime: \"2026-11-21T00:00:00Z\"", "failedIssuanceAttempts: 2"] {
            let renewal = ", renewalTime: \"2026-11-22T00:00:00Z\", \(failure)"
            #expect(try await codes("True", renewal: renewal).codes == [.expiresInWindow])
        }
        let bare = "{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: shop}}"
        #expect(try await manifest(bare).codes == [.unreadable])
    }

    @Test(
        "a manifest that holds no credential, or is none, is in doubt and quotes nothing",
        arguments: [
            "", "# only this\n", "{kind: Secret}", "{apiVersion: v1, kind: Pod, metadata: {name: a}}", "hunter2: [",
            "{apiVersion: v1, kind: Secret, metadata: {name: a}}",
            "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {token: null}}",
            "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: \"hunter2!\"}}",
            "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: [hunter2]}}",
            "{apiVersion: v1, kind: Secret, type: kubernetes.io/tls, metadata: {name: a}, data: {tls.crt: aHVudGVyMg==}}",
            "hunter2: \"\u{1}\"\n", "{apiVersion: v1, kind: Secret, metadata: {name: a}, hunter2: 1, hunter2: 2}",
        ])
    func noManifest(text: String) async throws {
        let answer = try await manifest(text)
        #expect(answer.isInconclusive)
        #expect(answer.codes.allSatisfy { $0 == .unreadable || $0 == .unknownExpiry })
        for finding in answer.findings {
            #expect(!([finding.message, finding.remedy] + finding.notes).contains { $0.contains("hunter2") })
        }
    }

    @Test("a TLS Secret without its certificate is not one")
    func withoutCertificate() async throws {
        let text = Self.secret(
            type: "kubernetes.io/tls", "data: {ca.crt: \(Self.base64(try Sample.certificate(until: Sample.far).pem))}")
        #expect(try await manifest(text).codes == [.unreadable])
    }

    @Test("the certificate of an authority says nothing of a private key beside it")
    func keyBesideAuthority() async throws {
        let (certificate, owner) = try Sample.keyPair(until: Sample.far)
        let pem = Self.base64(certificate.pem)
        let key = Base64.encode(try owner.pem(encryptedWith: nil))
        #expect(try await manifest(Self.secret("data: {ca.crt: \(pem), id: \(key)}")).codes == [.unknownExpiry])
        #expect(try await manifest(Self.secret("data: {own.crt: \(pem), id: \(key)}")).isPass)
    }

    @Test("only its own certificate says how long a private key lives")
    func keyOfAnother() async throws {
        let (certificate, owner) = try Sample.keyPair(until: Sample.far)
        let (own, other) = (try owner.pem(encryptedWith: nil), try PrivateKey.generate(.p256).pem(encryptedWith: nil))
        let (chain, locked) = (Array(certificate.pem.utf8), try owner.pem(encryptedWith: Secret(Array("x".utf8))))
        // With one PEM file for both, and where one of two keys is a stranger.
        #expect(try await manifest(Self.secret("data: {a: \(Base64.encode(chain + own))}")).isPass)
        for stranger in [other, own + other, locked, Array("PRIVATE KEY-----".utf8)] {
            let text = "data: {a: \(Base64.encode(chain)), id: \(Base64.encode(stranger))}"
            let answer = try await manifest(Self.secret(text))
            #expect(answer.codes == [.unknownExpiry])
            #expect(answer.findings.first?.message.contains("`id`") == true)
        }
        #expect(try await manifest(Self.secret("data: {a: \(Base64.encode(chain + other))}")).codes == [.unknownExpiry])
    }

    @Test("a Secret of which nothing was read holds nothing, also beside others that do")
    func nothingHeld() async throws {
        let full = Self.secret("data: {tls.crt: \(Self.base64(try Sample.certificate(until: Sample.far).pem))}")
        #expect(try await manifest(full).isPass)
        let account = "kubernetes.io/service-account-token"
        for empty in [
            Self.secret("data: {token: null}"), Self.secret("data: {}"),
            Self.secret(type: account, "data: {namespace: c2hvcA==}"),
        ] {
            let other = empty.replacing("{name: s,", with: "{name: other,")
            let answer = try await manifest("\(full)\n---\n\(other)")
            #expect(answer.codes == [.unreadable])
            #expect(answer.findings.first?.message.contains("it holds nothing") == true)
        }
    }

    @Test("nothing of a Secret reaches evidence or messages")
    func contract() async throws {
        let pem = try Sample.certificate(until: Sample.far).pem
        let text = Self.secret("data: {tls.crt: \(Self.base64(pem)), password: \(Self.base64("hunter2"))}")
        let breaches = await CheckContract(
            SecretWindowCheck.self,
            arguments:
                "credentials: [{id: a, kind: kubernetes, owner: o, file: a.yaml, rotatedAt: 2026-11-01T00:00:00Z, maxAge: 90d}]",
            subject: .release,
            context: .alone(release: .withWindow, files: MemoryFiles(texts: ["a.yaml": text])),
            secrets: [Array("hunter2".utf8), Array(Self.base64("hunter2").utf8)]
        ).verify()
        #expect(breaches == [])
    }
}
