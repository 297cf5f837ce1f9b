import Testing

/// Somebody in a ``SupplyChainWorld`` who may not sign, and the code every check that judges signatures refuses them
/// with.
struct RefusedSigner: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String

    var testDescription: String { name }

    static let all = [
        RefusedSigner(name: "stranger", code: "untrusted-signer"), RefusedSigner(name: "revoked", code: "key-revoked"),
        RefusedSigner(name: "expired", code: "outside-validity"),
        RefusedSigner(name: "early", code: "outside-validity"),
    ]
}
