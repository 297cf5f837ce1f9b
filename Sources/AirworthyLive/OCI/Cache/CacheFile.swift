import Airworthy
import Foundation
import GRDB
import Synchronization
import Trust

/// An ``ImageCache``'s file: one SQLite database, shared by any number of processes.
///
/// Nothing in here is worth an obstacle: whatever fails, the registry is asked.
final class CacheFile: Sendable {
    /// "AWIC": anything else is somebody's, and left alone.
    private static let applicationID = 0x4157_4943
    /// Raised when the tables change; a file of another format is left alone.
    private static let format = 1
    /// Emptied when it has grown past this.
    private static let byteLimit = 512 << 20

    private let path: String
    private let scope: String
    private let connection = Mutex<DatabaseQueue?>(nil)

    /// - Parameter scope: answers kept under another one are not seen.
    init(path: String, scope: String) {
        self.path = path
        self.scope = scope
    }

    func answers(at now: Instant) -> [String: CachedAnswer] {
        let rows = try? open(toWrite: false)?.read { [scope] database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT kind, repository, name, image, answer, made, until FROM answers
                    WHERE scope = ? AND made <= ? AND until > ? ORDER BY made DESC LIMIT 100000
                    """, arguments: [scope, now.seconds, now.seconds])
        }
        var answers: [String: CachedAnswer] = [:]
        for answer in (rows ?? []).compactMap(Self.answer) where answers[answer.question.key] == nil {
            answers[answer.question.key] = answer
        }
        return answers
    }

    func content(_ digest: Digest) -> [UInt8]? {
        let data = try? open(toWrite: false)?.read { database in
            try Data.fetchOne(database, sql: "SELECT bytes FROM contents WHERE digest = ?", arguments: ["\(digest)"])
        }
        return data.map { [UInt8]($0) }
    }

    /// Adds all of it or nothing.
    func write(_ answers: [CachedAnswer], _ contents: [Digest: [UInt8]], without forgotten: Set<Digest>) {
        try? open(toWrite: true)?.write { [scope] database in
            try Self.makeRoom(in: database)
            for image in forgotten {
                try database.execute(sql: "DELETE FROM answers WHERE image = ?", arguments: ["\(image)"])
            }
            for (digest, bytes) in contents {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO contents (digest, bytes) VALUES (?, ?)",
                    arguments: ["\(digest)", Data(bytes)])
            }
            for answer in answers {
                let question = answer.question
                try database.execute(
                    sql: "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        scope, question.kind.rawValue, question.repository, question.name, "\(question.image)",
                        answer.answer.text, answer.made.seconds, answer.until.seconds,
                    ])
            }
        }
    }

    // MARK: - The file

    /// - Returns: nil for reading when there is no file yet.
    private func open(toWrite: Bool) throws -> DatabaseQueue? {
        try connection.withLock { connection in
            if let connection { return connection }
            guard toWrite || access(path, F_OK) == 0 else { return nil }
            let made = try DatabaseQueue(path: path, configuration: Self.configuration)
            try made.write(Self.prepare)
            connection = made
            return made
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            // Nothing is lost with a cache: no write waits for the device.
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
        }
        return configuration
    }

    private static func prepare(_ database: Database) throws {
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        if isEmpty {
            try database.execute(
                sql: """
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
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID,
            try Int.fetchOne(database, sql: "PRAGMA user_version") == format
        else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
    }

    private static func makeRoom(in database: Database) throws {
        let used =
            (try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0)
            - (try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0)
        guard used * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0) > byteLimit else { return }
        try database.execute(sql: "DELETE FROM answers; DELETE FROM contents")
    }

    private static func answer(_ row: Row) -> CachedAnswer? {
        guard let kind: String = row["kind"], let repository: String = row["repository"],
            let name: String = row["name"], let image: String = row["image"], let text: String = row["answer"],
            let made: Int64 = row["made"], let until: Int64 = row["until"],
            let question = ImageQuestion(kind: kind, repository: repository, name: name, image: image),
            let answer = ImageAnswer(text: text)
        else { return nil }
        return CachedAnswer(
            question: question, answer: answer, made: Instant(seconds: made), until: Instant(seconds: until))
    }
}
