public import Trust

/// Follows a chain from its first entry, one at a time: memory does not grow with the ledger.
public struct LedgerVerifier: Sendable {
    private var index = 0
    private var hash = LedgerChain.origin
    private let location: Location?

    /// - Parameter location: the ledger, for messages.
    public init(at location: Location? = nil) {
        self.location = location
    }

    /// - Throws: `ledger-broken`, naming the entry and the field that does not hold.
    public mutating func accept(_ entry: LedgerEntry) throws(Obstacle) {
        try Self.checkLink(of: entry, calling: index + 1, to: index, hash, at: location)
        try Self.checkAlone(entry, at: location)
        index = entry.index
        hash = entry.hash
    }

    /// Holds one entry's hash against its own fields, without what comes before it.
    ///
    /// - Throws: `ledger-broken`. The hash covers the time, the kind, the manifest and the envelope, and cannot tell
    ///   which of them was altered.
    public static func checkAlone(_ entry: LedgerEntry, at location: Location? = nil) throws(Obstacle) {
        let recomputed = LedgerChain.hash(
            index: entry.index, recordedAt: entry.recordedAt, kind: entry.kind, manifest: entry.manifest,
            envelope: entry.envelope, previous: entry.previous)
        guard entry.hash == recomputed else {
            throw broken(entry.index, "hash", expected: "\(recomputed)", found: "\(entry.hash)", at: location)
        }
    }

    /// Holds what one entry says of the one before it against that one.
    ///
    /// - Parameter number: what the entry is called where its own index is what does not hold.
    static func checkLink(
        of entry: LedgerEntry, calling number: Int, to index: Int, _ hash: Digest, at location: Location?
    ) throws(Obstacle) {
        guard entry.index == index + 1 else {
            throw broken(number, "index", expected: "\(index + 1)", found: "\(entry.index)", at: location)
        }
        guard entry.previous == hash else {
            throw broken(entry.index, "previous", expected: "\(hash)", found: "\(entry.previous)", at: location)
        }
    }

    private static func broken(
        _ index: Int, _ field: String, expected: String, found: String, at location: Location?
    ) -> Obstacle {
        Obstacle(
            "ledger-broken", "entry \(index) of the ledger is not what was recorded: its `\(field)` does not hold",
            at: location, remedy: "restore the ledger from a copy, and find out who could write to it",
            notes: ["expected \(expected)", "found \(found)"])
    }
}
