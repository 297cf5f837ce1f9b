public import Trust

/// One change a Terraform plan must contain, and may.
public struct IntendedPlanChange: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case create, update, delete
        /// Destroyed and created again, in either order.
        case replace
        /// Left alone and taken out of the state.
        case forget
        case `import`
        /// Another address for the same object.
        case move
        /// A provider's action, run during the apply.
        case invoke
    }

    public enum Target: Sendable, Hashable {
        /// A resource instance or, with `invoke`, an action; `[*]` stands for any index.
        case address(String)
        /// An output value of the root module.
        case output(String)
        /// A resource instance that was changed outside Terraform.
        case drift(String)
    }

    public let target: Target
    public let actions: [Action]
    /// RFC 6901 pointers below the object; each covers what lies below it. Empty for any place.
    public let paths: [String]
    /// The value at the only path, before and after; nil for any.
    public let before: YAMLNode?
    public let after: YAMLNode?
    /// The former address of what is moved.
    public let movedFrom: String?
    /// A former object of the address that waits to be destroyed, not the current one.
    public let isDeposed: Bool
    /// The change may be absent: applied already, or only sometimes needed.
    public let isOptional: Bool
    /// Which of several plans it belongs to; nil for the only one.
    public let scope: String?
    public let location: Location

    public init(
        target: Target, actions: [Action], paths: [String], before: YAMLNode?, after: YAMLNode?, movedFrom: String?,
        isDeposed: Bool, isOptional: Bool, scope: String?, location: Location
    ) {
        self.target = target
        self.actions = actions
        self.paths = paths
        self.before = before
        self.after = after
        self.movedFrom = movedFrom
        self.isDeposed = isDeposed
        self.isOptional = isOptional
        self.scope = scope
        self.location = location
    }
}
