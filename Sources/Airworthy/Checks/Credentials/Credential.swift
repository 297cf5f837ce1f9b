import Trust

/// What is known of one credential: times and names, never the secret itself.
struct Credential: Sendable, Hashable {
    let id: String
    let kind: CredentialKind
    let owner: String
    let roles: Set<CredentialRole>
    /// Where the times were read.
    let location: Location
    /// Tells two credentials apart without telling either; nil when nothing of it was seen.
    var fingerprint: String?
    var notBefore: Instant?
    /// Nil when nothing says when it ends.
    var expiry: Expiry?
    /// When it was issued or last rotated: what its age counts from.
    var issuedAt: Instant?
    var maxAge: Duration?
    var nextRotation: Instant?
    /// How long old and new are both accepted after a rotation.
    var overlap: Duration?
    var renewal: Renewal?
    var revokedAt: Instant?
    /// Why nothing says when it ends, where there is something to say.
    var silence: String?
    /// How often it may still be used; nil for any number of times.
    var usesLeft: Int64?

    /// From issue to expiry; nil when either is unknown.
    var lifetime: Duration? {
        guard let expiry, let start = notBefore ?? issuedAt else { return nil }
        return expiry.instant.since(start)
    }

    /// `shop-tls` (team-web): every message says whom to ask.
    var name: String { "`\(Excerpt.of(id, limit: 120))` (\(Excerpt.of(owner)))" }

    init(_ entry: CredentialEntry, part: String? = nil, at location: Location? = nil) {
        id = part.map { "\(entry.id) \($0)" } ?? entry.id
        kind = entry.kind
        owner = entry.owner
        roles = entry.roles
        self.location = location ?? entry.location
        notBefore = entry.notBefore
        expiry = entry.expiresAt.map { Expiry(instant: $0, isInclusive: false) }
        issuedAt = entry.rotatedAt
        maxAge = entry.maxAge
        nextRotation = entry.nextRotation
        overlap = entry.overlap
        renewal = entry.renewal
        revokedAt = entry.revokedAt
    }
}
