import Trust

/// `trust.yaml`, see ``TrustPolicyLoader`` and ``TrustPolicyReview``.
enum TrustSchema {
    static let json = SchemaTerm.schema(
        SchemaTerm.object(
            [
                "apiVersion": ["const": "airworthy/v1"],
                "kind": ["const": "TrustPolicy"],
                "epoch": SchemaTerm.integer(from: 1),
                "keys": SchemaTerm.array(of: key),
                "people": SchemaTerm.array(of: person),
                "sigstore": SchemaTerm.object(
                    ["trustedRoots": SchemaTerm.array(of: trustedRoot, atLeast: 1)], required: ["trustedRoots"]),
                "identities": SchemaTerm.array(of: identity),
                "rules": SchemaTerm.array(of: rule, atLeast: 1),
                "checklists": SchemaTerm.array(of: checklist),
            ], required: ["apiVersion", "kind", "epoch", "rules"], "Who may sign what."),
        // What a certificate says is believed by a trusted root only.
        with: [
            "allOf": [SchemaTerm.when(SchemaTerm.says("identities", ["minItems": 1]), SchemaTerm.has("sigstore"))]
        ])

    private static let key = SchemaTerm.object(
        [
            "id": SchemaTerm.text, "file": SchemaTerm.string, "validFrom": SchemaTerm.instant,
            "validUntil": SchemaTerm.instant, "revokedAt": SchemaTerm.instant, "reason": SchemaTerm.string,
        ], required: ["id", "file"])

    private static let person = SchemaTerm.object(
        [
            "id": SchemaTerm.text, "key": SchemaTerm.string, "roles": SchemaTerm.strings,
            "validUntil": SchemaTerm.instant, "revokedAt": SchemaTerm.instant,
        ], required: ["id", "key"])

    private static let trustedRoot = SchemaTerm.object(
        [
            "file": SchemaTerm.string, "sha256": SchemaTerm.digest, "origins": SchemaTerm.strings,
            "require": SchemaTerm.object(
                [
                    "logEntries": count, "certificateLogs": count, "timestamps": count,
                ], required: []),
        ], required: ["file", "sha256"])

    private static let count = SchemaTerm.integer(from: 0, to: Int64(TrustedRootLoader.mostRequired))

    private static let identity = SchemaTerm.schema(
        SchemaTerm.object(
            [
                "id": SchemaTerm.text, "issuer": SchemaTerm.text, "subject": SchemaTerm.text,
                "subjectPattern": SchemaTerm.text, "trustedRoot": SchemaTerm.text,
                "claims": SchemaTerm.schema(
                    SchemaTerm.object(
                        Dictionary(uniqueKeysWithValues: FulcioClaim.allCases.map { ($0.rawValue, SchemaTerm.text) }),
                        required: []), with: ["minProperties": 1]),
                "validFrom": SchemaTerm.instant, "validUntil": SchemaTerm.instant, "revokedAt": SchemaTerm.instant,
                "reason": SchemaTerm.string,
            ], required: ["id", "issuer"]),
        with: ["allOf": [SchemaTerm.hasOne(of: ["subject", "subjectPattern"])]])

    private static let checklist = SchemaTerm.object(
        ["phase": SchemaTerm.choice(Phase.self), "checklist": SchemaTerm.text, "sha256": SchemaTerm.anyDigest],
        required: ["phase", "checklist"])

    private static let requirement: JSON = {
        let ways = ["anyOf", "of", "role"]
        let members: [String: JSON] = [
            "anyOf": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
            "of": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
            "threshold": SchemaTerm.integer(from: 1), "role": SchemaTerm.string, "notAuthor": SchemaTerm.bool,
        ]
        // `anyOf` always means one; the others say how many.
        let rules: [JSON] = [
            SchemaTerm.hasOne(of: ways),
            [
                "if": SchemaTerm.has("anyOf"), "then": ["not": SchemaTerm.has("threshold")],
                "else": SchemaTerm.has("threshold"),
            ],
        ]
        return SchemaTerm.schema(SchemaTerm.object(members, required: []), with: ["allOf": .array(rules)])
    }()

    private static let rule = SchemaTerm.schema(
        SchemaTerm.object(
            [
                "id": SchemaTerm.text,
                "images": SchemaTerm.array(of: SchemaTerm.text, atLeast: 1),
                "blobs": SchemaTerm.array(of: SchemaTerm.text, atLeast: 1),
                "predicate": SchemaTerm.text,
                "require": requirement,
                "maxLifetime": SchemaTerm.duration,
            ], required: ["id", "require"]),
        with: ["allOf": [SchemaTerm.hasOne(of: ["images", "blobs", "predicate"])]])
}
