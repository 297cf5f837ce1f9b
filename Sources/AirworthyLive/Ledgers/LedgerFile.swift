import CSQLite
import Glibc
import Trust

/// Where a ledger is kept, and how its file is opened.
struct LedgerFile: Sendable {
    enum Deed {
        case reading, writing
    }

    /// "AWLG", so that `file(1)`, and we, know one of ours from any other SQLite database.
    private static let applicationID: Int64 = 0x4157_4C47
    /// Raised when the tables change; a higher one was written by a newer version.
    private static let format: Int64 = 1

    let path: String
    let access: SQLiteLedger.Access

    var location: Location { .path(path) }

    /// - Returns: nil for an absent ledger that counts as empty.
    func open() throws -> SQLiteConnection? {
        guard Glibc.access(path, F_OK) == 0 else {
            let error = SystemError()
            // Not to be allowed to look is not the same as nothing being there.
            guard error.code == ENOENT || error.code == ENOTDIR else { throw FileFailure.system(error) }
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
            return try connect(.reading)
        case .appending(createIfAbsent: true):
            // Another process may have made the file a moment ago and not yet its tables.
            return try begin()
        case .appending:
            return try connect(.writing)
        }
    }

    private func begin() throws -> SQLiteConnection {
        let connection = try connect(.writing, mayBeEmpty: true)
        try connection.transaction {
            if try isEmpty(connection) {
                try LedgerTables.create(in: connection)
                try connection.execute("PRAGMA application_id = \(Self.applicationID)")
                try connection.execute("PRAGMA user_version = \(Self.format)")
            }
            try check(connection)
        }
        return connection
    }

    /// - Parameter mayBeEmpty: whether a file without anything in it will do; with anything, and it is somebody's.
    private func connect(_ access: SQLiteConnection.Access, mayBeEmpty: Bool = false) throws -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, access, patience: .seconds(10))
        // A hostile file's schema must not run functions of ours, and malformed pages are to be noticed.
        try connection.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        // Before anything is set: somebody else's database is left as it is, its journal mode too.
        if try !(mayBeEmpty && isEmpty(connection)) { try check(connection) }
        if access == .writing {
            // A run adds one entry, and its length: a write-ahead log would be written, and then written into the ledger.
            // EXTRA: under FULL a power cut may bring back the rollback journal of an entry whose receipt was handed out,
            // and with it the time before (sqlite.org/pragma.html#pragma_synchronous).
            try connection.execute("PRAGMA synchronous = EXTRA")
            // An older version's, while somebody reads it, stays as it is: no less safe.
            try? connection.execute("PRAGMA journal_mode = DELETE")
        }
        return connection
    }

    private func isEmpty(_ connection: SQLiteConnection) throws -> Bool {
        try number("SELECT count(*) FROM sqlite_schema", in: connection) == 0
    }

    private func number(_ sql: String, in connection: SQLiteConnection) throws -> Int64? {
        try connection.first(sql) { $0.integer(0) }
    }

    private func check(_ connection: SQLiteConnection) throws {
        let application = try number("PRAGMA application_id", in: connection)
        guard application == Self.applicationID else {
            guard try !isEmpty(connection) else {
                throw Obstacle(
                    "ledger-unreadable", "the ledger `\(path)` is empty, as none of ours ever is", at: location,
                    remedy: Self.restoring)
            }
            throw Obstacle(
                "ledger-unreadable", "`\(path)` is not a ledger", at: location, remedy: "check the path")
        }
        let format = try number("PRAGMA user_version", in: connection) ?? 0
        guard format == Self.format else {
            throw Obstacle(
                "ledger-unreadable", "`\(path)` has format \(format), and this version reads \(Self.format)",
                at: location, remedy: "use the version of airworthy that wrote it")
        }
    }

    private static let restoring =
        "restore it from a copy, and find out what wrote to it; without one the history is gone"

    private static func remedy(_ error: SQLiteFailure) -> String {
        switch error.kind {
        case SQLITE_FULL: "make room on the device, then run it again"
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: "get the right to write to it and to its directory"
        case SQLITE_IOERR: "check the device it is on, and how much room is left there"
        default: restoring
        }
    }

    /// - Parameter error: what SQLite, or our own closure around it, threw.
    func obstacle(_ error: any Error, while deed: Deed) -> Obstacle {
        switch error {
        case let obstacle as Obstacle:
            return obstacle
        case let error as FileFailure:
            return error.obstacle("ledger-unreadable", "look at the ledger", path)
        case let error as SQLiteFailure where error.kind == SQLITE_BUSY:
            return Obstacle(
                "ledger-busy", "`\(path)` was held by another process for more than 10 s", at: location,
                remedy: "run again when the other run has ended")
        case let error as SQLiteFailure where error.kind == SQLITE_CANTOPEN:
            // Beside the ledger lies the journal of whoever writes to it; an older one may have a write-ahead log.
            return Obstacle(
                "ledger-unreadable", "cannot open the ledger `\(path)`, or make a file beside it", at: location,
                remedy: "get the right to write to its directory, or copy the ledger to one where you have it")
        case let error as SQLiteFailure:
            let words = error.message
            let remedy = Self.remedy(error)
            return deed == .reading
                ? Obstacle(
                    "ledger-unreadable", "cannot read the ledger `\(path)`: \(words)", at: location, remedy: remedy)
                : Obstacle(
                    "ledger-unwritable", "cannot add to the ledger `\(path)`: \(words)", at: location, remedy: remedy)
        default:
            return Obstacle(
                deed == .reading ? "ledger-unreadable" : "ledger-unwritable",
                "the ledger `\(path)` was not \(deed == .reading ? "read" : "added to"): \(error)", at: location)
        }
    }
}
