import Trust

/// Inventories of credentials, see ``CredentialInventory``.
enum InventorySchema {
    static let json = SchemaTerm.object(
        [
            "asOf": SchemaTerm.instant,
            "credentials": SchemaTerm.schema(
                SchemaTerm.array(of: entry, atLeast: 1),
                with: ["maxItems": .integer(Int64(CredentialInventory.entryLimit))]),
        ], required: ["asOf", "credentials"], "What a release depends on that can expire, and when the list was taken.")

    private static let entry: JSON = {
        var members: [String: JSON] = [
            "id": SchemaTerm.string, "kind": SchemaTerm.choice(CredentialKind.self),
            "owner": ["type": "string", "pattern": "[^\\s]"],
            "usedBy": SchemaTerm.array(of: SchemaTerm.choice(CredentialRole.self), atLeast: 1),
            "namespace": ["type": "string", "pattern": "^[ -~]+$"],
            "users": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
            "covers": SchemaTerm.array(of: reference),
            "maxAge": SchemaTerm.duration, "overlap": SchemaTerm.duration, "renewal": renewal,
        ]
        for key in ["file", "passwordFile", "roots", "crl", "url", "tokenFile", "lease", "trusted"] {
            members[key] = SchemaTerm.string
        }
        for key in ["asOf", "notBefore", "expiresAt", "rotatedAt", "nextRotation", "revokedAt"] {
            members[key] = SchemaTerm.instant
        }
        return SchemaTerm.schema(
            SchemaTerm.object(members, required: ["id", "kind", "owner"]), with: ["allOf": .array(kinds + pairs)])
    }()

    /// See ``CredentialReference``.
    private static let reference: JSON = [
        "type": "string", "pattern": "^(github/[^/]+|secret/([^/]+/)?[^/#]+(#[^/]+)?)$",
        "description": "secret/NAME, secret/NAMESPACE/NAME, either with #KEY, or github/NAME",
    ]

    private static let renewal = SchemaTerm.object(
        ["ready": SchemaTerm.bool, "lastSucceeded": SchemaTerm.instant, "latest": SchemaTerm.instant],
        required: ["ready", "lastSucceeded"])

    /// Which keys mean something for which kinds.
    private static let kinds: [JSON] = [
        only(["file"], \.isReadable), only(["url"], \.isAsked), only(["passwordFile"]) { $0 == .pkcs12 },
        only(["roots", "crl"], \.hasChains), only(["asOf", "users"]) { $0 == .awsReport },
        only(["lease"]) { $0 == .vaultLease }, only(["namespace"]) { $0.isAsked && $0 != .gitHubToken },
        only(["trusted"]) { $0 == .signingKey },
        // It does not say itself when it was taken.
        SchemaTerm.when(["allOf": [isKind { $0 == .awsReport }, SchemaTerm.has("file")]], SchemaTerm.has("asOf")),
        SchemaTerm.when(["allOf": [isKind { $0 == .vaultLease }, SchemaTerm.has("url")]], SchemaTerm.has("lease")),
    ]

    /// Which keys mean something beside which others.
    private static let pairs: [JSON] = {
        let sources = ["file", "url", "trusted"]
        return [
            SchemaTerm.when(SchemaTerm.hasAny(of: ["passwordFile", "roots", "crl"]), SchemaTerm.has("file")),
            SchemaTerm.when(SchemaTerm.has("url"), SchemaTerm.has("tokenFile")),
            SchemaTerm.when(SchemaTerm.hasAny(of: ["tokenFile", "lease", "namespace"]), SchemaTerm.has("url")),
            // What is read says itself when it is valid.
            SchemaTerm.when(
                SchemaTerm.hasAny(of: sources), ["not": SchemaTerm.hasAny(of: ["expiresAt", "notBefore"])]),
            SchemaTerm.when(SchemaTerm.has("maxAge"), SchemaTerm.hasAny(of: sources + ["rotatedAt"])),
            SchemaTerm.when(SchemaTerm.has("overlap"), SchemaTerm.has("nextRotation")),
        ]
    }()

    private static func only(_ keys: [String], _ suits: (CredentialKind) -> Bool) -> JSON {
        SchemaTerm.when(SchemaTerm.hasAny(of: keys), isKind(suits))
    }

    private static func isKind(_ suits: (CredentialKind) -> Bool) -> JSON {
        let names = CredentialKind.allCases.filter(suits).map { JSON.string($0.rawValue) }
        return SchemaTerm.says("kind", ["enum": .array(names)])
    }
}
