import Trust

/// Reads files of objects: JSON, YAML of several documents, lists of objects.
struct KubernetesObjectReader {
    /// The namespace of what names none; nil leaves it open.
    let namespace: String?
    private(set) var objects: [KubernetesObject] = []
    /// Documents that say something, be it that there is no object.
    private(set) var documents = 0

    static let objectLimit = 20_000

    init(namespace: String?) {
        self.namespace = namespace
    }

    /// - Throws: a finding: `invalid` or `duplicate-object`.
    mutating func read(_ bytes: [UInt8], name: String) throws(KubernetesFault) {
        for document in try Self.documents(bytes, name: name) {
            // A document of comments only, as templates leave behind.
            if case .null = document.shape { continue }
            documents += 1
            try add(document, depth: 0)
        }
    }

    private static func documents(_ bytes: [UInt8], name: String) throws(KubernetesFault) -> [DocumentValue] {
        do throws(Diagnostic) {
            if ConfigurationFormat.named(by: name) == .json {
                let limits = JSONLimits(bytes: bytes.count, depth: 64)
                return [.json(try JSONDocument(bytes, name: name, limits: limits).root)]
            }
            do throws(InputError) {
                var limits = YAMLDocument.Limits()
                limits.bytes = bytes.count
                limits.nodes = 2_000_000
                return try YAMLDocument.parseAll(bytes, name: name, limits: limits).map(DocumentValue.yaml)
            } catch {
                throw error.diagnostics.first
            }
        } catch {
            throw KubernetesFault(
                Finding(.invalid, error.message, at: error.location, remedy: error.remedy, notes: [error.code]))
        }
    }

    /// Takes an element of a list of one kind, which need not repeat it: the API's own lists do not.
    mutating func add(_ value: DocumentValue, apiVersion: String, kind: String) throws(KubernetesFault) {
        for (name, wanted) in [("apiVersion", apiVersion), ("kind", kind)] {
            guard value.member(name)?.string.map({ $0.isExactly(wanted) }) ?? true else {
                throw Self.fault("an element of a list has another `\(name)` than the list", at: value)
            }
        }
        try insert(value, apiVersion: apiVersion, kind: kind)
    }

    private mutating func add(_ value: DocumentValue, depth: Int) throws(KubernetesFault) {
        guard let apiVersion = value.member("apiVersion")?.string, !apiVersion.isEmpty,
            let kind = value.member("kind")?.string, !kind.isEmpty
        else { throw Self.fault("an object has no `apiVersion` or no `kind`", at: value) }
        // `List`, and what the API answers for a kind: `SecretList`.
        if kind.hasSuffix("List"), let items = value.member("items") {
            guard case .array(let elements) = items.shape, depth < 4 else {
                throw Self.fault("`items` of a list is no list", at: items)
            }
            for element in elements { try add(element, depth: depth + 1) }
            return
        }
        try insert(value, apiVersion: apiVersion, kind: kind)
    }

    private mutating func insert(
        _ value: DocumentValue, apiVersion: String, kind: String
    ) throws(KubernetesFault) {
        guard let name = value.member(at: "metadata", "name")?.string, !name.isEmpty else {
            throw Self.fault("a \(Excerpt.of(kind)) has no name", at: value)
        }
        guard objects.count < Self.objectLimit else {
            throw Self.fault("there are more than \(Self.objectLimit) objects", at: value)
        }
        let stated = value.member(at: "metadata", "namespace")?.string
        let assumed = KubernetesObject.clusterKinds.contains(kind) ? nil : namespace
        let identity = KubernetesObject.Identity(
            apiVersion: apiVersion, kind: kind, namespace: stated ?? assumed ?? "", name: name)
        objects.append(KubernetesObject(apiVersion: apiVersion, identity: identity, value: value))
    }

    /// By identity.
    /// - Throws: `duplicate-object`: which of two descriptions counts would be a guess.
    static func indexed(
        _ objects: [KubernetesObject]
    ) throws(KubernetesFault) -> [KubernetesObject.Identity: KubernetesObject] {
        var index: [KubernetesObject.Identity: KubernetesObject] = [:]
        for object in objects {
            if index.updateValue(object, forKey: object.identity) != nil {
                throw KubernetesFault(
                    Finding(
                        .duplicateObject, "`\(Excerpt.of(object.description, limit: 200))` is described twice",
                        at: object.value.location))
            }
        }
        return index
    }

    private static func fault(_ message: String, at value: DocumentValue) -> KubernetesFault {
        KubernetesFault(Finding(.invalid, message, at: value.location))
    }
}
