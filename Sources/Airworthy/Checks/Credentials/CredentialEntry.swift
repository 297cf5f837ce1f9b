import Trust

/// One credential as the inventory, or the step itself, declares it.
struct CredentialEntry: Sendable, Hashable {
    let id: String
    let kind: CredentialKind
    let owner: String
    let roles: Set<CredentialRole>
    /// Read for its times; only kinds that hold any have one.
    let file: String?
    /// Holds the password of a PKCS#12 file.
    let passwordFile: String?
    /// PEM bundle of the authorities the chain must lead to.
    let roots: String?
    let notBefore: Instant?
    let expiresAt: Instant?
    let rotatedAt: Instant?
    let maxAge: Duration?
    let nextRotation: Instant?
    let overlap: Duration?
    let renewal: Renewal?
    let revokedAt: Instant?
    let location: Location

    /// A file named without more: its extension says what it is.
    init(
        file: String, kind: CredentialKind, owner: String, roles: Set<CredentialRole>, passwordFile: String?,
        roots: String?
    ) {
        id = file
        self.kind = kind
        self.owner = owner
        self.roles = roles
        self.file = file
        self.passwordFile = kind == .pkcs12 ? passwordFile : nil
        self.roots = kind == .jwt ? nil : roots
        (notBefore, expiresAt, rotatedAt, nextRotation, revokedAt) = (nil, nil, nil, nil, nil)
        (maxAge, overlap, renewal) = (nil, nil, nil)
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
        file = try fields.optionalString("file")
        passwordFile = try fields.optionalString("passwordFile")
        roots = try fields.optionalString("roots")
        notBefore = try fields.optionalInstant("notBefore")
        expiresAt = try fields.optionalInstant("expiresAt")
        rotatedAt = try fields.optionalInstant("rotatedAt")
        maxAge = try fields.optionalDuration("maxAge")
        nextRotation = try fields.optionalInstant("nextRotation")
        overlap = try fields.optionalDuration("overlap")
        renewal = try fields.node("renewal").map { (node) throws(InputError) in try Renewal(node, of: subject) }
        revokedAt = try fields.optionalInstant("revokedAt")
        location = fields.location
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

    private func check(_ fields: FieldReader) throws(InputError) {
        func refused(_ key: String, _ reason: String, _ remedy: String) -> InputError {
            InputError(
                "credential-fields", "`\(key)` of \(fields.subject) \(reason)", at: fields.place(of: key),
                remedy: remedy)
        }
        if owner.allSatisfy(\.isWhitespace) { throw refused("owner", "names nobody", "name who renews it") }
        if file != nil, !kind.isReadable {
            throw refused("file", "would only hold the secret", "remove `file`, and write what is known of its dates")
        }
        if file != nil, expiresAt != nil || notBefore != nil {
            throw refused("file", "says itself when it is valid", "remove `expiresAt` and `notBefore`, or `file`")
        }
        if passwordFile != nil, kind != .pkcs12 || file == nil {
            throw refused("passwordFile", "opens nothing", "use it with the `file` of a `pkcs12` credential")
        }
        if roots != nil, kind == .jwt || !kind.isReadable || file == nil {
            throw refused("roots", "has no chain to end", "use it with the `file` of a certificate")
        }
        if maxAge != nil, rotatedAt == nil, file == nil {
            throw refused("maxAge", "has no beginning", "add `rotatedAt`")
        }
        if overlap != nil, nextRotation == nil {
            throw refused("overlap", "belongs to no rotation", "add `nextRotation`")
        }
    }
}
