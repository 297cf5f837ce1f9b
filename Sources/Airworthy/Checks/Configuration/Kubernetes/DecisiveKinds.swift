import Trust

/// Kinds of the API whose every member decides who may do, reach or admit what. They are compared both ways: of what only
/// the live side has, nothing is passed over but what the API server or its controllers write there by themselves.
enum DecisiveKinds {
    /// What appears in an object though its manifest does not say it.
    struct Defaults: Sendable {
        /// Texts the API server fills in, by member.
        var values: [String: Set<String>] = [:]
        /// Members whose value the cluster chooses.
        var chosen: Set<String> = []
        /// Selectors that the API server writes empty, where to leave them out means the same.
        var emptySelectors: Set<String> = []
    }

    /// Nil for a kind of which only guarded members count (`KubernetesLists.guarded`).
    static func defaults(of identity: KubernetesObject.Identity) -> Defaults? {
        all["\(identity.group)/\(identity.kind)"]
    }

    private static let bindings = Defaults(values: ["apiGroup": ["rbac.authorization.k8s.io"]])
    private static let hooks = Defaults(
        values: [
            "failurePolicy": ["Fail"], "matchPolicy": ["Equivalent"], "port": ["443"],
            "reinvocationPolicy": ["Never"], "scope": ["*"], "timeoutSeconds": ["10"],
        ], emptySelectors: ["namespaceSelector", "objectSelector"])

    // The fields of each kind's API reference, and its defaults.go.
    private static let all: [String: Defaults] = [
        "/Service": Defaults(
            values: [
                "allocateLoadBalancerNodePorts": ["true"], "externalTrafficPolicy": ["Cluster"],
                "internalTrafficPolicy": ["Cluster"], "ipFamilyPolicy": ["SingleStack"], "protocol": ["TCP"],
                "sessionAffinity": ["None"], "type": ["ClusterIP"],
            ],
            chosen: [
                "clusterIP", "clusterIPs", "healthCheckNodePort", "ipFamilies", "nodePort", "sessionAffinityConfig",
            ]),
        "/ServiceAccount": Defaults(values: ["automountServiceAccountToken": ["true"]], chosen: ["secrets"]),
        "admissionregistration.k8s.io/MutatingAdmissionPolicy": hooks,
        "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding": hooks,
        "admissionregistration.k8s.io/MutatingWebhookConfiguration": hooks,
        "admissionregistration.k8s.io/ValidatingAdmissionPolicy": hooks,
        "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": hooks,
        "admissionregistration.k8s.io/ValidatingWebhookConfiguration": hooks,
        "apiregistration.k8s.io/APIService": Defaults(values: ["port": ["443"]]),
        "networking.k8s.io/Ingress": Defaults(),
        "networking.k8s.io/IngressClass": Defaults(values: ["scope": ["Cluster"]]),
        "networking.k8s.io/NetworkPolicy": Defaults(values: ["protocol": ["TCP"]]),
        "policy/PodDisruptionBudget": Defaults(),
        "rbac.authorization.k8s.io/ClusterRole": Defaults(),
        "rbac.authorization.k8s.io/ClusterRoleBinding": bindings,
        "rbac.authorization.k8s.io/Role": Defaults(),
        "rbac.authorization.k8s.io/RoleBinding": bindings,
    ]
}

extension DecisiveKinds.Defaults {
    /// - Parameter siblings: the declared members beside it.
    func cover(_ name: String, _ value: DocumentValue, beside siblings: [DocumentValue.Member]) -> Bool {
        // A service without an address is another service.
        if chosen.contains(name) { return value.string != "None" && !value.elements.contains { $0.string == "None" } }
        if emptySelectors.contains(name), value.isVacant { return true }
        switch name {
        // "If no policyTypes are specified, Ingress will always be set and Egress if there are any egress rules."
        case "policyTypes":
            let sends = siblings.contains { $0.key == "egress" && !$0.value.isVacant }
            return value.elements.compactMap(\.string) == (sends ? ["Ingress", "Egress"] : ["Ingress"])
        case "targetPort":
            return siblings.first { $0.key == "port" }?.value.shown == value.shown
        default: break
        }
        return value.isOne(of: values[name])
    }
}
