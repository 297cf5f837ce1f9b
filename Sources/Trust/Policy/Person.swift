/// Somebody who signs with a key of their own: approvals, waivers.
public struct Person: Sendable, Hashable {
    /// The name rules and messages use; unique among people and keys together.
    public let id: String
    public let key: TrustedKey
    public let roles: [String]

    public init(id: String, key: TrustedKey, roles: [String]) {
        self.id = id
        self.key = key
        self.roles = roles
    }
}
