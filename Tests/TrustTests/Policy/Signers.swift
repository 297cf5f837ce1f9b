import Trust

/// Keys for one test, and policies over them. Made at run time: no private key is ever stored.
struct Signers {
    static let message = Array("signed".utf8)
    static let now = Instant(seconds: 1_790_000_000)

    let release: PrivateKey
    let security: PrivateKey
    let stranger: PrivateKey

    init() throws(Diagnostic) {
        release = try PrivateKey.generate(.p256)
        security = try PrivateKey.generate(.ed25519)
        stranger = try PrivateKey.generate(.p256)
    }

    func policy(
        keys: [TrustedKey]? = nil, people: [Person] = [], rules: [TrustRule]
    ) throws(InputError) -> TrustPolicy {
        let standard = [
            TrustedKey(id: "release", key: release.publicKey), TrustedKey(id: "security", key: security.publicKey),
        ]
        return try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: keys ?? standard, people: people, rules: rules)
    }

    func candidate(
        _ origin: String, by key: PrivateKey, hint: String? = nil, over message: [UInt8] = message
    ) throws(Diagnostic) -> SignatureCandidate {
        SignatureCandidate(
            origin: origin, message: Self.message, signature: try key.sign(message), keyHint: hint)
    }

    static func rule(
        _ id: String = "rule", predicate: String = "urn:p", threshold: Int = 1, signers: [String] = [],
        role: String? = nil, notAuthor: Bool = false
    ) -> TrustRule {
        TrustRule(
            id: id, scope: .predicate(predicate),
            requirement: .init(threshold: threshold, signers: signers, role: role, notAuthor: notAuthor))
    }
}
