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
        if let later {
            guard later.index == entry.index + 1 else {
                throw LedgerVerifier.broken(
                    later.index, "index", expected: "\(entry.index + 1)", found: "\(later.index)", at: location)
            }
            guard later.previous == entry.hash else {
                throw LedgerVerifier.broken(
                    later.index, "previous", expected: "\(entry.hash)", found: "\(later.previous)", at: location)
            }
        }
        later = entry
    }

    /// Nothing came before the last entry that was accepted.
    ///
    /// - Throws: `ledger-broken` where it is not a first one.
    public func finish() throws(Obstacle) {
        guard let later else { return }
        guard later.index == 1 else {
            throw LedgerVerifier.broken(later.index, "index", expected: "1", found: "\(later.index)", at: location)
        }
        guard later.previous == LedgerChain.origin else {
            throw LedgerVerifier.broken(
                1, "previous", expected: "\(LedgerChain.origin)", found: "\(later.previous)", at: location)
        }
    }
}
