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
    public var envelopeLine: [UInt8] {
        var line = envelopeBytes
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

extension SignedClaim {
    /// One JSON line, the statement as a Sigstore bundle: what cosign takes, and what is attached to images.
    public func bundleLine(_ key: PublicKey) throws(Diagnostic) -> [UInt8] {
        Self.line(try bundle(key))
    }

    public func bundle(_ key: PublicKey) throws(Diagnostic) -> SigstoreBundle {
        try SigstoreBundle(envelope: envelope, keyHint: SigstoreBundle.keyHint(for: key))
    }

    public static func line(_ bundle: SigstoreBundle) -> [UInt8] {
        // Appended in place: a statement about ten thousand steps is not copied for the sake of a line break.
        var line = bundle.json.canonicalBytes()
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
