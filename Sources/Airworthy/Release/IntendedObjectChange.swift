public import Trust

/// One change to a Kubernetes object that the release makes.
public struct IntendedObjectChange: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case create, update, delete
    }

    /// `apiVersion/kind/namespace/name`, without a namespace for objects of the whole cluster.
    public let object: String
    public let actions: [Action]
    /// RFC 6901 pointers in which an element of a keyed list is `key=value`; each covers what lies below it. Empty for
    /// any place.
    public let paths: [String]
    public let isOptional: Bool
    /// Which of several clusters it belongs to; nil for the only one.
    public let scope: String?
    public let location: Location

    public init(
        object: String, actions: [Action], paths: [String], isOptional: Bool, scope: String?, location: Location
    ) {
        self.object = object
        self.actions = actions
        self.paths = paths
        self.isOptional = isOptional
        self.scope = scope
        self.location = location
    }
}
