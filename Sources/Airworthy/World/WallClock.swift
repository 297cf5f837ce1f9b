public import Trust

/// The only door to the present. Pure code takes an `Instant` instead.
public protocol WallClock: Sendable {
    func now() -> Instant
}
