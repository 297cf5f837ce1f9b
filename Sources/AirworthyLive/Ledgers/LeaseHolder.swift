public import Trust

/// Who holds a lease, for whoever is refused: words, not proof.
public struct LeaseHolder: Sendable, Hashable {
    public let run: String
    public let process: Int32
    public let host: String
    /// By the holder's clock.
    public let since: Instant

    public init(run: String, process: Int32, host: String, since: Instant) {
        self.run = run
        self.process = process
        self.host = host
        self.since = since
    }
}

extension LeaseHolder: CustomStringConvertible {
    public var description: String { "run \(run), process \(process) on \(host), since \(since)" }
}
