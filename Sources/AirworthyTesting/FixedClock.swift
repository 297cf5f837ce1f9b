public import Airworthy
public import Trust

/// A clock that stands still, so that a test says the same thing every year.
public struct FixedClock: WallClock {
    public let instant: Instant

    public init(_ instant: Instant) {
        self.instant = instant
    }

    /// - Parameter text: RFC 3339 in UTC; anything else is a mistake in the test.
    public init(_ text: StaticString) {
        guard let instant = Instant(rfc3339: "\(text)") else {
            preconditionFailure("`\(text)` is not an instant")
        }
        self.instant = instant
    }

    public func now() -> Instant { instant }
}
