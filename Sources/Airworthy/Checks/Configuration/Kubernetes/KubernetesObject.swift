import Trust

/// One object, desired or live, as its file has it.
struct KubernetesObject: Sendable {
    /// Which object it is, whatever version of its API describes it.
    struct Identity: Sendable, Hashable {
        let group: String
        let kind: String
        /// Empty for objects of the whole cluster, and for those that do not say.
        var namespace: String
        let name: String
    }

    let apiVersion: String
    var identity: Identity
    let value: DocumentValue

    /// `apiVersion/kind/namespace/name`, as declarations spell it.
    var description: String {
        [apiVersion, identity.kind, identity.namespace, identity.name].filter { !$0.isEmpty }.joined(separator: "/")
    }

    var uid: String? { value.member(at: "metadata", "uid")?.string }

    /// The controller named by `metadata.ownerReferences`, which is of the same namespace or of none.
    var controller: (owner: Identity, uid: String?)? {
        let references = value.member(at: "metadata", "ownerReferences")?.elements ?? []
        guard
            let controller = references.first(where: { $0.member("controller")?.isTrue == true }),
            let kind = controller.member("kind")?.string, let name = controller.member("name")?.string,
            let version = controller.member("apiVersion")?.string
        else { return nil }
        let owner = Identity(
            apiVersion: version, kind: kind,
            namespace: Self.clusterKinds.contains(kind) ? "" : identity.namespace, name: name)
        return (owner, controller.member("uid")?.string)
    }

    /// Whether the pods of a workload use the network of the node they are on.
    var usesHostNetwork: Bool {
        let templates = [
            value.member(at: "spec"), value.member(at: "spec", "template", "spec"),
            value.member(at: "spec", "jobTemplate", "spec", "template", "spec"),
        ]
        return templates.contains { $0?.member("hostNetwork")?.isTrue == true }
    }

    /// The kinds of the API server itself that belong to no namespace; of others, the live side tells.
    static let clusterKinds: Set<String> = [
        "APIService", "CSIDriver", "CSINode", "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding",
        "CustomResourceDefinition", "FlowSchema", "IngressClass", "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration", "Namespace", "Node", "PersistentVolume",
        "PriorityClass", "PriorityLevelConfiguration", "RuntimeClass", "StorageClass", "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "VolumeAttachment",
    ]
}

extension KubernetesObject.Identity {
    /// - Parameter apiVersion: `group/version`, or the `version` of the core.
    init(apiVersion: String, kind: String, namespace: String, name: String) {
        let parts = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
        self.init(group: parts.count == 2 ? String(parts[0]) : "", kind: kind, namespace: namespace, name: name)
    }
}

extension DocumentValue {
    /// The member of that name; nil when absent, null, or when this is no object.
    func member(_ name: String) -> DocumentValue? {
        guard case .object(let members) = shape,
            let value = members.first(where: { $0.key.isExactly(name) })?.value
        else { return nil }
        if case .null = value.shape { return nil }
        return value
    }

    func member(at path: String...) -> DocumentValue? {
        path.reduce(Optional(self)) { value, name in value?.member(name) }
    }

    var isTrue: Bool {
        if case .bool(true) = shape { true } else { false }
    }

    /// Whether it is a scalar that is written as one of these.
    func isOne(of texts: Set<String>?) -> Bool {
        guard let texts else { return false }
        return switch shape {
        case .string(let text): texts.contains(text)
        case .bool, .number: texts.contains(shown)
        case .null, .array, .object: false
        }
    }

    var elements: [DocumentValue] {
        if case .array(let elements) = shape { elements } else { [] }
    }
}
