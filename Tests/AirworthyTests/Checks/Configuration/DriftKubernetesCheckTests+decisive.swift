import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: kinds whose every member decides who may do, reach or admit what")
struct DriftKubernetesDecisiveTests {
    private typealias Sample = KubernetesSample

    private static func object(_ kind: String, _ fields: String) -> String {
        let (version, name) = (kind.split(separator: ":")[0], kind.split(separator: ":")[1])
        return "apiVersion: \(version)\nkind: \(name)\nmetadata: {name: a, namespace: shop}\n\(fields)"
    }

    private static let policy = "networking.k8s.io/v1:NetworkPolicy"
    private static let role = "rbac.authorization.k8s.io/v1:Role"
    private static let binding = "rbac.authorization.k8s.io/v1:RoleBinding"
    private static let hooks = "admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration"
    private static let hook =
        "webhooks: [{name: h.example, sideEffects: None, admissionReviewVersions: [v1], clientConfig: {service: "
        + "{name: s, namespace: n}}, rules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], "
        + "resources: [pods]}]"

    /// A kind, its declared fields, what the live side has beside them, and where that is found.
    private static let additions: [(kind: String, desired: String, live: String, place: String)] = [
        (
            policy, "spec: {podSelector: {}, policyTypes: [Ingress]}",
            "spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}", "/spec/ingress"
        ),
        (
            policy, "spec: {podSelector: {}, policyTypes: [Ingress, Egress]}",
            "spec: {podSelector: {}, policyTypes: [Ingress, Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}",
            "/spec/egress"
        ),
        (
            policy, "spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {a: b}}}]}]}",
            "spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {a: b}}, namespaceSelector: {}}]}]}",
            "/spec/ingress/0/from/0/namespaceSelector"
        ),
        (
            policy, "spec: {podSelector: {}, egress: [{}]}",
            "spec: {podSelector: {}, egress: [{}], policyTypes: [Ingress]}",
            "/spec/policyTypes"
        ),
        (hooks, hook + "}]", hook + ", failurePolicy: Ignore}]", "/webhooks/name=h.example/failurePolicy"),
        (
            hooks, hook + "}]", hook + ", matchConditions: [{name: never, expression: 'false'}]}]",
            "/webhooks/name=h.example/matchConditions"
        ),
        (
            hooks, hook + "}]", hook + ", namespaceSelector: {matchLabels: {a: b}}}]",
            "/webhooks/name=h.example/namespaceSelector"
        ),
        (
            "v1:Service", "spec: {selector: {app: web}, ports: [{port: 80}]}",
            "spec: {selector: {app: web}, ports: [{port: 80}], type: LoadBalancer}", "/spec/type"
        ),
        (
            "v1:Service", "spec: {ports: [{port: 80}]}", "spec: {ports: [{port: 80}], clusterIP: None}",
            "/spec/clusterIP"
        ),
        (
            "v1:Service", "spec: {ports: [{port: 80}]}", "spec: {ports: [{port: 80, targetPort: 22}]}",
            "/spec/ports/port=80,protocol=TCP/targetPort"
        ),
        (
            role, "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]",
            "rules: [{apiGroups: [''], resources: [pods], verbs: [get], nonResourceURLs: ['*']}]",
            "/rules/0/nonResourceURLs"
        ),
        (
            role.replacing("Role", with: "ClusterRole"), "rules: []",
            "aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}\nrules: []", "/aggregationRule"
        ),
        (
            binding, "roleRef: {kind: Role, name: r}\nsubjects: [{kind: User, name: u}]",
            "roleRef: {kind: Role, name: r}\nsubjects: [{kind: User, name: u, apiGroup: other}]",
            "/subjects/0/apiGroup"
        ),
        ("v1:ServiceAccount", "", "imagePullSecrets: [{name: x}]", "/imagePullSecrets"),
        (
            "networking.k8s.io/v1:Ingress", "spec: {rules: [{host: a.example}]}",
            "spec: {rules: [{host: a.example}], ingressClassName: public}", "/spec/ingressClassName"
        ),
        (
            "apiregistration.k8s.io/v1:APIService", "spec: {service: {name: s, namespace: n}}",
            "spec: {service: {name: s, namespace: n}, insecureSkipTLSVerify: true}", "/spec/insecureSkipTLSVerify"
        ),
    ]

    @Test(
        "a member only the cluster has is found, and only its very line or rule allows it", arguments: additions.indices
    )
    func added(index: Int) async throws {
        let (kind, desired, live, place) = Self.additions[index]
        let (want, have) = (Self.object(kind, desired), Self.object(kind, live))
        let answer = try await Sample.beside(want, have)
        #expect(answer.codes == [.unexpected], "\(answer.findings.map(\.message))")
        let facts = try Sample.changes(told: answer)
        #expect(facts.compactMap { $0["path"]?.string } == [place])
        #expect(try await Sample.beside(have, have).isPass)
        let object = try #require(facts.first?["object"]?.string)
        let line = "{object: \(object), actions: [update], paths: [\"\(place)\"]}"
        #expect(try await Sample.beside(want, have, [line]).isPass)
        func rule(_ path: String) -> String {
            "ignore: [{path: '\(path)', owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 1}]"
        }
        #expect(try await Sample.beside(want, have, [], rule("\(object)/**")).codes == [.unexpected])
        #expect(try await Sample.beside(want, have, [], rule("\(object)\(place)")).isPass)
    }

    @Test(
        "what the API fills in there is no difference",
        arguments: [
            (
                policy, "spec: {podSelector: {}, ingress: [{ports: [{port: 80}]}]}",
                "spec: {podSelector: {}, ingress: [{ports: [{port: 80, protocol: TCP}]}], policyTypes: [Ingress]}"
            ),
            (
                policy, "spec: {podSelector: {}, egress: [{}]}",
                "spec: {podSelector: {}, egress: [{}], policyTypes: [Ingress, Egress]}"
            ),
            (
                hooks, hook + "}]",
                hook.replacing("name: s,", with: "port: 443, name: s,").replacing("[pods]", with: "[pods], scope: '*'")
                    + ", failurePolicy: Fail, matchPolicy: Equivalent, namespaceSelector: {}, objectSelector: {}, "
                    + "timeoutSeconds: 10}]"
            ),
            (
                "v1:Service", "spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}",
                "spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 80, protocol: TCP, "
                    + "nodePort: 31000}], clusterIP: 10.0.0.7, clusterIPs: [10.0.0.7], ipFamilies: [IPv4], "
                    + "ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster, externalTrafficPolicy: Cluster, "
                    + "sessionAffinity: None}"
            ),
            (
                binding, "roleRef: {kind: Role, name: r}\nsubjects: [{kind: User, name: u}]",
                "roleRef: {kind: Role, name: r, apiGroup: rbac.authorization.k8s.io}\n"
                    + "subjects: [{kind: User, name: u, apiGroup: rbac.authorization.k8s.io}]"
            ),
            ("v1:ServiceAccount", "", "secrets: [{name: a-token}]"),
        ])
    func filledIn(kind: String, desired: String, live: String) async throws {
        let answer = try await Sample.beside(Self.object(kind, desired), Self.object(kind, live))
        #expect(answer.isPass, "\(answer.findings.map(\.message))")
    }

    @Test("a kind of the same name from another API is not judged by these defaults")
    func otherGroup() async throws {
        let kind = "example.org/v1:NetworkPolicy"
        let answer = try await Sample.beside(
            Self.object(kind, "spec: {order: 1}"), Self.object(kind, "spec: {order: 1, types: [Ingress]}"))
        #expect(answer.isPass)
    }

    @Test(
        "a label by which a namespace lets its pods do more is found, and another label is not",
        arguments: [("pod-security.kubernetes.io/enforce", [DriftKubernetesCode.unexpected]), ("team", [])])
    func podSecurity(label: String, codes: [DriftKubernetesCode]) async throws {
        func space(_ labels: String) -> String {
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {\(labels)}}"
        }
        let answer = try await Sample.beside(space("a: b"), space("a: b, \(label): privileged"))
        #expect(answer.codes == codes)
    }

    /// Lines of the pod or its container that only the cluster has.
    private static let podLines: [(line: String, ofContainer: Bool)] = [
        ("hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]", false), ("dnsConfig: {nameservers: [10.0.0.1]}", false),
        ("dnsPolicy: None", false), ("nodeName: n", false), ("shareProcessNamespace: true", false),
        ("imagePullSecrets: [{name: x}]", false), ("runtimeClassName: other", false),
        ("automountServiceAccountToken: true", false), ("workingDir: /tmp", true),
        ("livenessProbe: {exec: {command: [sh]}}", true), ("readinessProbe: {httpGet: {port: 1}}", true),
    ]

    @Test("members of a pod that decide what it runs or whom it asks are found", arguments: podLines.indices)
    func pods(index: Int) async throws {
        let (line, ofContainer) = Self.podLines[index]
        let live =
            ofContainer
            ? Sample.recorded.replacing("\n          ports:", with: "\n          \(line)\n          ports:")
            : Sample.recorded.replacing("\n      containers:", with: "\n      \(line)\n      containers:")
        #expect(live != Sample.recorded)
        #expect(try await Sample.examine(Sample.deployment, live).codes == [.unexpected])
    }

    @Test("a port of the node is found, unless the pod uses the node's network and it is the container's")
    func hostPorts() async throws {
        func live(_ port: Int) -> String {
            Sample.recorded.replacing("containerPort: 8080,", with: "containerPort: 8080, hostPort: \(port),")
        }
        #expect(try await Sample.examine(Sample.deployment, live(8080)).codes == [.unexpected])
        func onHost(_ text: String) -> String {
            text.replacing("\n      containers:", with: "\n      hostNetwork: true\n      containers:")
        }
        #expect(try await Sample.examine(onHost(Sample.deployment), onHost(live(8080))).isPass)
        #expect(try await Sample.examine(onHost(Sample.deployment), onHost(live(80))).codes == [.unexpected])
    }

    @Test("a probe's declared members are all it has, but for what the API fills in")
    func probes() async throws {
        func with(_ probe: String, _ text: String) -> String {
            text.replacing("\n          ports:", with: "\n          livenessProbe: {\(probe)}\n          ports:")
        }
        let desired = with("httpGet: {port: 80}", Sample.deployment)
        let filled =
            "httpGet: {port: 80, path: /, scheme: HTTP}, failureThreshold: 3, periodSeconds: 10, successThreshold: 1, "
            + "timeoutSeconds: 1"
        #expect(try await Sample.examine(desired, with(filled, Sample.recorded)).isPass)
        let asked = filled.replacing("port: 80,", with: "port: 80, host: internal.example,")
        #expect(try await Sample.examine(desired, with(asked, Sample.recorded)).codes == [.unexpected])
    }
}
