import Trust

/// Every reference to a Secret in rendered Kubernetes manifests, in whatever kind a pod's template is wrapped.
struct ManifestReferences {
    private(set) var sightings: [ReferenceSighting] = []

    private static let depthLimit = 64

    mutating func collect(_ document: DocumentValue) {
        walk(document, namespace: "", depth: 0)
    }

    private mutating func walk(_ value: DocumentValue, namespace: String, depth: Int) {
        guard depth < Self.depthLimit else { return }
        switch value.shape {
        case .array(let elements):
            for element in elements { walk(element, namespace: namespace, depth: depth + 1) }
        case .object(let members):
            // A list holds objects of many namespaces.
            let isObject = members.contains { $0.key == "kind" }
            let own = isObject ? value.member(at: "metadata", "namespace")?.string ?? namespace : namespace
            let kind = isObject ? value.member("kind")?.string : nil
            if Self.isTyped(value) {
                add(value.member("name"), key: value.member("key"), of: value, in: own)
            } else if kind == "Secret", value.member("apiVersion")?.string == "v1" {
                // What a Secret holds refers to nothing.
                return
            }
            for member in members {
                note(member, in: own, of: kind)
                walk(member.value, namespace: own, depth: depth + 1)
            }
        case .null, .bool, .number, .string: break
        }
    }

    /// Whether a map says itself that it refers to a Secret, as `valuesFrom` of Flux does: an object has `metadata`.
    private static func isTyped(_ value: DocumentValue) -> Bool {
        value.member("kind")?.string == "Secret" && value.member("name") != nil && value.member("metadata") == nil
    }

    private mutating func note(_ member: DocumentValue.Member, in namespace: String, of kind: String?) {
        let value = member.value
        switch member.key {
        case "secretKeyRef": add(value.member("name"), key: value.member("key"), of: value, in: namespace)
        case "secretName":
            // cert-manager writes to that Secret; whoever mounts it refers to it.
            if value.string != nil || !value.isVacant { add(value, of: value, in: namespace) }
        case "imagePullSecrets":
            for element in value.elements { add(element.member("name"), of: element, in: namespace) }
        case "secrets" where kind == "ServiceAccount":
            for element in value.elements { add(element.member("name"), of: element, in: namespace) }
        // A source of a projected volume.
        case "secret":
            if let name = value.member("name") { add(name, of: value, in: namespace) }
        case "certificateRefs":
            for element in value.elements where element.member("kind") == nil {
                add(element.member("name"), of: element, in: namespace)
            }
        // Gateways of Istio, and what scales by KEDA.
        case "credentialName":
            if value.string != nil { add(value, of: value, in: namespace) }
        case "secretTargetRef":
            for element in value.elements {
                add(element.member("name"), key: element.member("key"), of: element, in: namespace)
            }
        // `secretRef` of `envFrom`, and what drivers and controllers call theirs: `nodePublishSecretRef`.
        case let key where key == "secretRef" || key.hasSuffix("SecretRef"):
            if value.string != nil {
                add(value, of: value, in: namespace)
            } else if case .object = value.shape, !Self.isTyped(value) {
                add(value.member("name"), key: value.member("key"), of: value, in: namespace)
            }
        default: break
        }
    }

    private mutating func add(
        _ name: DocumentValue?, key: DocumentValue? = nil, of value: DocumentValue, in namespace: String
    ) {
        let location = (name ?? value).location
        guard let text = name?.string, !text.isEmpty, !text.contains("{{"), !text.contains("${") else {
            sightings.append(ReferenceSighting(target: .dynamic(name?.shown ?? "nothing"), location: location))
            return
        }
        let space = value.member("namespace")?.string ?? namespace
        sightings.append(
            ReferenceSighting(
                target: .named(.kubernetes(namespace: space, name: text, key: key?.string)), location: location))
    }
}
