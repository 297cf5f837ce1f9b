public import Trust

/// What reports and statements tell of a waiver that a unit rests on.
public struct AppliedWaiver: Sendable, Hashable {
    /// Of the signed waiver.
    public let digest: Digest
    /// The finding it covers.
    public let code: String
    public let signers: [String]
    public let owner: String
    public let ticket: String
    /// First instant at which it no longer holds.
    public let expires: Instant

    init(_ waiver: Verified<Waiver>) {
        self.init(
            digest: waiver.value.digest, code: waiver.value.code, signers: waiver.signers.array,
            owner: waiver.value.owner, ticket: waiver.value.ticket, expires: waiver.value.expires)
    }

    private init(
        digest: Digest, code: String, signers: [String], owner: String, ticket: String, expires: Instant
    ) {
        self.digest = digest
        self.code = code
        self.signers = signers
        self.owner = owner
        self.ticket = ticket
        self.expires = expires
    }

    /// `waived by dana until 2026-12-01T00:00:00Z, OPS-412, owner team-web`.
    var fact: String { "waived by \(signers.joined(separator: "+")) until \(expires), \(ticket), owner \(owner)" }
}

extension AppliedWaiver {
    var json: JSON {
        [
            "digest": RunPredicate.digestSet(digest), "code": .string(code),
            "signers": .array(signers.map(JSON.string)), "owner": .string(owner), "ticket": .string(ticket),
            "expiresOn": .string(expires.rfc3339),
        ]
    }

    /// - Throws: `malformed-run`.
    init(_ value: JSONValue) throws(Diagnostic) {
        let reader = PredicateReader(value)
        self.init(
            digest: try reader.digest("digest"), code: try reader.string("code"),
            signers: (value["signers"]?.elements ?? []).compactMap(\.string), owner: try reader.string("owner"),
            ticket: try reader.string("ticket"), expires: try reader.instant("expiresOn"))
    }
}
