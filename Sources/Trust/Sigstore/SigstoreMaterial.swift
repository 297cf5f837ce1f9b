/// A signature whose maker is named by a certificate, with everything that could show it, from whichever format it was
/// read.
public struct SigstoreMaterial: Sendable, Hashable {
    /// Most certificates read of one signature.
    static let maximumCertificates = 16

    public let evidence: SigstoreEvidence
    /// The signer's, then others that may lead to an authority. Self-signed ones are never trusted, wherever they come
    /// from.
    let certificates: NonEmpty<Certificate>
}
