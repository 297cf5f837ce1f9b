public import Trust

/// One signed statement, in the two forms others read.
public struct SignedClaim: Sendable {
    /// File name without extension: `run`, `vsa-checkout`, `test-result`.
    public let name: String
    public let predicateType: String
    public let envelope: Envelope

    /// One JSON line, the DSSE envelope: what `slsa-verifier` and in-toto tools take.
    public var envelopeLine: [UInt8] { envelope.json.canonicalBytes() + [UInt8(ascii: "\n")] }
    /// Digest of the envelope's JSON without the line end: how other statements name this one.
    public var digest: Digest { .of(envelope.json.canonicalBytes()) }
}
