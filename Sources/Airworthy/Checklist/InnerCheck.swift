public import Trust

/// A check that belongs to a step and is no step of its own: an action's probe, or what undoes it.
public struct InnerCheck: Sendable, Hashable {
    /// The check kind's id.
    public let uses: String
    /// The `with:` mapping as written, positions kept; nil when absent.
    public let arguments: YAMLNode?
    public let timeout: Duration
    public let location: Location

    public init(uses: String, arguments: YAMLNode?, timeout: Duration, location: Location) {
        self.uses = uses
        self.arguments = arguments
        self.timeout = timeout
        self.location = location
    }
}
