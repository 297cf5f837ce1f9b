import Trust

/// What one scope of a token asks for, or allows (distribution, `docs/spec/auth/scope.md`).
struct RegistryGrant: Sendable, Hashable {
    let type: String
    let name: String
    var actions: [String]

    /// - Parameter scope: `repository:acme/app:pull,push`. The name may have colons of its own.
    init?(scope: String) {
        guard let first = scope.firstIndex(of: ":"), let last = scope.lastIndex(of: ":"), first < last else {
            return nil
        }
        type = String(scope[..<first])
        name = String(scope[scope.index(after: first)..<last])
        actions = scope[scope.index(after: last)...].split(separator: ",").map(String.init)
    }

    func limited(to allowed: Set<String>) -> RegistryGrant {
        var grant = self
        grant.actions = actions.filter { allowed.contains($0) }
        return grant
    }

    var json: JSON {
        ["type": .string(type), "name": .string(name), "actions": .array(actions.map(JSON.string))]
    }
}
