public import Trust

/// Reads files. Paths are as the user wrote them: relative ones are relative to the project's root.
///
/// Absence is a value (nil), because "not there" is often a finding; anything else that prevents looking is an obstacle.
public protocol FileAccess: Sendable {
    /// The bytes of a regular file.
    /// - Throws: `file-too-large` past `limit` bytes, `file-unreadable` otherwise.
    func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]?

    /// The same, of what must not be remembered in any form: a short secret is found by hashing guesses.
    func read(secret path: String, limit: Int) async throws(Obstacle) -> [UInt8]?

    /// Size and digest of a regular file, streamed: memory does not grow with the file.
    func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement?

    /// What `path` is, links not followed.
    func kind(of path: String) async throws(Obstacle) -> FileKind?

    /// Names in a directory, sorted by bytes, without `.` and `..`.
    /// - Throws: `file-too-many` past `limit` names.
    func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]?

    /// How the project calls what `path` leads to: from its root where it lies below it, and as it is written elsewhere. A
    /// file must not be judged by other rules because of how it is spelt.
    func name(of path: String) -> String
}

extension FileAccess {
    public func read(secret path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try await read(path, limit: limit)
    }
}
