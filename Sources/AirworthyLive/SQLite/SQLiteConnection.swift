import CSQLite
import Glibc

/// An open SQLite database.
///
/// `@unchecked Sendable`: its owner lets one thread at a time come near it (SQLite itself is opened without its own
/// lock).
final class SQLiteConnection: @unchecked Sendable {
    enum Access {
        /// Changes nothing, except that what a killed writer left half done is undone: before that, nobody can tell what
        /// the file holds.
        case reading
        /// Makes the file where there is none.
        case writing
    }

    private let handle: OpaquePointer

    /// - Parameters:
    ///   - path: never a URI.
    ///   - patience: how long to wait for another process that holds the file.
    /// - Throws: `FileFailure` for what is no regular file, and `SQLiteFailure`.
    init(path: String, _ access: Access, patience: Duration) throws {
        try Self.look(at: path)
        // Without the right to write SQLite opens it for reading all the same.
        let flags = SQLITE_OPEN_READWRITE | (access == .writing ? SQLITE_OPEN_CREATE : 0)
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let failure = SQLiteFailure(code: code, message: handle.map(Self.message) ?? "no memory")
            sqlite3_close_v2(handle)
            throw failure
        }
        self.handle = handle
        sqlite3_busy_timeout(handle, Int32(patience.components.seconds) * 1_000)
        if access == .reading { try execute("PRAGMA query_only = ON") }
    }

    deinit { sqlite3_close_v2(handle) }

    /// SQLite opens whatever has a name, and would wait in a pipe for somebody to write to it, for ever.
    private static func look(at path: String) throws(FileFailure) {
        for name in [path, "\(path)-wal", "\(path)-shm", "\(path)-journal"] {
            var status = stat()
            guard stat(name, &status) == 0 else { continue }
            guard status.isRegular else {
                throw .notRegular(name == path ? status.noun : "accompanied by `\(name)`, which is \(status.noun)")
            }
        }
    }

    /// Runs statements of ours that take no values and whose rows nobody wants.
    func execute(_ script: String) throws(SQLiteFailure) {
        guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    /// Runs one statement for what it does.
    func run(_ sql: String, _ values: SQLiteValue...) throws {
        try rows(sql, values) { _ in }
    }

    /// The first row of one statement that `read` makes something of; nil where there is none. No later row is read.
    func first<Value>(
        _ sql: String, _ values: SQLiteValue..., read: (SQLiteRow) throws -> Value?
    ) throws -> Value? {
        var first: Value?
        try step(sql, values) { row in
            first = try read(row)
            return first == nil
        }
        return first
    }

    /// Every row of one statement, in order.
    /// - Throws: `SQLiteFailure`, and what `body` throws.
    func rows(_ sql: String, _ values: [SQLiteValue], _ body: (SQLiteRow) throws -> Void) throws {
        try step(sql, values) { row in
            try body(row)
            return true
        }
    }

    /// - Parameter body: whether to go on.
    private func step(_ sql: String, _ values: [SQLiteValue], _ body: (SQLiteRow) throws -> Bool) throws {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let statement = prepared else {
            throw failure
        }
        defer { sqlite3_finalize(statement) }
        try bind(values[...], to: statement) {
            while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW: guard try body(SQLiteRow(of: statement)) else { return }
                case SQLITE_DONE: return
                default: throw failure
                }
            }
        }
    }

    /// All of `body` or nothing. Begun as a writer: one that turned into a writer half-way could be refused.
    func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try execute("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// Binds what is left of the values, each at its place, and runs `body` while they stand. Bytes are lent and not copied:
    /// the statement of a run is the largest thing a run holds.
    private func bind(
        _ values: ArraySlice<SQLiteValue>, to statement: OpaquePointer, _ body: () throws -> Void
    ) throws {
        guard let value = values.first else { return try body() }
        let index = Int32(values.startIndex + 1)
        func next(after code: Int32) throws {
            guard code == SQLITE_OK else { throw failure }
            try bind(values.dropFirst(), to: statement, body)
        }
        switch value {
        case .integer(let number): try next(after: sqlite3_bind_int64(statement, index, number))
        case .text(let text):
            // As a C string, which is never a null pointer: that would be NULL, and not an empty text.
            let code = text.withCString { airworthy_sqlite3_bind_text(statement, index, $0, UInt64(text.utf8.count)) }
            try next(after: code)
        case .blob(let bytes) where bytes.isEmpty: try next(after: sqlite3_bind_zeroblob(statement, index, 0))
        case .blob(let bytes):
            try bytes.withUnsafeBytes {
                try next(after: sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), nil))
            }
        }
    }

    private var failure: SQLiteFailure {
        SQLiteFailure(code: sqlite3_extended_errcode(handle), message: Self.message(handle))
    }

    private static func message(_ handle: OpaquePointer) -> String { String(cString: sqlite3_errmsg(handle)) }
}
