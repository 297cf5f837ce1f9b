public import Trust

/// Read access to the memory of runs. Entries are unverified bytes: believing one takes ``TrustPolicy``.
public protocol LedgerReader: Sendable {
    /// Entries whose statement names `manifest` as a subject, oldest first.
    /// - Throws: `ledger-unreadable`, and `ledger-broken` when the hash chain does not hold.
    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry]

    /// Every entry, oldest first; for history and for chain verification.
    func entries() async throws(Obstacle) -> [LedgerEntry]

    /// The newest entry that is wanted, looked for from the end; nil where there is none. For what a run needs of a memory
    /// that may be long: only what it passes on the way is read and held against the chain.
    func newest(
        where isWanted: @escaping @Sendable (LedgerEntry) -> Bool
    ) async throws(Obstacle) -> LedgerEntry?

    /// The exact bytes of a release manifest some recorded run was about; nil when this ledger never saw it.
    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]?
}

extension LedgerReader {
    public func newest(
        where isWanted: @escaping @Sendable (LedgerEntry) -> Bool
    ) async throws(Obstacle) -> LedgerEntry? {
        try await entries().last(where: isWanted)
    }
}
