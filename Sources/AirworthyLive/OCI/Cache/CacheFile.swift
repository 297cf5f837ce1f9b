import Airworthy
import Glibc
import Synchronization
import Trust

/// An ``ImageCache``'s file: one SQLite database, shared by any number of processes.
///
/// Nothing in here is worth an obstacle: whatever fails, the registry is asked.
final class CacheFile: Sendable {
    /// "AWIC": anything else is somebody's, and left alone.
    private static let applicationID: Int64 = 0x4157_4943
    /// Raised when the tables change; a file of another format is left alone.
    private static let format: Int64 = 1
    /// Emptied when it has grown past this.
    private static let byteLimit: Int64 = 512 << 20

    private let path: String
    private let scope: String
    private let connection = Mutex<SQLiteConnection?>(nil)

    /// - Parameter scope: answers kept under another one are not seen.
    init(path: String, scope: String) {
        self.path = path
        self.scope = scope
    }

    func answers(at now: Instant) -> [String: CachedAnswer] {
        var answers: [String: CachedAnswer] = [:]
        within(toWrite: false) { database in
            try database.rows(
                """
                SELECT kind, repository, name, image, answer, made, until FROM answers
                WHERE scope = ? AND made <= ? AND until > ? ORDER BY made DESC LIMIT 100000
                """, [.text(scope), .integer(now.seconds), .integer(now.seconds)]
            ) { row in
                guard let answer = Self.answer(row), answers[answer.question.key] == nil else { return }
                answers[answer.question.key] = answer
            }
        }
        return answers
    }

    func content(_ digest: Digest) -> [UInt8]? {
        var content: [UInt8]?
        within(toWrite: false) { database in
            content = try database.first("SELECT bytes FROM contents WHERE digest = ?", .text("\(digest)")) {
                $0.blob(0)
            }
        }
        return content
    }

    /// Adds all of it or nothing.
    func write(_ answers: [CachedAnswer], _ contents: [Digest: [UInt8]], without forgotten: Set<Digest>) {
        within(toWrite: true) { database in
            try database.transaction {
                try Self.makeRoom(in: database)
                for image in forgotten {
                    try database.run("DELETE FROM answers WHERE image = ?", .text("\(image)"))
                }
                for (digest, bytes) in contents {
                    try database.run(
                        "INSERT OR REPLACE INTO contents (digest, bytes) VALUES (?, ?)", .text("\(digest)"),
                        .blob(bytes))
                }
                for answer in answers {
                    let question = answer.question
                    try database.run(
                        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", .text(scope),
                        .text(question.kind.rawValue), .text(question.repository), .text(question.name),
                        .text("\(question.image)"), .text(answer.answer.text), .integer(answer.made.seconds),
                        .integer(answer.until.seconds))
                }
            }
        }
    }

    // MARK: - The file

    /// Does nothing where there is nothing to read, or where it fails.
    private func within(toWrite: Bool, _ body: (SQLiteConnection) throws -> Void) {
        connection.withLock { connection in
            if connection == nil, toWrite || access(path, F_OK) == 0 { connection = try? Self.open(path) }
            if let connection { try? body(connection) }
        }
    }

    private static func open(_ path: String) throws -> SQLiteConnection {
        let database = try SQLiteConnection(path: path, .writing, patience: .seconds(2))
        try database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        let isEmpty = try number("SELECT count(*) FROM sqlite_schema", in: database) == 0
        // Somebody else's database is left as it is, its journal mode too.
        guard try isEmpty || number("PRAGMA application_id", in: database) == applicationID else { throw NotACache() }
        // Nothing is lost with a cache: no write waits for the device.
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
        try database.transaction {
            if try number("SELECT count(*) FROM sqlite_schema", in: database) == 0 {
                try database.execute(
                    """
                    CREATE TABLE contents (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
                    CREATE TABLE answers (
                        scope TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        repository TEXT NOT NULL,
                        name TEXT NOT NULL,
                        image TEXT NOT NULL,
                        answer TEXT NOT NULL,
                        made INTEGER NOT NULL,
                        until INTEGER NOT NULL,
                        PRIMARY KEY (scope, kind, repository, name)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX answers_about ON answers (image);
                    PRAGMA application_id = \(applicationID);
                    PRAGMA user_version = \(format);
                    """)
            }
            guard try number("PRAGMA application_id", in: database) == applicationID,
                try number("PRAGMA user_version", in: database) == format
            else { throw NotACache() }
        }
        return database
    }

    private struct NotACache: Error {}

    private static func makeRoom(in database: SQLiteConnection) throws {
        let used =
            try number("PRAGMA page_count", in: database) - number("PRAGMA freelist_count", in: database)
        guard try used * number("PRAGMA page_size", in: database) > byteLimit else { return }
        try database.execute("DELETE FROM answers; DELETE FROM contents")
    }

    private static func number(_ sql: String, in database: SQLiteConnection) throws -> Int64 {
        try database.first(sql) { $0.integer(0) } ?? 0
    }

    private static func answer(_ row: SQLiteRow) -> CachedAnswer? {
        guard let kind = row.text(0), let repository = row.text(1), let name = row.text(2), let image = row.text(3),
            let text = row.text(4), let made = row.integer(5), let until = row.integer(6),
            let question = ImageQuestion(kind: kind, repository: repository, name: name, image: image),
            let answer = ImageAnswer(text: text)
        else { return nil }
        return CachedAnswer(
            question: question, answer: answer, made: Instant(seconds: made), until: Instant(seconds: until))
    }
}
