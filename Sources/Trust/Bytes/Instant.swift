/// A point in time in UTC, to the nanosecond. Pure: reading the clock is the world's business, never this type's.
public struct Instant: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let seconds: Int64
    /// 0 ..< 1_000_000_000.
    public let nanoseconds: Int32

    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        precondition((0..<1_000_000_000).contains(nanoseconds), "nanoseconds are a fraction of one second")
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        let total = Int64(instant.nanoseconds) + attoseconds / 1_000_000_000
        let carry = total >= 0 ? total / 1_000_000_000 : -((-total + 999_999_999) / 1_000_000_000)
        return Instant(
            seconds: instant.seconds + seconds + carry, nanoseconds: Int32(total - carry * 1_000_000_000))
    }

    public static func - (instant: Instant, duration: Duration) -> Instant {
        instant + (.zero - duration)
    }

    /// The first of those that are known; nil where none is.
    package static func earliest(_ instants: Instant?...) -> Instant? { instants.compactMap { $0 }.min() }

    /// Time from `other` to here; negative when `other` is later.
    public func since(_ other: Instant) -> Duration {
        .seconds(seconds - other.seconds) + .nanoseconds(Int64(nanoseconds) - Int64(other.nanoseconds))
    }
}
