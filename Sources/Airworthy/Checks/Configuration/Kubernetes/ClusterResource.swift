import Trust

/// One kind of object as the API lists it: `v1/services`, `apps/v1/deployments`, and of one namespace only
/// `apps/v1/namespaces/shop/deployments`.
struct ClusterResource: Sendable, Hashable {
    /// `v1`, or `group/version`.
    let apiVersion: String
    /// Nil for all of them, and for objects of the whole cluster.
    let namespace: String?
    let plural: String

    /// - Throws: `bad-resource`.
    init(_ text: String, at location: Location) throws(InputError) {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isSound = parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy(Self.isPart) }
        let plural = parts.popLast() ?? ""
        var namespace: String?
        if parts.count >= 3, parts[parts.count - 2] == "namespaces" {
            namespace = parts.popLast()
            parts.removeLast()
        }
        guard isSound, (1...2).contains(parts.count), parts.last?.first == "v" else {
            throw InputError(
                "bad-resource", "`\(text)` is no resource of an API", at: location,
                remedy: "write `v1/services`, `apps/v1/deployments` or `apps/v1/namespaces/shop/deployments`")
        }
        apiVersion = parts.joined(separator: "/")
        self.namespace = namespace
        self.plural = plural
    }

    /// Where it is listed (Kubernetes API concepts, "Resource URIs").
    var path: String {
        let root = apiVersion.contains("/") ? "/apis/\(apiVersion)" : "/api/\(apiVersion)"
        return namespace.map { "\(root)/namespaces/\($0)/\(plural)" } ?? "\(root)/\(plural)"
    }

    // Lower-case letters, digits, `-` and `.`: what names of APIs are made of, and nothing that leads elsewhere.
    private static func isPart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }
}

extension ClusterResource: CustomStringConvertible {
    var description: String {
        namespace.map { "\(apiVersion)/namespaces/\($0)/\(plural)" } ?? "\(apiVersion)/\(plural)"
    }
}
