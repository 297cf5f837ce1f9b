public import Trust

/// Follows a chain from its last entry backwards, as far as somebody wants to know.
public struct LedgerTailVerifier: Sendable {
    private var later: LedgerEntry?
    private let location: Location?

    /// - Parameter location: the ledger, for messages.
    public init(at location: Location? = nil) {
        self.location = location
    }

    /// - Throws: `ledger-broken`, naming the entry and the field that does not hold.
    public mutating func accept(_ entry: LedgerEntry) throws(Obstacle) {
        try LedgerVerifier.checkAlone(entry, at: location)
        try checkLink(to: entry.index, entry.hash)
        later = entry
    }

    /// Nothing came before the last entry that was accepted.
    ///
    /// - Throws: `ledger-broken` where it is not a first one.
    public func finish() throws(Obstacle) {
        try checkLink(to: 0, LedgerChain.origin)
    }

    private func checkLink(to index: Int, _ hash: Digest) throws(Obstacle) {
        guard let later else { return }
        try LedgerVerifier.checkLink(of: later, calling: later.index, to: index, hash, at: location)
    }
}
