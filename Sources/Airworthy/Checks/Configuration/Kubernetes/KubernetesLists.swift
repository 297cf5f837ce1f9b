/// Lists whose elements have names, and members that are compared both ways.
enum KubernetesLists {
    /// The members that tell elements of a list apart, as the API's own merge keys do (`x-kubernetes-list-map-keys`).
    private static let keys: [String: [String]] = [
        "containers": ["name"], "initContainers": ["name"], "ephemeralContainers": ["name"], "env": ["name"],
        "volumes": ["name"], "volumeMounts": ["mountPath"], "volumeDevices": ["devicePath"],
        "imagePullSecrets": ["name"], "hostAliases": ["ip"], "webhooks": ["name"],
        "ports": ["containerPort", "protocol"],
    ]

    /// What tells the elements of both sides apart; nil for a list in which only the place counts, and for one that uses
    /// a name twice: of two variables of one name the last wins, so none may hide behind the other.
    static func key(of list: String, desired: [DocumentValue], live: [DocumentValue]) -> [String]? {
        guard var key = keys[list] else { return nil }
        // Ports of a service.
        let all = desired + live
        if list == "ports", !all.allSatisfy({ $0.member("containerPort") != nil }) { key = ["port", "protocol"] }
        guard all.allSatisfy({ $0.member(key[0]) != nil }) else { return nil }
        let isUnique = [desired, live].allSatisfy { side in
            Set(side.map { name(of: $0, by: key) }).count == side.count
        }
        return isUnique ? key : nil
    }

    /// `containerPort=80,protocol=TCP`; the protocol's default is written out, as the API does.
    static func name(of element: DocumentValue, by key: [String]) -> String {
        key.map { member in
            let text = element.member(member).map(plain) ?? (member == "protocol" ? "TCP" : "")
            return "\(member)=\(text)"
        }.joined(separator: ",")
    }

    private static func plain(_ value: DocumentValue) -> String { value.string ?? value.shown }

    /// Maps in which a member that only the live side has is a difference: it decides what a program reads, or which
    /// pods are reached.
    static let closedMaps: Set<String> = [
        "binaryData", "data", "matchLabels", "namespaceSelector", "objectSelector", "podSelector", "selector",
    ]

    /// Members whose contents are compared both ways at any depth: one field more in a security context, a volume or a
    /// hook is as decisive as the whole of it.
    static let closedContents: Set<String> = [
        "capabilities", "dnsConfig", "env", "envFrom", "lifecycle", "livenessProbe", "readinessProbe",
        "securityContext", "startupProbe", "volumeMounts", "volumes",
    ]

    /// Members whose absence means something else than false or empty: to leave them out is another wish.
    private static let meaningful: Set<String> = [
        "allocateLoadBalancerNodePorts", "allowPrivilegeEscalation", "automountServiceAccountToken", "emptyDir",
        "enableServiceLinks", "hostUsers", "namespaceSelector", "podSelector", "runAsNonRoot", "storageClassName",
    ]

    /// Members that decide what runs, as whom, and with what rights. Where only the live side has one it is a
    /// difference, whoever wrote it: fields added beside an applied manifest survive every merge.
    static let guarded: Set<String> = [
        "args", "automountServiceAccountToken", "backend", "clientConfig", "command", "containers", "defaultBackend",
        "dnsConfig", "dnsPolicy", "env", "envFrom", "ephemeralContainers", "externalIPs", "externalName",
        "hostAliases", "hostIPC", "hostNetwork", "hostPID", "hostPort", "imagePullSecrets", "initContainers",
        "lifecycle", "livenessProbe", "nodeName", "readinessProbe", "resourceClaims", "roleRef", "rules",
        "runtimeClassName", "securityContext", "serviceAccountName", "shareProcessNamespace", "startupProbe",
        "subjects", "volumeDevices", "volumeMounts", "volumes", "webhooks", "workingDir",
    ]

    /// Whether a label of a namespace decides what its pods may do, whoever wrote it.
    static func admits(_ label: String) -> Bool { label.hasPrefix("pod-security.kubernetes.io/") }

    /// Whether every value within the member is as decisive as the member itself. Of a container, a port is not.
    static func guardsContents(_ name: String) -> Bool {
        guarded.contains(name) && !["containers", "ephemeralContainers", "initContainers"].contains(name)
    }

    /// Whether a member that only the live side has is a difference in this kind of object.
    static func counts(_ name: String, in kind: String) -> Bool {
        switch (kind, name) {
        // Which the API makes up, and the scheduler finds.
        case ("Job", "selector"), ("Pod", "nodeName"): false
        default: guarded.contains(name) || closedMaps.contains(name)
        }
    }

    /// Whether a desired member that the live side lacks means what its absence means.
    static func needNotBeThere(_ name: String, _ value: DocumentValue) -> Bool {
        !meaningful.contains(name) && isDefault(name, value)
    }

    /// What the API fills in for a guarded member when nobody says anything.
    static func isDefault(_ name: String, _ value: DocumentValue) -> Bool {
        switch value.shape {
        case .null: return true
        // A container's overrides its pod's.
        case .bool(let value): return !value && name != "runAsNonRoot"
        case .string(let text):
            return text.isEmpty || name == "serviceAccountName" && text == "default"
                || name == "dnsPolicy" && text == "ClusterFirst"
        case .array, .object: return value.isVacant
        case .number: return false
        }
    }
}
