import Trust

/// `trust.yaml`, see ``TrustPolicyLoader``.
enum TrustSchema {
    static let json = SchemaTerm.object(
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
        ], required: ["apiVersion", "kind", "epoch", "rules"], "Who may sign what.")

    private static let key = SchemaTerm.object(
        [
            "id": SchemaTerm.string, "file": SchemaTerm.string, "validFrom": SchemaTerm.instant,
            "validUntil": SchemaTerm.instant, "revokedAt": SchemaTerm.instant, "reason": SchemaTerm.string,
        ], required: ["id", "file"])

    private static let person = SchemaTerm.object(
        [
            "id": SchemaTerm.string, "key": SchemaTerm.string, "roles": SchemaTerm.strings,
            "validUntil": SchemaTerm.instant, "revokedAt": SchemaTerm.instant,
        ], required: ["id", "key"])

    private static let trustedRoot = SchemaTerm.object(
        [
            "file": SchemaTerm.string, "sha256": SchemaTerm.digest, "origins": SchemaTerm.strings,
            "require": SchemaTerm.object(
                [
                    "logEntries": SchemaTerm.integer(from: 0), "certificateLogs": SchemaTerm.integer(from: 0),
                    "timestamps": SchemaTerm.integer(from: 0),
                ], required: []),
        ], required: ["file", "sha256"])

    private static let identity = SchemaTerm.object(
        [
            "id": SchemaTerm.string, "issuer": SchemaTerm.string, "subject": SchemaTerm.string,
            "subjectPattern": SchemaTerm.string,
            "claims": SchemaTerm.object(
                Dictionary(uniqueKeysWithValues: FulcioClaim.allCases.map { ($0.rawValue, SchemaTerm.string) }),
                required: []),
            "validFrom": SchemaTerm.instant, "validUntil": SchemaTerm.instant, "revokedAt": SchemaTerm.instant,
            "reason": SchemaTerm.string,
        ], required: ["id", "issuer"])

    private static let checklist = SchemaTerm.object(
        ["phase": SchemaTerm.choice(Phase.self), "checklist": SchemaTerm.string, "sha256": SchemaTerm.digest],
        required: ["phase", "checklist"])

    private static let rule = SchemaTerm.object(
        [
            "id": SchemaTerm.string,
            "images": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
            "blobs": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
            "predicate": SchemaTerm.string,
            "require": SchemaTerm.object(
                [
                    "anyOf": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
                    "of": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
                    "threshold": SchemaTerm.integer(from: 1), "role": SchemaTerm.string, "notAuthor": SchemaTerm.bool,
                ], required: []),
            "maxLifetime": SchemaTerm.duration,
        ], required: ["id", "require"])
}
