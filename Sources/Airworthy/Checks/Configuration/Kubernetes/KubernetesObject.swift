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

    /// The kinds of the API server itself that belong to no namespace; of others, the live side tells.
    static let clusterKinds: Set<String> = [
        "APIService", "CSIDriver", "CSINode", "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding",
        "CustomResourceDefinition", "FlowSchema", "IngressClass", "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration", "Namespace", "Node", "PersistentVolume",
        "PriorityClass", "PriorityLevelConfiguration", "RuntimeClass", "StorageClass", "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "VolumeAttachment",
    ]
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

    var elements: [DocumentValue] {
        if case .array(let elements) = shape { elements } else { [] }
    }
}
