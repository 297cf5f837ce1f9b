/// One signature of an ``Envelope``.
public struct EnvelopeSignature: Sendable, Hashable {
    /// A hint about the key, not authenticated; nil when absent or empty, which mean the same (DSSE protocol).
    public let keyID: String?
    public let bytes: [UInt8]

    public init(keyID: String?, bytes: [UInt8]) {
        self.keyID = keyID.flatMap { $0.isEmpty ? nil : $0 }
        self.bytes = bytes
    }
}
