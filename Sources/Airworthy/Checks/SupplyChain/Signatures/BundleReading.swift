import Trust

/// A bundle in either of its formats, as a candidate and what its signed bytes are to be read as once it holds.
struct BundleReading {
    let candidate: SignatureCandidate
    private let envelope: Envelope?

    /// Throws `not-a-bundle`.
    init(_ document: SignedDocument, origin: String, artifact: SignedMessage) throws(Diagnostic) {
        switch document {
        case .blobBundle(let bundle):
            candidate = bundle.candidate(origin: origin, for: artifact)
            envelope = nil
        case .bundle(let bundle):
            candidate = bundle.candidate(origin: origin, for: artifact)
            envelope = if case .envelope(let envelope) = bundle.content { envelope } else { nil }
        case .envelope:
            throw Diagnostic(
                "not-a-bundle", "an envelope without a bundle around it", at: .path(origin),
                remedy: "use `airworthy verify attestation`")
        }
    }

    /// Only for a signature that holds: a statement must be about the artifact, and of the type asked for.
    ///
    /// - Returns: the statement's type; nil for a signature over the artifact itself.
    func requireAbout(_ artifact: SignedMessage, type: String?) throws(VerificationRefusal) -> String? {
        let origin = candidate.origin
        guard let envelope else {
            guard type == nil else {
                throw VerificationRefusal(
                    .predicateType, origin: origin, "it signs the artifact itself, and holds no statement")
            }
            return nil
        }
        guard envelope.payloadType.isExactly(Envelope.inTotoPayloadType) else {
            throw VerificationRefusal(
                .wrongPayloadType, origin: origin, "its payload is of type `\(envelope.payloadType.prefix(120))`")
        }
        let statement: Statement
        do throws(Diagnostic) {
            statement = try Statement(payload: envelope.payload, name: origin)
        } catch {
            throw VerificationRefusal(.malformedStatement, origin: origin, error.description)
        }
        if let type, !type.isExactly(statement.predicateType) {
            throw VerificationRefusal(
                .predicateType, origin: origin,
                "it is a statement of `\(statement.predicateType.prefix(120))`, not `\(type)`")
        }
        let isNamed = DigestAlgorithm.allCases.contains { artifact.digest($0).map(statement.names) ?? false }
        guard isNamed else {
            throw VerificationRefusal(.wrongSubject, origin: origin, "none of its subjects is the artifact")
        }
        return statement.predicateType
    }
}
