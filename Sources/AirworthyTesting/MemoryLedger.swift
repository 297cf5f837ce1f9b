public import Airworthy
import Synchronization
public import Trust

/// A ledger in memory. It holds whatever it is given: chains are made, and broken, by the test.
public final class MemoryLedger: LedgerReader {
    private struct State {
        var entries: [LedgerEntry]
        var manifests: [Digest: [UInt8]]
        var obstacle: Obstacle?
    }

    private let state: Mutex<State>

    public init(_ entries: [LedgerEntry] = [], manifests: [Digest: [UInt8]] = [:]) {
        state = Mutex(State(entries: entries, manifests: manifests))
    }

    public func append(_ entry: LedgerEntry) {
        state.withLock { $0.entries.append(entry) }
    }

    public func record(manifest bytes: [UInt8], as digest: Digest) {
        state.withLock { $0.manifests[digest] = bytes }
    }

    /// From now on every question throws `obstacle`; nil lets it answer again.
    public func obstruct(with obstacle: Obstacle?) {
        state.withLock { $0.obstacle = obstacle }
    }

    public func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] {
        try snapshot().entries.filter { $0.manifest == manifest }
    }

    public func entries() async throws(Obstacle) -> [LedgerEntry] {
        try snapshot().entries
    }

    public func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? {
        try snapshot().manifests[digest]
    }

    private func snapshot() throws(Obstacle) -> State {
        let state = state.withLock { $0 }
        if let obstacle = state.obstacle { throw obstacle }
        return state
    }
}
