import Airworthy
import Trust

/// Always the same instant.
struct StoppedClock: WallClock {
    let instant: Instant

    func now() -> Instant { instant }
}
