import GRDB
import Glibc
import Trust

/// Where a ledger is kept, and how its file is opened.
struct LedgerFile: Sendable {
    enum Deed {
        case reading, writing
    }

    /// "AWLG", so that `file(1)`, and we, know one of ours from any other SQLite database.
    private static let applicationID = 0x4157_4C47
    /// Raised when the tables change; a higher one was written by a newer version.
    private static let format = 1

    let path: String
    let access: SQLiteLedger.Access

    var location: Location { .path(path) }

    /// - Returns: nil for an absent ledger that counts as empty.
    func open() throws -> DatabaseQueue? {
        guard Glibc.access(path, F_OK) == 0 else {
            switch access {
            case .reading(absentIsEmpty: true): return nil
            case .appending(createIfAbsent: true): return try begin()
            case .reading, .appending:
                throw Obstacle(
                    "ledger-unreadable", "there is no ledger at `\(path)`", at: location,
                    remedy: "check the path; a first run records one")
            }
        }
        switch access {
        case .reading:
            let connection = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
            try connection.read(check)
            return connection
        case .appending(createIfAbsent: true):
            // Another process may have made the file a moment ago and not yet its tables.
            return try begin()
        case .appending:
            let connection = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
            try connection.read(check)
            return connection
        }
    }

    private func begin() throws -> DatabaseQueue {
        let connection = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
        try connection.write { database in
            // Anything in it, and it is somebody's: only an empty file becomes a ledger.
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            if isEmpty {
                try LedgerTables.create(in: database)
                try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(Self.format)")
            }
            try check(database)
        }
        return connection
    }

    private func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // A hostile file's schema must not run functions of ours, and malformed pages are to be noticed.
            try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            guard !readonly else { return }
            // Not GRDB's own WAL setting: that one makes `synchronous` NORMAL, under which a power cut takes the last
            // entries although their receipts were handed out (sqlite.org/pragma.html#pragma_synchronous).
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        return configuration
    }

    private func check(_ database: Database) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard application == Self.applicationID else {
            throw Obstacle(
                "ledger-unreadable", "`\(path)` is not a ledger", at: location, remedy: "check the path")
        }
        let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard format == Self.format else {
            throw Obstacle(
                "ledger-unreadable", "`\(path)` has format \(format), and this version reads \(Self.format)",
                at: location, remedy: "use the version of airworthy that wrote it")
        }
    }

    /// - Parameter error: what GRDB or our own closure inside it threw.
    func obstacle(_ error: any Error, while deed: Deed) -> Obstacle {
        switch error {
        case let obstacle as Obstacle:
            return obstacle
        case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
            return Obstacle(
                "ledger-busy", "`\(path)` was held by another process for more than 10 s", at: location,
                remedy: "run again when the other run has ended")
        case let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN:
            // The index of a write-ahead log is a file beside the ledger, even for a reader.
            return Obstacle(
                "ledger-unreadable", "cannot open the ledger `\(path)`, or make a file beside it", at: location,
                remedy: "get the right to write to its directory, or copy the ledger to one where you have it")
        case let error as DatabaseError:
            let words = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
            return deed == .reading
                ? Obstacle("ledger-unreadable", "cannot read the ledger `\(path)`: \(words)", at: location)
                : Obstacle("ledger-unwritable", "cannot add to the ledger `\(path)`: \(words)", at: location)
        default:
            return Obstacle(
                deed == .reading ? "ledger-unreadable" : "ledger-unwritable",
                "the ledger `\(path)` was not \(deed == .reading ? "read" : "added to"): \(error)", at: location)
        }
    }
}
