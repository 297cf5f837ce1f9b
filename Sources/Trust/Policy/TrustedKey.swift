/// A key the policy knows, and when it may be believed.
public struct TrustedKey: Sendable, Hashable {
    public let id: String
    public let key: PublicKey
    /// First and last instant at which the key is good; a closed interval, nil for no bound.
    public let validFrom: Instant?
    public let validUntil: Instant?
    /// From this instant on, inclusive, nothing the key has ever signed is believed: what a thief signs carries
    /// any date the thief likes.
    public let revokedAt: Instant?
    /// Why it was revoked, for people.
    public let reason: String?
    /// Where the policy file declares it.
    public let location: Location?

    public init(
        id: String, key: PublicKey, validFrom: Instant? = nil, validUntil: Instant? = nil, revokedAt: Instant? = nil,
        reason: String? = nil, location: Location? = nil
    ) {
        self.id = id
        self.key = key
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.revokedAt = revokedAt
        self.reason = reason
        self.location = location
    }

    /// Revocation comes before validity: an expired key that was stolen is a stolen key.
    public func standing(at instant: Instant) -> KeyStanding {
        if let revokedAt, instant >= revokedAt { return .revoked }
        if let validFrom, instant < validFrom { return .notYetValid }
        if let validUntil, instant > validUntil { return .expired }
        return .good
    }
}
