import CSQLite

/// What SQLite refused, in its own words.
struct SQLiteFailure: Error {
    /// An extended result code (sqlite.org/rescode.html).
    let code: Int32
    let message: String

    /// Without what the extended code adds.
    var kind: Int32 { code & 0xFF }
}
