/// A signature somebody presents, with what it is said to be over. Nothing about it is believed yet.
public struct SignatureCandidate: Sendable, Hashable {
    /// How it names who made it.
    public enum Maker: Sendable, Hashable {
        /// A key the policy may know, with what the document says about it: not authenticated, it chooses words in a
        /// refusal and decides nothing. Log entries and timestamps beside it must hold where a trusted root knows their
        /// makers.
        case key(hint: String?, evidence: SigstoreEvidence?)
        case certificate(SigstoreMaterial)
    }

    /// Where it was found, for reports: an image tag, a bundle's path, `signature 2`.
    public let origin: String
    public let message: SignedMessage
    public let signature: [UInt8]
    public let maker: Maker
    /// The digest the document says it is over: not authenticated, and still refused where it differs.
    public let claimed: Digest?

    public init(origin: String, message: [UInt8], signature: [UInt8], keyHint: String? = nil) {
        self.init(
            origin: origin, message: .bytes(message), signature: signature, maker: .key(hint: keyHint, evidence: nil))
    }

    public init(origin: String, message: SignedMessage, signature: [UInt8], maker: Maker, claimed: Digest? = nil) {
        self.origin = origin
        self.message = message
        self.signature = signature
        self.maker = maker
        self.claimed = claimed
    }
}

extension SigstoreBundle {
    /// The bundle's signature as something a policy can judge.
    ///
    /// - Parameter artifact: what it must be over where it signs an artifact; a statement is its own message.
    public func candidate(origin: String, for artifact: SignedMessage) -> SignatureCandidate {
        statement(origin: origin)?.candidate ?? candidate(origin: origin, over: artifact)
    }

    /// The statement's envelope with its signature; nil for a bundle that signs an artifact.
    public func statement(origin: String) -> (envelope: Envelope, candidate: SignatureCandidate)? {
        guard case .envelope(let envelope) = content else { return nil }
        return (envelope, candidate(origin: origin, over: .envelope(SignedEnvelope(envelope, stored: nil))))
    }

    private func candidate(origin: String, over message: SignedMessage) -> SignatureCandidate {
        var maker: SignatureCandidate.Maker
        switch material {
        case .certificate(let material): maker = .certificate(material)
        case .key(let hint): maker = .key(hint: hint, evidence: evidence)
        }
        var claimed: Digest?
        switch content {
        case .message(let message): claimed = message.digest
        case .envelope(let envelope):
            if case .key(nil, _) = maker { maker = .key(hint: envelope.signatures.first?.keyID, evidence: evidence) }
        }
        return SignatureCandidate(
            origin: origin, message: message, signature: evidence.signature, maker: maker, claimed: claimed)
    }
}
