import Trust

extension CredentialEntry {
    /// Which field goes with which: an entry that means nothing, or two things, is refused.
    func check(_ fields: FieldReader) throws(InputError) {
        let hasSource = file != nil || url != nil || trusted != nil
        let rules: [(isBroken: Bool, key: String, reason: String, remedy: String)] = [
            (owner.allSatisfy(\.isWhitespace), "owner", "names nobody", "name who renews it"),
            (
                file != nil && !kind.isReadable, "file", "would only hold the secret",
                "remove `file`, and write what is known of its dates"
            ),
            (
                hasSource && (expiresAt != nil || notBefore != nil),
                file != nil ? "file" : url != nil ? "url" : "trusted",
                "says itself when it is valid", "remove `expiresAt` and `notBefore`, or where they are read"
            ),
            (
                passwordFile != nil && (kind != .pkcs12 || file == nil), "passwordFile", "opens nothing",
                "use it with the `file` of a `pkcs12` credential"
            ),
            (
                roots != nil && (!kind.hasChains || file == nil), "roots", "has no chain to end",
                "use it with the `file` of a certificate"
            ),
            (
                crl != nil && (!kind.hasChains || file == nil), "crl", "revokes nothing",
                "use it with the `file` of a certificate"
            ),
            (
                kind == .awsReport && file != nil && asOf == nil, "file", "does not say when it was taken",
                "add `asOf`, the `GeneratedTime` the report came with"
            ),
            (
                asOf != nil && kind != .awsReport, "asOf", "is for reports",
                "use it with an `aws-credential-report`"
            ),
            (
                users != nil && kind != .awsReport, "users", "chooses from nothing",
                "use it with an `aws-credential-report`"
            ),
            (users?.isEmpty == true, "users", "is empty", "name the users that matter, or remove the list"),
            (
                url != nil && !kind.isAsked, "url", "leads to nobody who can be asked",
                "use it with a `vault-token`, `vault-lease` or `github-token`"
            ),
            (
                (url != nil) != (tokenFile != nil), url != nil ? "url" : "tokenFile",
                "is one half of a question", "write both `url` and `tokenFile`"
            ),
            (
                (kind == .vaultLease && url != nil) != (lease != nil), "lease", "and `url` belong together",
                "write `lease`, `url` and `tokenFile` of a `vault-lease`"
            ),
            (
                namespace != nil && (url == nil || kind == .gitHubToken), "namespace", "is one of nobody's",
                "use it with the `url` of a Vault"
            ),
            (
                namespace.map { $0.isEmpty || !HTTPHeaders.isValue($0) } ?? false, "namespace",
                "cannot be sent as a header", "write it in printable ASCII"
            ),
            (
                trusted != nil && kind != .signingKey, "trusted", "names a key of the trust policy",
                "use it with a `signing-key`"
            ),
            (maxAge != nil && rotatedAt == nil && !hasSource, "maxAge", "has no beginning", "add `rotatedAt`"),
            (overlap != nil && nextRotation == nil, "overlap", "belongs to no rotation", "add `nextRotation`"),
        ]
        if let rule = rules.first(where: \.isBroken) {
            throw InputError(
                "credential-fields", "`\(rule.key)` of \(fields.subject) \(rule.reason)",
                at: fields.place(of: rule.key),
                remedy: rule.remedy)
        }
    }
}
