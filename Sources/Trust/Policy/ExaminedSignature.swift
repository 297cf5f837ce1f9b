/// A candidate with what could be established about its maker, so that several rules can judge it and nothing is
/// verified twice.
public struct ExaminedSignature: Sendable {
    public let candidate: SignatureCandidate
    /// Who the certificate names, or why that is not believed; nil for signatures made with a plain key.
    public let established: Result<EstablishedSigner, Diagnostic>?
    /// The same, established by further trusted roots; looked for where an identity of the policy is bound to a root.
    let elsewhere: [EstablishedSigner]

    /// By the root an identity is bound to; by the first where it is bound to none.
    func established(by root: Digest?) -> EstablishedSigner? {
        guard let first = try? established?.get() else { return nil }
        guard let root else { return first }
        return ([first] + elsewhere).first { $0.trustedRoot == root }
    }
}
