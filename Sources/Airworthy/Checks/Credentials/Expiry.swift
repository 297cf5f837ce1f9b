import Trust

/// The end of a credential's life.
struct Expiry: Sendable, Hashable {
    let instant: Instant
    /// Whether it may still be used at that very instant: an X.509 `notAfter` says yes (RFC 5280 §4.1.2.5), a JWT's
    /// `exp` (RFC 7519 §4.1.4) and every instant in our own files say no.
    let isInclusive: Bool

    func covers(_ needed: Instant) -> Bool {
        isInclusive ? instant >= needed : instant > needed
    }
}
