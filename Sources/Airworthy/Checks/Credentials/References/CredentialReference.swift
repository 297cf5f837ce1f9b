import Trust

/// How a manifest or a workflow calls a credential.
///
/// Written `secret/NAME`, `secret/NAMESPACE/NAME` or either with `#KEY` for Kubernetes, `github/NAME` for workflows.
enum CredentialReference: Sendable, Hashable {
    /// - namespace: empty where nothing says which.
    /// - key: nil for the whole Secret.
    case kubernetes(namespace: String, name: String, key: String?)
    /// Upper case: GitHub does not tell cases apart.
    case workflow(name: String)

    init(_ text: String, at location: Location) throws(InputError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw Self.refused(text, location) }
        switch (parts[0], parts.count) {
        case ("github", 2): self = .workflow(name: parts[1].uppercased())
        case ("secret", 2), ("secret", 3):
            let last = parts[parts.count - 1].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            guard last.allSatisfy({ !$0.isEmpty }) else { throw Self.refused(text, location) }
            self = .kubernetes(
                namespace: parts.count == 3 ? parts[1] : "", name: String(last[0]),
                key: last.count == 2 ? String(last[1]) : nil)
        default: throw Self.refused(text, location)
        }
    }

    /// Whether this, said of an entry, speaks for `found`. What leaves a namespace open may be in any: rendering often
    /// adds it later.
    func covers(_ found: CredentialReference) -> Bool {
        switch (self, found) {
        case (.workflow(let own), .workflow(let other)): own == other
        case (.kubernetes(let space, let name, let key), .kubernetes(let otherSpace, let otherName, let otherKey)):
            name == otherName && (space == otherSpace || space.isEmpty || otherSpace.isEmpty)
                && (key == nil || key == otherKey)
        default: false
        }
    }

    private static func refused(_ text: String, _ location: Location) -> InputError {
        InputError(
            "credential-reference", "`\(Excerpt.of(text))` is no reference to a credential", at: location,
            remedy: "write `secret/NAME`, `secret/NAMESPACE/NAME`, either with `#KEY`, or `github/NAME`")
    }
}

extension CredentialReference: CustomStringConvertible {
    /// As it would be written under `covers`.
    var description: String {
        switch self {
        case .workflow(let name): "github/\(name)"
        case .kubernetes(let namespace, let name, let key):
            "secret/" + (namespace.isEmpty ? "" : "\(namespace)/") + name + (key.map { "#\($0)" } ?? "")
        }
    }
}
