import Airworthy
import AirworthyTesting
import Trust

/// Manifests, recorded objects and declarations in few words.
enum KubernetesSample {
    static let released = "registry.example/acme/web@\(Digest.of(Array("web".utf8)))"

    /// A deployment of the released image as its manifest would have it.
    static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
                - name: web
                  image: \(released)
                  env: [{name: MODE, value: fast}]
                  ports: [{containerPort: 8080}]
                  resources: {requests: {cpu: 500m, memory: 1Gi}}
        """

    /// The same as the API returns it: defaults, bookkeeping, other spellings, another order.
    static let recorded = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
          uid: 7e1c
          generation: 9
          resourceVersion: "123"
          creationTimestamp: "2026-11-01T00:00:00Z"
          labels: {app: web, injected: "yes"}
          annotations: {deployment.kubernetes.io/revision: "4", other/controller: x}
          managedFields: [{manager: kubectl}]
        spec:
          progressDeadlineSeconds: 600
          replicas: 3
          selector: {matchLabels: {app: web}}
          strategy: {type: RollingUpdate}
          template:
            metadata: {creationTimestamp: null, labels: {app: web}}
            spec:
              restartPolicy: Always
              securityContext: {}
              containers:
                - image: \(released)
                  imagePullPolicy: IfNotPresent
                  name: web
                  env: [{name: MODE, value: fast}]
                  ports: [{containerPort: 8080, protocol: TCP}]
                  resources: {requests: {cpu: "0.5", memory: "1073741824"}}
        status: {readyReplicas: 3}
        """

    static func release(_ intended: [String], services: [String] = ["web"]) throws(InputError) -> Release {
        let lines = "\nintended:\n  kubernetes: [\(intended.joined(separator: ", "))]\n"
        return try ReleaseLoader.load(
            Samples.manifest(services: services) + Array(lines.utf8), source: "release.yaml")
    }

    static func examine(
        _ desired: String, _ live: String, _ intended: [String] = [], _ arguments: String = "",
        services: [String] = ["web"], subject: Subject = .release
    ) async throws -> Answer<DriftKubernetesCode> {
        let files = MemoryFiles(texts: ["want.yaml": desired, "have.yaml": live])
        return try await DriftKubernetesCheck.reading("desired: want.yaml\nlive: have.yaml\n" + arguments).examine(
            subject, in: .alone(release: try release(intended, services: services), files: files))
    }

    /// Two objects beside the deployment, compared on both sides.
    static func beside(
        _ desired: String, _ live: String, _ intended: [String] = [], _ arguments: String = ""
    ) async throws -> Answer<DriftKubernetesCode> {
        try await examine(
            "\(deployment)\n---\n\(desired)", "\(recorded)\n---\n\(live)", intended, arguments)
    }

    static func changes(told answer: Answer<DriftKubernetesCode>) throws -> [JSONValue] {
        guard let content = answer.evidence.first(where: { $0.uri == "object-facts.json" })?.content else { return [] }
        return try JSONDocument(content, name: "facts").root["changes"]?.elements ?? []
    }
}
