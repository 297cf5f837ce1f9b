import Trust

/// Something found beside an image or a file that may be a signature over it: the bytes signed, the signature, and what
/// the bytes are to be read as once the signature holds. Not before: reading them first would be believing them.
struct SignatureClaim: Sendable {
    enum Meaning: Sendable {
        /// A cosign payload that names an image (`containers-signature(5)`).
        case simpleSigning(payload: [UInt8])
        /// An in-toto statement in a DSSE envelope.
        case statement(Envelope)
        /// The bytes signed are the file itself.
        case content
    }

    let candidate: SignatureCandidate
    let meaning: Meaning
    /// What to keep when the claim is accepted.
    let evidence: [Evidence]
    /// The predicate type its manifest announces. Unauthenticated: it decides how loudly a rejection is reported,
    /// never whether something is accepted.
    var announcedPredicate: String?

    var origin: String { candidate.origin }

    /// Says of itself that it is a statement of another kind than a signature.
    var announcesOther: Bool {
        announcedPredicate.map { $0 != SignatureExpectation.signaturePredicate } ?? false
    }
}
