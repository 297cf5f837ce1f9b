import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: what is added within a declared member, and what it means to leave one out")
struct DriftKubernetesContentsTests {
    private typealias Sample = KubernetesSample

    /// The sample, with these lines in the container or beside it.
    private static func pair(
        _ desired: String, _ live: String, ofContainer: Bool
    ) async throws -> Answer<DriftKubernetesCode> {
        func adding(_ line: String, to text: String) -> String {
            ofContainer
                ? text.replacing("\n          ports:", with: "\n          \(line)\n          ports:")
                : text.replacing("\n      containers:", with: "\n      \(line)\n      containers:")
        }
        let recorded = Sample.recorded.replacing("      securityContext: {}\n", with: "")
        let (want, have) = (adding(desired, to: Sample.deployment), adding(live, to: recorded))
        #expect(want != Sample.deployment && have != recorded)
        return try await Sample.examine(want, have)
    }

    /// Lines of a container, declared and live, and where more is found.
    private static let additions: [(desired: String, live: String, ofContainer: Bool)] = [
        ("securityContext: {runAsNonRoot: true}", "securityContext: {runAsNonRoot: true, privileged: true}", true),
        (
            "securityContext: {runAsNonRoot: true}",
            "securityContext: {runAsNonRoot: true, capabilities: {add: [SYS_ADMIN]}}", true
        ),
        (
            "securityContext: {capabilities: {drop: [ALL]}}",
            "securityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}", true
        ),
        ("securityContext: {runAsUser: 7}", "securityContext: {runAsUser: 7, runAsNonRoot: false}", true),
        (
            "lifecycle: {preStop: {exec: {command: [a]}}}",
            "lifecycle: {preStop: {exec: {command: [a]}}, postStart: {exec: {command: [b]}}}", true
        ),
        (
            "volumeMounts: [{name: a, mountPath: /a, readOnly: true}]",
            "volumeMounts: [{name: a, mountPath: /a, readOnly: true, subPath: b}]", true
        ),
        (
            "envFrom: [{configMapRef: {name: a}}]", "envFrom: [{configMapRef: {name: a}, secretRef: {name: b}}]", true
        ),
        ("volumes: [{name: tmp, emptyDir: {}}]", "volumes: [{name: tmp, emptyDir: {}, hostPath: {path: /}}]", false),
        ("volumes: [{name: tmp}]", "volumes: [{name: tmp, hostPath: {path: /}}]", false),
        ("securityContext: {runAsUser: 7}", "securityContext: {runAsUser: 7, fsGroup: 0, runAsGroup: 0}", false),
    ]

    @Test("a field beside the declared ones of a guarded member is found", arguments: additions.indices)
    func added(index: Int) async throws {
        let (desired, live, ofContainer) = Self.additions[index]
        let answer = try await Self.pair(desired, live, ofContainer: ofContainer)
        #expect(Set(answer.codes) == [.unexpected], "\(answer.findings.map(\.message))")
        #expect(try await Self.pair(live, live, ofContainer: ofContainer).isPass)
    }

    @Test("a volume whose source became another lacks the one and has the other")
    func otherSource() async throws {
        let answer = try await Self.pair(
            "volumes: [{name: tmp, emptyDir: {}}]", "volumes: [{name: tmp, hostPath: {path: /}}]", ofContainer: false)
        #expect(answer.codes == [.missing, .unexpected], "\(answer.findings.map(\.message))")
    }

    @Test(
        "what the API fills in there is no difference",
        arguments: [
            (
                "volumes: [{name: a, configMap: {name: b}}]",
                "volumes: [{name: a, configMap: {name: b, defaultMode: 420}}]"
            ),
            ("volumes: [{name: a}]", "volumes: [{name: a, emptyDir: {}}]"),
            ("volumes: [{name: a, hostPath: {path: /a}}]", "volumes: [{name: a, hostPath: {path: /a, type: \"\"}}]"),
            (
                "volumes: [{name: a, projected: {sources: [{serviceAccountToken: {path: t}}]}}]",
                "volumes: [{name: a, projected: {defaultMode: 420, "
                    + "sources: [{serviceAccountToken: {path: t, expirationSeconds: 3600}}]}}]"
            ),
        ])
    func filledIn(desired: String, live: String) async throws {
        let answer = try await Self.pair(desired, live, ofContainer: false)
        #expect(answer.isPass, "\(answer.findings.map(\.message))")
    }

    @Test(
        "what is not the same as its absence must be there, though it is false or empty",
        arguments: [
            ("automountServiceAccountToken: false", false), ("enableServiceLinks: false", false),
            ("hostUsers: false", false), ("securityContext: {allowPrivilegeEscalation: false, runAsUser: 7}", true),
        ])
    func absence(line: String, ofContainer: Bool) async throws {
        let live = ofContainer ? "securityContext: {runAsUser: 7}" : "dnsPolicy: ClusterFirst"
        #expect(try await Self.pair(line, live, ofContainer: ofContainer).codes == [.missing])
        #expect(try await Self.pair(line, line, ofContainer: ofContainer).isPass)
    }

    @Test("a claim of no storage class is not a claim of the default one")
    func storageClass() async throws {
        func claim(_ fields: String) -> String {
            "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a, namespace: shop}\nspec: {\(fields)}"
        }
        let none = claim("storageClassName: \"\", volumeName: a")
        #expect(try await Sample.beside(none, claim("volumeName: a")).codes == [.missing])
        #expect(try await Sample.beside(none, none).isPass)
    }
}
