import Airworthy
import Trust

/// For commands that remember nothing and ask nothing of the past.
struct NoLedger: LedgerReader {
    private var refusal: Obstacle {
        Obstacle("no-ledger", "this command works without a ledger", remedy: "use `airworthy check` inside a project")
    }

    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] { throw refusal }
    func entries() async throws(Obstacle) -> [LedgerEntry] { throw refusal }
    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? { throw refusal }
}
