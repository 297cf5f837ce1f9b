import Airworthy
import Trust

/// The tables of a ledger, and what goes in and out of their rows.
enum LedgerTables {
    static func create(in database: SQLiteConnection) throws {
        // The first trigger also stops `INSERT OR REPLACE`, whose hidden DELETE fires no trigger of its own.
        try database.execute(
            """
            CREATE TABLE entries (
                position INTEGER PRIMARY KEY,
                recorded_at TEXT NOT NULL,
                kind TEXT NOT NULL,
                manifest TEXT NOT NULL,
                envelope BLOB NOT NULL,
                previous TEXT NOT NULL,
                hash TEXT NOT NULL
            ) STRICT;
            CREATE TABLE manifests (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
            CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
                WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM entries)
                BEGIN SELECT RAISE(ABORT, 'entries are added at the end'); END;
            CREATE TRIGGER entries_keep BEFORE UPDATE ON entries
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
            CREATE TRIGGER entries_stay BEFORE DELETE ON entries
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
            CREATE TRIGGER manifests_once BEFORE INSERT ON manifests
                WHEN EXISTS (SELECT 1 FROM manifests WHERE digest = NEW.digest)
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
            CREATE TRIGGER manifests_keep BEFORE UPDATE ON manifests
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
            CREATE TRIGGER manifests_stay BEFORE DELETE ON manifests
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
            """)
    }

    static func insert(_ entry: LedgerEntry, manifest: [UInt8], in database: SQLiteConnection) throws {
        let digest = entry.manifest.description
        if try Self.manifest(entry.manifest, in: database) == nil {
            try database.run(
                "INSERT INTO manifests (digest, bytes) VALUES (?, ?)", .text(digest), .blob(manifest))
        }
        try database.run(
            """
            INSERT INTO entries (position, recorded_at, kind, manifest, envelope, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            .integer(Int64(entry.index)), .text(entry.recordedAt.rfc3339), .text(entry.kind.rawValue), .text(digest),
            .blob(entry.envelope), .text(entry.previous.description), .text(entry.hash.description))
    }

    static func manifest(_ digest: Digest, in database: SQLiteConnection) throws -> [UInt8]? {
        try database.first("SELECT bytes FROM manifests WHERE digest = ?", .text(digest.description)) { $0.blob(0) }
    }

    private static let columns = "position, recorded_at, kind, manifest, envelope, previous, hash"

    /// The newest entry that is wanted, its own hash held against its fields; what was passed on the way is held against
    /// the chain.
    static func newest(
        in database: SQLiteConnection, _ file: LedgerFile, where isWanted: (LedgerEntry) -> Bool
    ) throws -> LedgerEntry? {
        var verifier = LedgerTailVerifier(at: file.location)
        let found = try database.first("SELECT \(columns) FROM entries ORDER BY position DESC") { row in
            let entry = try entry(row, file)
            try verifier.accept(entry)
            return isWanted(entry) ? entry : nil
        }
        if found == nil { try verifier.finish() }
        return found
    }

    static func forEachEntry(
        in database: SQLiteConnection, _ file: LedgerFile, _ body: (LedgerEntry) throws -> Void
    ) throws {
        try database.rows("SELECT \(columns) FROM entries ORDER BY position", []) { try body(try entry($0, file)) }
    }

    /// - Parameter row: of ``columns``.
    private static func entry(_ row: SQLiteRow, _ file: LedgerFile) throws -> LedgerEntry {
        let index = Int(row.integer(0) ?? 0)
        func broken(_ column: String, _ found: String) -> Obstacle {
            Obstacle(
                "ledger-broken",
                "entry \(index) of the ledger is not what was recorded: its `\(column)` is unreadable",
                at: file.location, remedy: "restore the ledger from a copy, and find out who could write to it",
                notes: ["found \(found.prefix(100))"])
        }
        func field<Value>(_ number: Int32, _ column: String, _ parse: (String) -> Value?) throws(Obstacle) -> Value {
            guard let text = row.text(number) else { throw broken(column, "no text") }
            guard let value = parse(text) else { throw broken(column, text) }
            return value
        }
        guard let envelope = row.blob(4) else { throw broken("envelope", "no bytes") }
        return LedgerEntry(
            index: index, recordedAt: try field(1, "recorded_at") { Instant(rfc3339: $0) },
            kind: try field(2, "kind", LedgerKind.init(rawValue:)), manifest: try field(3, "manifest") { Digest($0) },
            envelope: envelope, previous: try field(5, "previous") { Digest($0) },
            hash: try field(6, "hash") { Digest($0) })
    }
}
