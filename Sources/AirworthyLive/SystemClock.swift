public import Airworthy
import Glibc
public import Trust

/// The machine's own clock, in UTC.
public struct SystemClock: WallClock {
    public init() {}

    public func now() -> Instant {
        var time = timespec()
        // CLOCK_REALTIME cannot fail with a valid pointer; the epoch it would leave behind makes every certificate
        // "not yet valid", which is a refusal and not a pass.
        clock_gettime(CLOCK_REALTIME, &time)
        // Milliseconds: finer digits are noise in a statement that people read.
        return Instant(
            seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec / 1_000_000 * 1_000_000))
    }
}
