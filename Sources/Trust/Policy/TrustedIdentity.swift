/// Somebody who signs without a key of their own: whoever a Sigstore certificate names so.
public struct TrustedIdentity: Sendable, Hashable {
    public let id: String
    /// Both always: a name means nothing without who vouched for it.
    public let subject: IdentityPattern
    public let issuer: IdentityPattern
    /// What else the certificate must say; a claim it lacks does not match.
    public let claims: [FulcioClaim: IdentityPattern]
    /// Digest of the trusted root that has to vouch for them; nil for any. Where one of several roots is easier to get a
    /// certificate from, it would decide for all.
    public let trustedRoot: Digest?
    /// First and last instant at which what they signed is believed, by trusted time; nil for no bound.
    public let validFrom: Instant?
    public let validUntil: Instant?
    /// From this instant on, inclusive, nothing they ever signed is believed.
    public let revokedAt: Instant?
    public let reason: String?
    public let location: Location?

    public init(
        id: String, subject: IdentityPattern, issuer: IdentityPattern, claims: [FulcioClaim: IdentityPattern] = [:],
        trustedRoot: Digest? = nil, validFrom: Instant? = nil, validUntil: Instant? = nil, revokedAt: Instant? = nil,
        reason: String? = nil,
        location: Location? = nil
    ) {
        self.id = id
        self.subject = subject
        self.issuer = issuer
        self.claims = claims
        self.trustedRoot = trustedRoot
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.revokedAt = revokedAt
        self.reason = reason
        self.location = location
    }

    /// Whether it is them by name; who vouches for that is asked elsewhere.
    public func matches(_ identity: FulcioIdentity) -> Bool {
        subject.matches(identity.subject) && issuer.matches(identity.issuer)
            && claims.allSatisfy { claim, pattern in identity.claims[claim].map(pattern.matches) ?? false }
    }

    /// What of `identity` is not as wanted, for messages.
    func differences(from identity: FulcioIdentity) -> [String] {
        var differences: [String] = []
        if !subject.matches(identity.subject) {
            differences.append("subject `\(identity.subject.prefix(300))` is not `\(subject)`")
        }
        if !issuer.matches(identity.issuer) {
            differences.append("issuer `\(identity.issuer.prefix(300))` is not `\(issuer)`")
        }
        for (claim, pattern) in claims.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let found = identity.claims[claim]
            if !(found.map(pattern.matches) ?? false) {
                differences.append(
                    "`\(claim.rawValue)` is \(found.map { "`\($0.prefix(300))`" } ?? "absent"), not `\(pattern)`")
            }
        }
        return differences
    }
}
