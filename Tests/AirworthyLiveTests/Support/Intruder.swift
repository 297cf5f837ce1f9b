import CSQLite

/// Somebody who can write to a database of ours without us.
struct Intruder {
    struct Refusal: Error {
        let message: String
    }

    let path: String

    /// Runs any number of statements.
    /// - Returns: the first column of every row, as text.
    @discardableResult
    func execute(_ script: String) throws(Refusal) -> [String] {
        var handle: OpaquePointer?
        let opened = sqlite3_open(path, &handle)
        defer { sqlite3_close_v2(handle) }
        guard opened == SQLITE_OK else { throw Refusal(message: "SQLite \(opened)") }
        let found = Found()
        let status = sqlite3_exec(
            handle, script,
            { found, count, values, _ in
                guard let found, count > 0, let first = values?[0] else { return 0 }
                Unmanaged<Found>.fromOpaque(found).takeUnretainedValue().values.append(String(cString: first))
                return 0
            }, Unmanaged.passUnretained(found).toOpaque(), nil)
        guard status == SQLITE_OK else { throw Refusal(message: String(cString: sqlite3_errmsg(handle))) }
        return found.values
    }

    private final class Found {
        var values: [String] = []
    }
}
