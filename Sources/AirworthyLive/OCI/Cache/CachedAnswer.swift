import Airworthy
import Trust

/// An answer and how long it is believed.
struct CachedAnswer: Sendable {
    let question: ImageQuestion
    let answer: ImageAnswer
    let made: Instant
    let until: Instant

    /// Neither expired, nor from a future that a clock has since been set back from.
    func isBelieved(at now: Instant) -> Bool { made <= now && now < until }
}
