import AirworthyTesting
import Foundation
import Trust

/// Somebody who can write the file in which registries' answers are kept, and writes what was never answered.
struct CacheIntruder: Sendable {
    struct NotDone: Error {
        let result: Program.Result
    }

    /// `cache.sqlite`
    let file: String

    /// Ways to spoil the bytes that are kept: as many others, those of another name, and half of them.
    static let spoiling = [
        "UPDATE contents SET bytes = zeroblob(length(bytes))",
        """
        UPDATE contents SET bytes = coalesce(
            (SELECT other.bytes FROM contents AS other WHERE other.digest > contents.digest
            ORDER BY other.digest LIMIT 1), x'00')
        """,
        "UPDATE contents SET bytes = coalesce(substr(bytes, 1, length(bytes) / 2), x'00')",
    ]

    /// Gives an image what was answered about another: its signature's tag, or what refers to it.
    static func forging(_ kind: String, for image: Digest, from other: Digest) -> String {
        func name(_ digest: Digest) -> String { kind == "tag" ? "sha256-\(digest.hex).sig" : "\(digest)" }
        return """
            INSERT OR REPLACE INTO answers
            SELECT scope, kind, repository, '\(name(image))', '\(image)', answer, made, until
            FROM answers WHERE kind = '\(kind)' AND name = '\(name(other))'
            """
    }

    /// - Returns: how many rows were written.
    func execute(_ statements: [String]) async throws -> Int {
        let scratch = try TemporaryDirectory()
        try scratch.write("", to: "stop")
        return try await run(statements, scratch)
    }

    /// Executes the statements over and over, from before `body` begins until it is done.
    /// - Returns: what `body` came to, and how many rows were written meanwhile.
    func executing<Value>(
        _ statements: [String], while body: () async throws -> Value
    ) async throws -> (value: Value, rows: Int) {
        let scratch = try TemporaryDirectory()
        async let rows = run(statements, scratch)
        while !FileManager.default.fileExists(atPath: scratch.path("begun")) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let value: Value
        do {
            value = try await body()
        } catch {
            // Or else the program would be waited for and never end.
            try scratch.write("", to: "stop")
            throw error
        }
        try scratch.write("", to: "stop")
        return (value, try await rows)
    }

    private func run(_ statements: [String], _ scratch: TemporaryDirectory) async throws -> Int {
        let result = try await Program(path: "/usr/bin/env").run(
            ["python3", "-c", Self.script, file, scratch.path("begun"), scratch.path("stop")] + statements)
        guard result.status == 0, let rows = Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw NotDone(result: result)
        }
        return rows
    }

    /// In pauses others get to write too. A file that is no longer a sound database would show nothing: it is no cache.
    private static let script = """
        import os, sqlite3, sys, time
        file, begun, stop = sys.argv[1:4]
        database = sqlite3.connect(file, timeout=60, isolation_level=None)
        def turn():
            rows = 0
            for statement in sys.argv[4:]:
                rows += max(database.execute(statement).rowcount, 0)
                time.sleep(0.002)
            return rows
        try:
            rows = turn()
        finally:
            open(begun, "w").close()
        while not os.path.exists(stop):
            rows += turn()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        print(rows)
        """
}
