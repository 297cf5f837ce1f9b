public import Trust

/// A database change, its two directions bound by digest.
public struct Migration: Sendable, Hashable {
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        case expand, migrate, contract
    }

    public let id: String
    public let engine: String
    public let phase: Phase
    public let up: BoundFile
    /// Absent for a migration that cannot be undone; checks decide what that means.
    public let down: BoundFile?
    public let location: Location

    public init(id: String, engine: String, phase: Phase, up: BoundFile, down: BoundFile?, location: Location) {
        self.id = id
        self.engine = engine
        self.phase = phase
        self.up = up
        self.down = down
        self.location = location
    }
}
