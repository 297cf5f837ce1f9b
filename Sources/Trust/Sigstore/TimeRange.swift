/// A span of time that includes both its ends (protobuf-specs, sigstore_common.proto, `TimeRange`).
public struct TimeRange: Sendable, Hashable {
    public let start: Instant
    /// Nil while it goes on.
    public let end: Instant?

    public init(start: Instant, end: Instant?) {
        self.start = start
        self.end = end
    }

    public func contains(_ instant: Instant) -> Bool {
        instant >= start && (end.map { instant <= $0 } ?? true)
    }
}

extension TimeRange: CustomStringConvertible {
    public var description: String { "from \(start)" + (end.map { " to \($0)" } ?? "") }
}
