import Trust

/// Reads one element of `identities`.
enum TrustedIdentityLoader {
    /// - Parameter roots: the trusted roots of the policy, by their files.
    static func load(
        _ node: YAMLNode, roots: [TrustedRootLoader.Listed]
    ) throws(InputError) -> TrustedIdentity {
        var fields = try FieldReader(node, as: "an identity")
        let id = try fields.string("id")
        let issuer = try pattern(try fields.string("issuer"), at: fields.place(of: "issuer"))
        let subject = try subject(&fields, id)
        let claims = try claims(&fields)
        let root = try root(&fields, roots)
        let validFrom = try fields.optionalInstant("validFrom")
        let validUntil = try fields.optionalInstant("validUntil")
        let revokedAt = try fields.optionalInstant("revokedAt")
        let reason = try fields.optionalString("reason")
        try fields.finish()
        return TrustedIdentity(
            id: id, subject: subject, issuer: issuer, claims: claims, trustedRoot: root, validFrom: validFrom,
            validUntil: validUntil, revokedAt: revokedAt, reason: reason, location: fields.location)
    }

    private static func subject(_ fields: inout FieldReader, _ id: String) throws(InputError) -> IdentityPattern {
        let text = try fields.optionalString("subject")
        let expression = try fields.optionalString("subjectPattern")
        switch (text, expression) {
        case (let text?, nil): return try pattern(text, at: fields.place(of: "subject"))
        case (nil, let expression?):
            return try InputError.locating(at: fields.place(of: "subjectPattern")) { () throws(Diagnostic) in
                .pattern(try LinearPattern(expression))
            }
        case (nil, nil): throw fields.missing("subject")
        case (_?, _?):
            throw InputError(
                "identity-subject", "identity `\(id)` has both `subject` and `subjectPattern`", at: fields.location,
                remedy: "keep one of them")
        }
    }

    private static func root(
        _ fields: inout FieldReader, _ roots: [TrustedRootLoader.Listed]
    ) throws(InputError) -> Digest? {
        guard let file = try fields.optionalString("trustedRoot") else { return nil }
        guard let root = roots.first(where: { $0.file.isExactly(file) }) else {
            throw InputError(
                "unknown-trusted-root", "no trusted root of the policy is `\(file)`",
                at: fields.place(of: "trustedRoot"),
                remedy: "write the `file` of an entry of `sigstore.trustedRoots`")
        }
        return root.anchor.root.digest
    }

    private static func claims(_ fields: inout FieldReader) throws(InputError) -> [FulcioClaim: IdentityPattern] {
        guard let members = try fields.optionalMembers("claims") else { return [:] }
        guard !members.isEmpty else {
            throw InputError(
                "empty-matcher", "`claims` asks for nothing", at: fields.place(of: "claims"),
                remedy: "list at least one claim, or remove `claims`")
        }
        var claims: [FulcioClaim: IdentityPattern] = [:]
        for member in members {
            guard let claim = FulcioClaim(rawValue: member.key) else {
                throw InputError(
                    "unknown-claim", "certificates have no claim `\(member.key)`", at: member.location,
                    remedy: "write one of \(FulcioClaim.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))")
            }
            let text = try FieldReader.string(member.value, "the claim `\(member.key)`")
            claims[claim] = try pattern(text, at: member.value.location)
        }
        return claims
    }

    private static func pattern(_ text: String, at place: Location) throws(InputError) -> IdentityPattern {
        try InputError.locating(at: place) { () throws(Diagnostic) in try IdentityPattern(text) }
    }
}
