/// A log entry about this signature that holds.
public struct EstablishedEntry: Sendable, Hashable {
    public let log: String
    /// Whom a threshold counts: who runs the log, or the log itself.
    let voice: String
    /// Across all shards of the log.
    public let index: UInt64
    /// By proof under a signed checkpoint, not by promise alone.
    public let isProven: Bool
}
