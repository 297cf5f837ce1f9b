/// An instant somebody trusted vouches for.
public struct TrustedTime: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        case timestampAuthority(String)
        /// The log's promise.
        case log(String)
    }

    public let source: Source
    /// Whom a threshold counts: who runs the source, or the source itself.
    let voice: String
    public let instant: Instant
}

extension TrustedTime.Source: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timestampAuthority(let name): "timestamp authority \(name)"
        case .log(let name): "log \(name)"
        }
    }
}
