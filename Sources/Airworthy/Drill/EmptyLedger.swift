import Trust

/// A ledger in which nothing has happened yet.
struct EmptyLedger: LedgerReader {
    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] { [] }
    func entries() async throws(Obstacle) -> [LedgerEntry] { [] }
    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? { nil }
}
