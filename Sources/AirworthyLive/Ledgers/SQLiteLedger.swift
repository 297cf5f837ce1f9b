public import Airworthy
import Synchronization
public import Trust

/// The ledger as one SQLite file.
///
/// *Only grows*: triggers refuse every change of a row. *Durable*: rollback journal with `synchronous = EXTRA`, so an entry
/// is on the device when ``append(_:manifest:envelope:at:)`` returns, and a process killed at any moment leaves the chain
/// as it was or one entry longer. *Safe together*: the head is read inside the transaction that adds to it.
/// *Never taken at its word*: the chain is recomputed on every read, whole but for ``newest(where:)``.
public final class SQLiteLedger: LedgerReader {
    public enum Access: Sendable, Hashable {
        /// Never adds to a ledger and never makes one; what a killed writer left half done is undone. A missing ledger is an empty one only when the caller says so: whoever expected one must not be told "nothing was
        /// ever recorded".
        case reading(absentIsEmpty: Bool)
        /// Adds entries. A missing ledger is begun only when the caller says so: a mistyped path must not silently
        /// start a second memory.
        case appending(createIfAbsent: Bool)
    }

    private let file: LedgerFile
    private let connection = Mutex<SQLiteConnection?>(nil)

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

    public func newest(
        where isWanted: @escaping @Sendable (LedgerEntry) -> Bool
    ) async throws(Obstacle) -> LedgerEntry? {
        let file = file
        return try await within(.reading) { try LedgerTables.newest(in: $0, file, where: isWanted) } ?? nil
    }

    /// Whether the file holds together, whatever is in it. The chain tells of every entry that is read; of a last one that
    /// a damaged page no longer leads to, it cannot.
    ///
    /// - Throws: `ledger-broken`, in SQLite's words, and what ``entries()`` throws.
    public func inspect() async throws(Obstacle) {
        let file = file
        _ = try await within(.reading) { database in
            let finding = try database.first("PRAGMA integrity_check(1)") { $0.text(0) }
            guard finding == "ok" else {
                throw Obstacle(
                    "ledger-broken", "the ledger's file is damaged: \(finding ?? "nothing can be said of it")",
                    at: file.location, remedy: "restore the ledger from a copy, and find out what wrote to it")
            }
        }
    }

    public func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? {
        let bytes = try await within(.reading) { try LedgerTables.manifest(digest, in: $0) } ?? nil
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
        let (file, digest) = (file, Digest.of(manifest))
        let entry = try await within(.writing) { database in
            try database.transaction {
                let last = try LedgerTables.newest(in: database, file) { _ in true }
                let entry = LedgerChain.next(
                    after: last, recordedAt: instant, kind: kind, manifest: digest, envelope: envelope)
                try LedgerTables.insert(entry, manifest: manifest, in: database)
                return entry
            }
        }
        guard let entry else { preconditionFailure("a ledger opened for reading was appended to") }
        return entry
    }

    private func collect(
        _ isWanted: @escaping @Sendable (LedgerEntry) -> Bool
    ) async throws(Obstacle) -> [LedgerEntry] {
        let file = file
        return try await within(.reading) { database in
            var verifier = LedgerVerifier(at: file.location)
            var wanted: [LedgerEntry] = []
            try LedgerTables.forEachEntry(in: database, file) { entry in
                try verifier.accept(entry)
                if isWanted(entry) { wanted.append(entry) }
            }
            return wanted
        } ?? []
    }

    /// One at a time, on a thread that may wait for the device and for other processes.
    ///
    /// - Returns: nil for an absent ledger that counts as empty.
    private func within<Value: Sendable>(
        _ deed: LedgerFile.Deed, _ body: @escaping @Sendable (SQLiteConnection) throws -> Value
    ) async throws(Obstacle) -> Value? {
        try await BlockingWork.run { [self] (_) throws(Obstacle) in
            try connection.withLock { (connection) throws(Obstacle) in
                do {
                    if connection == nil { connection = try file.open() }
                } catch {
                    throw file.obstacle(error, while: .reading)
                }
                do {
                    return try connection.map(body)
                } catch {
                    throw file.obstacle(error, while: deed)
                }
            }
        }
    }
}
