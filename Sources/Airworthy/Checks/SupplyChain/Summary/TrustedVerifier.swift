/// A verifier whose word counts, and who speaks for it. Either alone proves nothing: any signer could write any
/// `verifier.id`.
struct TrustedVerifier: Sendable, Hashable {
    let id: String
    /// Ids of the trust policy.
    let signers: [String]
}
