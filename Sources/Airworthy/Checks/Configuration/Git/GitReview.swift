import Trust

/// One repository and its submodules: what is checked out, staged and on disk.
struct GitReview {
    let world: World
    let untracked: [Glob]
    let limit: Int

    struct Result {
        var findings: [Finding<DriftGitCode>] = []
        var head: GitObjects.Object
        var files = 0
        /// Commits of the submodules, by path.
        var submodules: [(path: String, commit: GitObjectName)] = []
    }

    private static let depthLimit = 5

    /// - Parameter revision: the commit that must be checked out; nil for whichever is.
    func review(_ repository: String, at revision: GitObjectName?) async throws(GitFault) -> Result {
        try await review(repository, at: revision, prefix: "", depth: 0)
    }

    private func review(
        _ repository: String, at revision: GitObjectName?, prefix: String, depth: Int
    ) async throws(GitFault) -> Result {
        guard depth < Self.depthLimit else {
            throw .obstacle(
                Obstacle(
                    "tree-too-deep", "`\(repository)` is nested deeper than \(Self.depthLimit) repositories",
                    at: .path(repository)))
        }
        let program = GitProgram(processes: world.processes, repository: repository)
        let objects = GitObjects(program: program)
        var result = Result(head: try await objects.head())
        let head = result.head.name
        if let revision, head != revision {
            let name = prefix.isEmpty ? "`\(repository)`" : "submodule `\(prefix.dropLast())`"
            let code: DriftGitCode = prefix.isEmpty ? .headMoved : .submoduleMoved
            result.findings.append(
                Finding(code, "\(name) stands at \(head.short), not at \(revision.short)", at: .path(repository)))
        }
        let tree = try await GitTree(of: result.head, from: objects, limit: limit)
        result.findings += try await GitIndex.findings(program, tree: tree, prefix: prefix)
        let worktree = GitWorktree(
            files: world.files, repository: repository, tree: tree, untracked: untracked, limit: limit, prefix: prefix)
        let seen = try await GitFault.looking { () throws(Obstacle) in try await worktree.compare() }
        result.findings += seen.findings
        result.files += tree.entries.count
        for entry in seen.submodules {
            let place = "\(repository)/\(entry.path)"
            guard try await hasRepository(place) else {
                let shown = prefix + Excerpt.of(entry.path, limit: 200)
                result.findings.append(
                    Finding(.submoduleAbsent, "`\(shown)` is not checked out", at: .path(place)))
                continue
            }
            let inner = try await review(
                place, at: entry.name, prefix: "\(prefix)\(entry.path)/", depth: depth + 1)
            result.findings += inner.findings
            result.files += inner.files
            result.submodules.append((prefix + entry.path, inner.head.name))
            result.submodules += inner.submodules
        }
        return result
    }

    /// Whether there is a repository, or the file by which a submodule or a linked working tree names one.
    func hasRepository(_ directory: String) async throws(GitFault) -> Bool {
        try await GitFault.looking { () throws(Obstacle) in
            try await world.files.kind(of: "\(directory)/.git") != nil
        }
    }
}
