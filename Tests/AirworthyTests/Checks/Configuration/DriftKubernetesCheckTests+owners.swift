import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: what controllers made is theirs only where it cannot be said by hand")
struct DriftKubernetesOwnersTests {
    private typealias Sample = KubernetesSample

    /// An object that names an owner; the recorded deployment's `uid` is `7e1c`.
    private static func owned(
        _ kind: String, _ name: String, by owner: String, _ ownerName: String, uid: String?, own: String = "none"
    ) -> String {
        let (version, kind) = (kind.split(separator: ":")[0], kind.split(separator: ":")[1])
        let (ownerVersion, owner) = (owner.split(separator: ":")[0], owner.split(separator: ":")[1])
        let mark = uid.map { ", uid: \($0)" } ?? ""
        return """
            apiVersion: \(version)
            kind: \(kind)
            metadata:
              name: \(name)
              namespace: shop
              uid: \(own)
              ownerReferences:
                - {apiVersion: \(ownerVersion), kind: \(owner), name: \(ownerName), controller: true\(mark)}
            """
    }

    private static func examine(
        _ objects: [String], _ arguments: String = "", desired: [String] = []
    ) async throws -> Answer<DriftKubernetesCode> {
        try await Sample.examine(
            ([Sample.deployment] + desired).joined(separator: "\n---\n"),
            ([Sample.recorded] + desired + objects).joined(separator: "\n---\n"), [], arguments)
    }

    private static let set = owned(
        "apps/v1:ReplicaSet", "web-1", by: "apps/v1:Deployment", "web", uid: "7e1c", own: "set")

    @Test("a pod of a replica set of a desired deployment is made")
    func made() async throws {
        let pod = Self.owned("v1:Pod", "web-1-a", by: "apps/v1:ReplicaSet", "web-1", uid: "set")
        let answer = try await Self.examine([Self.set, pod])
        #expect(answer.isPass, "\(answer.findings.map(\.message))")
        // Without its replica set nobody can tell.
        #expect(try await Self.examine([pod]).codes == [.unexpected])
    }

    /// What says an owner that does not explain it, and the clause that tells why.
    private static let strays: [(object: String, clause: String)] = [
        (owned("v1:Pod", "x", by: "apps/v1:ReplicaSet", "nobody", uid: "1"), "its owner is not there"),
        (owned("apps/v1:ReplicaSet", "x", by: "apps/v1:Deployment", "web", uid: "other"), "has another `uid`, or none"),
        (owned("apps/v1:ReplicaSet", "x", by: "apps/v1:Deployment", "web", uid: nil), "has another `uid`, or none"),
        (
            owned("v1:Pod", "x", by: "apps/v1:Deployment", "web", uid: "7e1c"),
            "no controller known here makes it of a `Deployment`"
        ),
        (
            owned("rbac.authorization.k8s.io/v1:RoleBinding", "x", by: "apps/v1:Deployment", "web", uid: "7e1c"),
            "no controller known here makes it of a `Deployment`"
        ),
        (
            owned("v1:Secret", "x", by: "example.org/v1:Deployment", "web", uid: "7e1c"),
            "no controller known here makes it of a `Deployment`"
        ),
    ]

    @Test("an object whose owner does not explain it is found, and says why", arguments: strays.indices)
    func stray(index: Int) async throws {
        let answer = try await Self.examine([Self.strays[index].object])
        #expect(answer.codes == [.unexpected])
        #expect(answer.findings[0].message.contains(Self.strays[index].clause), "\(answer.findings[0].message)")
    }

    @Test("owners that own each other, and one that nobody desired, explain nothing")
    func circle() async throws {
        let pair = [("a", "b"), ("b", "a")].map { name, owner in
            Self.owned("apps/v1:ReplicaSet", name, by: "argoproj.io/v1:Rollout", owner, uid: "u-\(owner)")
        }
        #expect(try await Self.examine(pair).codes == [.unexpected, .unexpected])
        let free = "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: free, namespace: shop, uid: u}"
        let pod = Self.owned("v1:Pod", "x", by: "apps/v1:ReplicaSet", "free", uid: "u")
        let answer = try await Self.examine([free, pod])
        #expect(answer.codes == [.unexpected, .unexpected])
        #expect(answer.findings.contains { $0.message.contains("nobody desired its owner") })
    }

    private static let certificate = """
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: {name: tls, namespace: shop, uid: ce4}
        spec: {secretName: tls}
        """

    @Test("of custom controllers it must be said what they make")
    func custom() async throws {
        let secret = Self.owned("v1:Secret", "tls", by: "cert-manager.io/v1:Certificate", "tls", uid: "ce4")
        func codes(_ arguments: String) async throws -> [DriftKubernetesCode] {
            try await Self.examine([secret], arguments, desired: [Self.certificate]).codes
        }
        #expect(try await codes("") == [.unexpected])
        #expect(try await codes("controllers: [cert-manager.io/Certificate=Secret]") == [])
        #expect(try await codes("controllers: [cert-manager.io/Certificate=ConfigMap]") == [.unexpected])
    }

    @Test(
        "what is no pair, and what would make rights, is refused",
        arguments: [
            "Certificate", "=Secret", "Certificate=", "a=b=c", "example.org/App=rbac.authorization.k8s.io/RoleBinding",
            "example.org/App=admissionregistration.k8s.io/ValidatingWebhookConfiguration",
        ])
    func refused(pair: String) {
        let error = #expect(throws: InputError.self) {
            try DriftKubernetesCheck.reading("desired: a\nlive: b\ncontrollers: ['\(pair)']")
        }
        #expect(error?.diagnostics.first.code == "bad-controller")
    }
}
