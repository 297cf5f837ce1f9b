/// What a builder is trusted with when one of these signers speaks for it (SLSA, verifying artifacts, step 1: a map from
/// signer *and* `builder.id` to a level). Either alone proves nothing: any key could claim any builder.
struct TrustedBuilder: Sendable, Hashable {
    /// What provenance is worth that nobody has said more about.
    static let defaultLevel = 1

    let id: BuilderPattern
    let signers: [String]
    let level: Int

    func vouches(for id: String, signedBy signers: [String]) -> Bool {
        self.id.matches(id) && self.signers.contains(where: signers.contains)
    }
}
