import Trust

/// One credential as the inventory, or the step itself, declares it.
struct CredentialEntry: Sendable, Hashable {
    let id: String
    let kind: CredentialKind
    let owner: String
    let roles: Set<CredentialRole>
    /// Read for its times; only kinds that hold any have one.
    var file: String?
    /// Holds the password of a PKCS#12 file.
    var passwordFile: String?
    /// PEM bundle of the authorities the chain must lead to.
    var roots: String?
    /// Revocation lists of those authorities.
    var crl: String?
    /// When a report that does not say it itself was taken.
    var asOf: Instant?
    /// Of a report on many users, the ones that matter; nil for all.
    var users: [String]?
    /// Who issued it and can be asked, `https://vault.example:8200`.
    var url: String?
    /// Holds the token that is asked about, or with.
    var tokenFile: String?
    /// Which lease of Vault's.
    var lease: String?
    /// Vault's namespace.
    var namespace: String?
    /// A key, person or identity of the trust policy, which says when it is believed.
    var trusted: String?
    /// How manifests and workflows call it.
    var covers: [CredentialReference] = []
    var notBefore: Instant?
    var expiresAt: Instant?
    var rotatedAt: Instant?
    var maxAge: Duration?
    var nextRotation: Instant?
    var overlap: Duration?
    var renewal: Renewal?
    var revokedAt: Instant?
    let location: Location

    /// A file named without more: its extension says what it is.
    init(
        file: String, kind: CredentialKind, owner: String, roles: Set<CredentialRole>, passwordFile: String?,
        roots: String?, crl: String? = nil
    ) {
        id = file
        self.kind = kind
        self.owner = owner
        self.roles = roles
        self.file = file
        self.passwordFile = kind == .pkcs12 ? passwordFile : nil
        self.roots = kind.hasChains ? roots : nil
        self.crl = kind.hasChains ? crl : nil
        location = .path(file)
    }

    init(_ node: YAMLNode) throws(InputError) {
        var fields = try FieldReader(node, as: "each credential")
        id = try fields.string("id")
        let subject = "credential `\(id)`"
        fields = try FieldReader(node, as: subject)
        _ = fields.node("id")
        guard let kind = try fields.optionalChoice("kind", of: CredentialKind.self) else {
            throw fields.missing("kind")
        }
        self.kind = kind
        owner = try fields.string("owner")
        roles = try Self.roles("usedBy", &fields)
        location = fields.location
        file = try fields.optionalString("file")
        passwordFile = try fields.optionalString("passwordFile")
        roots = try fields.optionalString("roots")
        crl = try fields.optionalString("crl")
        asOf = try fields.optionalInstant("asOf")
        users = try fields.optionalStrings("users")
        url = try fields.optionalString("url")
        tokenFile = try fields.optionalString("tokenFile")
        lease = try fields.optionalString("lease")
        namespace = try fields.optionalString("namespace")
        trusted = try fields.optionalString("trusted")
        for text in try fields.optionalStrings("covers") ?? [] {
            covers.append(try CredentialReference(text, at: fields.place(of: "covers")))
        }
        notBefore = try fields.optionalInstant("notBefore")
        expiresAt = try fields.optionalInstant("expiresAt")
        rotatedAt = try fields.optionalInstant("rotatedAt")
        maxAge = try fields.optionalDuration("maxAge")
        nextRotation = try fields.optionalInstant("nextRotation")
        overlap = try fields.optionalDuration("overlap")
        renewal = try fields.node("renewal").map { (node) throws(InputError) in try Renewal(node, of: subject) }
        revokedAt = try fields.optionalInstant("revokedAt")
        try fields.finish()
        try check(fields)
    }

    /// What a role list may say; all roles when it says nothing, which asks the most.
    static func roles(_ key: String, _ fields: inout FieldReader) throws(InputError) -> Set<CredentialRole> {
        guard let names = try fields.optionalStrings(key) else { return Set(CredentialRole.allCases) }
        var roles: Set<CredentialRole> = []
        for name in names {
            guard let role = CredentialRole(rawValue: name) else {
                throw InputError(
                    "unknown-value", "`\(name)` is nothing a credential is used by", at: fields.place(of: key),
                    remedy: "use `release`, `bake` and `rollback`")
            }
            roles.insert(role)
        }
        guard !roles.isEmpty else {
            throw InputError(
                "empty-list", "`\(key)` of \(fields.subject) is empty", at: fields.place(of: key),
                remedy: "say what uses the credential, or remove it from the list")
        }
        return roles
    }
}
