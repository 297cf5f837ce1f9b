import Trust

/// What was known of every credential when it was judged: times, owners and fingerprints, so that the verdict can be
/// understood later without the secrets.
enum CredentialFacts {
    static func evidence(of credentials: [Credential], in window: CredentialWindow) -> Evidence {
        let bytes = CanonicalWriter.bytes(reserving: credentials.count * 384 + 64) { json in
            json.object { json in
                json.member("begin", window.begin.rfc3339)
                json.name("credentials")
                json.array { array in
                    for credential in credentials { array.object { write(credential, window, to: &$0) } }
                }
            }
        }
        return Evidence(uri: "credentials.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }

    private static func write(_ credential: Credential, _ window: CredentialWindow, to json: inout CanonicalWriter) {
        json.member("expiresAt", credential.expiry?.instant.rfc3339)
        json.member("fingerprint", credential.fingerprint)
        json.member("id", credential.id)
        json.member("issuedAt", credential.issuedAt?.rfc3339)
        json.member("kind", credential.kind.rawValue)
        json.member("maxAge", credential.maxAge?.text)
        json.member("neededUntil", window.need(for: credential.roles).rfc3339)
        json.member("nextRotation", credential.nextRotation?.rfc3339)
        json.member("notBefore", credential.notBefore?.rfc3339)
        json.member("owner", credential.owner)
        json.member("source", credential.location.description)
        json.member("usedBy", credential.roles.map(\.rawValue).sorted())
    }
}
