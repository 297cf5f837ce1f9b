/// A candidate with what could be established about its maker, so that several rules can judge it and nothing is
/// verified twice.
public struct ExaminedSignature: Sendable {
    public let candidate: SignatureCandidate
    /// Who the certificate names, or why that is not believed; nil for signatures made with a plain key.
    public let established: Result<EstablishedSigner, Diagnostic>?
}
