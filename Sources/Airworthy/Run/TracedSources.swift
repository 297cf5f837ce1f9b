import Trust

/// Hands every question to the network or the ledger on, and remembers that one was asked.
final class TracedSources: HTTPAccess, TLSAccess, LedgerReader {
    private let world: World
    private let trace: TracedFiles

    init(_ world: World, into trace: TracedFiles) {
        self.world = world
        self.trace = trace
    }

    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        trace.note(.source, "the network", nil)
        return try await world.http.ask(question)
    }

    func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake {
        trace.note(.source, "the network", nil)
        return try await world.tls.handshake(with: endpoint)
    }

    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] {
        trace.note(.source, "the ledger", nil)
        return try await world.ledger.entries(manifest: manifest)
    }

    func entries() async throws(Obstacle) -> [LedgerEntry] {
        trace.note(.source, "the ledger", nil)
        return try await world.ledger.entries()
    }

    func newest(where isWanted: @escaping @Sendable (LedgerEntry) -> Bool) async throws(Obstacle) -> LedgerEntry? {
        trace.note(.source, "the ledger", nil)
        return try await world.ledger.newest(where: isWanted)
    }

    /// By its digest: whoever asks again gets the same.
    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? { try await world.ledger.manifest(digest) }
}
