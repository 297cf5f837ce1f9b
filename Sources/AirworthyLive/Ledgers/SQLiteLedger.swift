public import Airworthy
import GRDB
import Synchronization
public import Trust

/// The ledger as one SQLite file.
///
/// *Only grows*: triggers refuse every change of a row. *Durable*: write-ahead log with `synchronous = FULL`, so an entry
/// is on the device when ``append(_:manifest:envelope:at:)`` returns, and a process killed at any moment leaves the chain
/// as it was or one entry longer. *Safe together*: the head is read inside the transaction that adds to it.
/// *Never taken at its word*: the whole chain is recomputed on every read.
public final class SQLiteLedger: LedgerReader {
    public enum Access: Sendable, Hashable {
        /// Never writes and never makes a ledger, though SQLite's index of the log may appear beside one. A missing
        /// ledger is an empty one only when the caller says so: whoever expected one must not be told "nothing was
        /// ever recorded".
        case reading(absentIsEmpty: Bool)
        /// Adds entries. A missing ledger is begun only when the caller says so: a mistyped path must not silently
        /// start a second memory.
        case appending(createIfAbsent: Bool)
    }

    private let file: LedgerFile
    private let connection = Mutex<DatabaseQueue?>(nil)

    /// Opens nothing yet: the file is looked for when it is first needed.
    ///
    /// - Parameter path: absolute, or relative to the working directory.
    public init(path: String, access: Access) {
        file = LedgerFile(path: path, access: access)
    }

    public func entries() async throws(Obstacle) -> [LedgerEntry] {
        try await collect { _ in true }
    }

    public func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] {
        try await collect { $0.manifest == manifest }
    }

    public func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? {
        guard let connection = try open() else { return nil }
        let bytes: [UInt8]?
        do {
            bytes = try await connection.read { try LedgerTables.manifest(digest, in: $0) }
        } catch {
            throw file.obstacle(error, while: .reading)
        }
        guard let bytes, Digest.of(bytes, digest.algorithm) != digest else { return bytes }
        throw Obstacle(
            "ledger-broken", "the manifest recorded as `\(digest.short)` has another digest", at: file.location,
            remedy: "restore the ledger from a copy, and find out who could write to it")
    }

    /// Adds one entry to the end of the chain, and keeps the manifest's bytes beside it.
    ///
    /// - Returns: the entry as recorded: the receipt.
    /// - Throws: `ledger-unwritable`, `ledger-busy`, and `ledger-broken` when the last entry does not hold: nothing is
    ///   ever built on one that does not.
    public func append(
        _ kind: LedgerKind, manifest: [UInt8], envelope: [UInt8], at instant: Instant
    ) async throws(Obstacle) -> LedgerEntry {
        guard let connection = try open() else { preconditionFailure("a ledger opened for reading was appended to") }
        do {
            let (file, digest) = (file, Digest.of(manifest))
            return try await connection.write { database in
                let last = try LedgerTables.last(in: database, file)
                let entry = LedgerChain.next(
                    after: last, recordedAt: instant, kind: kind, manifest: digest, envelope: envelope)
                try LedgerTables.insert(entry, manifest: manifest, in: database)
                return entry
            }
        } catch {
            throw file.obstacle(error, while: .writing)
        }
    }

    private func collect(
        _ isWanted: @escaping @Sendable (LedgerEntry) -> Bool
    ) async throws(Obstacle) -> [LedgerEntry] {
        guard let connection = try open() else { return [] }
        do {
            let file = file
            return try await connection.read { database in
                var verifier = LedgerVerifier(at: file.location)
                var wanted: [LedgerEntry] = []
                try LedgerTables.forEachEntry(in: database, file) { entry in
                    try verifier.accept(entry)
                    if isWanted(entry) { wanted.append(entry) }
                }
                return wanted
            }
        } catch {
            throw file.obstacle(error, while: .reading)
        }
    }

    private func open() throws(Obstacle) -> DatabaseQueue? {
        do {
            return try connection.withLock { connection in
                if let connection { return connection }
                connection = try file.open()
                return connection
            }
        } catch {
            throw file.obstacle(error, while: .reading)
        }
    }
}
