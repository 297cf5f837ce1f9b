import Trust

/// What was known of every credential when it was judged: times, owners and fingerprints, so that the verdict can be
/// understood later without the secrets.
enum CredentialFacts {
    static func evidence(of credentials: [Credential], in window: CredentialWindow) -> Evidence {
        let document: JSON = [
            "begin": .string(window.begin.rfc3339),
            "credentials": .array(credentials.map { facts(of: $0, in: window) }),
        ]
        let bytes = document.canonicalBytes()
        return Evidence(uri: "credentials.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }

    private static func facts(of credential: Credential, in window: CredentialWindow) -> JSON {
        func text(_ instant: Instant?) -> JSON? { instant.map { .string($0.rfc3339) } }
        return .members([
            "id": .string(credential.id),
            "kind": .string(credential.kind.rawValue),
            "owner": .string(credential.owner),
            "usedBy": .array(credential.roles.map(\.rawValue).sorted().map(JSON.string)),
            "source": .string(credential.location.description),
            "fingerprint": credential.fingerprint.map(JSON.string),
            "notBefore": text(credential.notBefore),
            "expiresAt": text(credential.expiry?.instant),
            "issuedAt": text(credential.issuedAt),
            "maxAge": credential.maxAge.map { .string($0.text) },
            "nextRotation": text(credential.nextRotation),
            "neededUntil": text(window.need(for: credential.roles)),
        ])
    }
}
