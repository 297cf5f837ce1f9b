public import Trust

/// One signed statement, in the two forms others read.
public struct SignedClaim: Sendable {
    /// File name without extension: `run`, `vsa-checkout`, `test-result`.
    public let name: String
    public let predicateType: String
    public let envelope: Envelope
    /// The envelope as canonical JSON: what the ledger keeps and what ``digest`` is over.
    public let envelopeBytes: [UInt8]
    /// How other statements name this one.
    public let digest: Digest

    init(name: String, predicateType: String, envelope: Envelope) {
        self.name = name
        self.predicateType = predicateType
        self.envelope = envelope
        envelopeBytes = envelope.json.canonicalBytes()
        digest = .of(envelopeBytes)
    }

    /// One JSON line, the DSSE envelope: what `slsa-verifier` and in-toto tools take.
    public var envelopeLine: [UInt8] { envelopeBytes + [UInt8(ascii: "\n")] }
}

extension SignedClaim {
    /// One JSON line, the statement as a Sigstore bundle: what cosign takes, and what is attached to images.
    public func bundleLine(_ key: PublicKey) throws(Diagnostic) -> [UInt8] {
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: SigstoreBundle.keyHint(for: key))
        return bundle.json.canonicalBytes() + [UInt8(ascii: "\n")]
    }
}
