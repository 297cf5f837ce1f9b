import Trust

/// Runs `git` so that nothing a repository says is carried out.
///
/// A repository's own settings name programs: monitors, hooks, filters, pagers, transports. Two things keep them from
/// running. Only the two commands below are used, which read objects and the index and never a working file, so no
/// filter or diff driver has a reason to run. What those two could still start is switched off where a repository
/// cannot switch it on again: command-line settings come after a repository's (git-config(1), FILES), and
/// `GIT_ALLOW_PROTOCOL` before them (git(1)).
struct GitProgram: Sendable {
    let processes: any ProcessRunner
    /// The directory of the working tree, with `.git` in it.
    let repository: String

    private static let searchPath = "/usr/local/bin:/usr/bin:/bin"
    /// Names that no process asks for together: what Git reads on its standard input fits a pipe.
    static let batch = 1_000

    private static let environment = [
        "PATH": searchPath, "LC_ALL": "C",
        // Nobody's settings but the repository's own, which cannot be left out.
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1",
        // A partial clone fetches what it lacks, by whatever program its remote's address names.
        "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1",
        // `refs/replace` hands over other objects under a name.
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
    ]

    // The repository is named, not searched for: neither a parent's nor one that `core.worktree` points to.
    private var settings: [String] {
        [
            "-C", repository, "--git-dir=.git", "--work-tree=.", "--no-pager", "-c", "core.fsmonitor=false", "-c",
            "core.hooksPath=/dev/null",
        ]
    }

    /// The named objects, one after the other, as `git cat-file --batch` writes them.
    func objects(_ names: [String], limit: Int) async throws(Obstacle) -> [UInt8] {
        let input = Array(names.map { "\($0)\n" }.joined().utf8)
        return try await run(["cat-file", "--batch"], input: input, limit: limit)
    }

    /// The index, as `git ls-files` writes it: a tag, mode, object, stage and path an entry, each ended by a zero byte.
    func index(limit: Int) async throws(Obstacle) -> [UInt8] {
        try await run(["ls-files", "--stage", "-v", "-z"], input: [], limit: limit)
    }

    private func run(_ arguments: [String], input: [UInt8], limit: Int) async throws(Obstacle) -> [UInt8] {
        let command = Command(
            program: "git", arguments: settings + arguments, environment: Self.environment, input: input,
            outputLimit: limit)
        let result = try await processes.run(command)
        guard result.ending == .exited(0) else {
            let lines = result.errors.prefix(2_000).split(separator: UInt8(ascii: "\n")).prefix(3)
            throw Obstacle(
                "git-refused", "`git \(arguments[0])` did not read `\(repository)`", at: .path(repository),
                remedy: "see whether `git fsck` accepts the repository",
                notes: lines.map { Excerpt.of(String(decoding: $0, as: UTF8.self), limit: 160) })
        }
        guard !result.truncated else {
            throw Obstacle(
                "git-too-large", "`git \(arguments[0])` wrote more than \(limit) bytes about `\(repository)`",
                at: .path(repository), remedy: "look at a smaller repository")
        }
        return result.output
    }
}
