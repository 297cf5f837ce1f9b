import Trust

/// A statement about the digest asked for, signed by whom the trust policy wants. What it says is not judged yet.
struct Attestation: Sendable {
    /// Where it was found, for reports: unique among the candidates of one subject.
    let origin: String
    let statement: Verified<Statement>
    let evidence: NonEmpty<Evidence>
}

/// Why something found beside a subject is not a statement about it that can be believed.
struct RejectedAttestation: Sendable, Hashable {
    let fault: AttestationFault
    let origin: String
    let message: String
}

/// A document that lies beside an image as it is, without a statement around it: nobody has signed it.
struct AttachedContent: Sendable {
    let origin: String
    let content: [UInt8]
    let evidence: [Evidence]
}
