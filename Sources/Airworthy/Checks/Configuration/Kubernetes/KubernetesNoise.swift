/// What a cluster adds by itself and no manifest decides. Each rule has a name, which the check's page explains.
enum KubernetesNoise {
    /// `server-metadata`: members of `metadata` that the API server writes.
    static let metadata: Set<String> = [
        "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields",
        "resourceVersion", "selfLink", "uid",
    ]

    /// `bookkeeping`: annotations by which clients and controllers remember what they did.
    static let annotations: Set<String> = [
        "deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration",
    ]

    /// `defaulting`: what the API writes into volumes, variables, hooks and probes that leave it out (pkg/apis/core/v1,
    /// defaults.go).
    private static let filledIn: [String: Set<String>] = [
        "apiVersion": ["v1"], "cachingMode": ["ReadWrite"], "defaultMode": ["420"], "divisor": ["0"],
        "expirationSeconds": ["3600"], "failureThreshold": ["3"], "fsType": ["ext4", "xfs"],
        "iscsiInterface": ["default"], "keyring": ["/etc/ceph/keyring"], "kind": ["Shared"], "path": ["/"],
        "periodSeconds": ["10"], "pool": ["rbd"], "procMount": ["Default"], "pullPolicy": ["Always", "IfNotPresent"],
        "scheme": ["HTTP"], "storageMode": ["ThinProvisioned"], "successThreshold": ["1"], "timeoutSeconds": ["1"],
        "user": ["admin"], "volumeMode": ["Filesystem"],
    ]

    static func isFilledIn(_ name: String, _ value: DocumentValue) -> Bool {
        value.isOne(of: filledIn[name])
    }

    /// `generated`: objects every namespace or cluster has without anybody's manifest.
    static func isGenerated(_ object: KubernetesObject, beside services: Set<KubernetesObject.Identity>) -> Bool {
        let identity = object.identity
        switch (identity.group, identity.kind) {
        case ("", "ConfigMap"): return identity.name == "kube-root-ca.crt"
        case ("", "ServiceAccount"): return identity.name == "default"
        case ("", "Service"): return identity.name == "kubernetes" && identity.namespace == "default"
        case ("", "Event"), ("events.k8s.io", "Event"): return true
        case ("", "Endpoints"):
            // Made for the service of the same name, without naming it as an owner.
            return services.contains(
                KubernetesObject.Identity(
                    group: "", kind: "Service", namespace: identity.namespace, name: identity.name))
        default: return false
        }
    }

    /// What says which object it is, and was compared as that; `status`: what the cluster reports about an object.
    static func isIgnored(_ name: String, at path: String) -> Bool {
        switch path {
        case "": ["apiVersion", "kind", "status"].contains(name)
        case "/metadata": metadata.contains(name)
        case "/metadata/annotations": annotations.contains(name)
        // Controllers and `kubectl create` leave it behind in templates, always null.
        default: name == "creationTimestamp" && path.hasSuffix("/metadata")
        }
    }
}
