/// An approval as somebody handed it in. Nothing about it is believed yet.
public struct ApprovalFile: Sendable, Hashable {
    /// Where it was found, for reports.
    public let source: String
    /// A DSSE envelope.
    public let bytes: [UInt8]

    public init(source: String, bytes: [UInt8]) {
        self.source = source
        self.bytes = bytes
    }
}
