import Trust

/// A key made for this process, and a policy that believes what it signs.
struct Signer {
    static let shared = try? Signer()
    static let id = "fuzz"

    let key: PrivateKey

    private init() throws {
        key = try PrivateKey.generate(.p256)
    }

    func policy(for type: String) -> TrustPolicy {
        let policy = try? TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: [TrustedKey(id: Self.id, key: key.publicKey)], people: [],
            rules: [
                TrustRule(id: type, scope: .predicate(type), requirement: TrustRule.Requirement(signers: [Self.id]))
            ])
        return policy ?? .nobody
    }
}
