public import Trust

/// A feature flag the release introduces or turns.
public struct FeatureFlag: Sendable, Hashable {
    public let name: String
    /// The value a rollback returns to.
    public let safeDefault: Bool
    public let target: Bool
    /// Percentages, ascending, the last 100.
    public let ramp: [Int]
    public let owner: String
    public let location: Location

    public init(name: String, safeDefault: Bool, target: Bool, ramp: [Int], owner: String, location: Location) {
        self.name = name
        self.safeDefault = safeDefault
        self.target = target
        self.ramp = ramp
        self.owner = owner
        self.location = location
    }
}
