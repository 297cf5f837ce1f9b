import Airworthy
import Foundation
import GRDB
import Trust

/// The tables of a ledger, and what goes in and out of their rows.
enum LedgerTables {
    static func create(in database: Database) throws {
        // The first trigger also stops `INSERT OR REPLACE`, whose hidden DELETE fires no trigger of its own.
        try database.execute(
            sql: """
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

    static func insert(_ entry: LedgerEntry, manifest: [UInt8], in database: Database) throws {
        let digest = entry.manifest.description
        let known = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM manifests WHERE digest = ?)", arguments: [digest])
        if known != true {
            try database.execute(
                sql: "INSERT INTO manifests (digest, bytes) VALUES (?, ?)", arguments: [digest, Data(manifest)])
        }
        // A statement of its own is lent its arguments; those of `execute(sql:)` are copied.
        try database.makeStatement(
            sql: """
                INSERT INTO entries (position, recorded_at, kind, manifest, envelope, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                entry.index, entry.recordedAt.rfc3339, entry.kind.rawValue, digest, Data(entry.envelope),
                entry.previous.description, entry.hash.description,
            ])
    }

    static func manifest(_ digest: Digest, in database: Database) throws -> [UInt8]? {
        let data = try Data.fetchOne(
            database, sql: "SELECT bytes FROM manifests WHERE digest = ?", arguments: [digest.description])
        return data.map { Array($0) }
    }

    /// The newest entry, with its own hash held against its fields; nil in an empty ledger.
    static func last(in database: Database, _ file: LedgerFile) throws -> LedgerEntry? {
        let row = try Row.fetchOne(database, sql: "SELECT * FROM entries ORDER BY position DESC LIMIT 1")
        guard let row else { return nil }
        let entry = try entry(row, file)
        try LedgerVerifier.checkAlone(entry, at: file.location)
        return entry
    }

    static func forEachEntry(
        in database: Database, _ file: LedgerFile, _ body: (LedgerEntry) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM entries ORDER BY position")
        while let row = try rows.next() { try body(try entry(row, file)) }
    }

    private static func entry(_ row: Row, _ file: LedgerFile) throws -> LedgerEntry {
        let index: Int = try row.decode(forColumn: "position")
        func field<Value>(_ column: String, _ parse: (String) -> Value?) throws -> Value {
            let text: String = try row.decode(forColumn: column)
            guard let value = parse(text) else {
                throw Obstacle(
                    "ledger-broken",
                    "entry \(index) of the ledger is not what was recorded: its `\(column)` is unreadable",
                    at: file.location, remedy: "restore the ledger from a copy, and find out who could write to it",
                    notes: ["found \(text.prefix(100))"])
            }
            return value
        }
        let envelope: Data = try row.decode(forColumn: "envelope")
        return LedgerEntry(
            index: index, recordedAt: try field("recorded_at") { Instant(rfc3339: $0) },
            kind: try field("kind", LedgerKind.init(rawValue:)), manifest: try field("manifest") { Digest($0) },
            envelope: Array(envelope), previous: try field("previous") { Digest($0) },
            hash: try field("hash") { Digest($0) })
    }
}
