/// A password or a token. It prints, reflects and interpolates as `‹redacted›`; the bytes come out only inside a
/// closure whose name shows it, and are overwritten when the last copy goes away.
public struct Secret: Sendable {
    private let bytes: SecretBytes

    /// The caller's own array is the caller's to forget.
    public init(_ bytes: [UInt8]) {
        self.bytes = SecretBytes(bytes)
    }

    public var isEmpty: Bool { bytes.count == 0 }

    /// Lends the bytes for the duration of `body`; do not let them escape.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withBytes(body)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹redacted›" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
