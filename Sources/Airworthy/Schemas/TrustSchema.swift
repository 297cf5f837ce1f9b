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
            "rules": SchemaTerm.array(of: rule, atLeast: 1),
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
