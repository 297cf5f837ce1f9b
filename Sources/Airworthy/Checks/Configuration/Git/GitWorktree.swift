import Trust

/// The working tree held against the commit, by reading it: neither the index's memory of file times nor a filter has a
/// say in what a file holds.
struct GitWorktree {
    let files: any FileAccess
    let repository: String
    let tree: GitTree
    /// Paths that may be there without being committed.
    let untracked: [Glob]
    /// Most entries on disk.
    let limit: Int
    /// Where the repository is within the one that is judged, with `/` at its end; empty for that one itself.
    let prefix: String

    /// Bytes of one file: an object's name is a hash that begins with its size, so the file is read whole.
    private static let fileLimit = 256 << 20

    struct Result {
        var findings: [Finding<DriftGitCode>] = []
        var submodules: [GitTree.Entry] = []
        var count = 0
    }

    func compare() async throws(Obstacle) -> Result {
        var result = Result()
        var seen: Set<[UInt8]> = []
        var pending = [""]
        while let directory = pending.popLast() {
            let place = directory.isEmpty ? repository : "\(repository)/\(directory)"
            for name in try await files.names(in: place, limit: limit) ?? [] {
                // The repository's own; further down it would be a repository nobody declared.
                if directory.isEmpty, name == ".git" { continue }
                let path = directory.isEmpty ? name : "\(directory)/\(name)"
                result.count += 1
                guard result.count <= limit else {
                    throw Obstacle(
                        "tree-too-large", "`\(repository)` holds more than \(limit) entries", at: .path(repository),
                        remedy: "name what is built there under `untracked`, or raise `maxEntries`")
                }
                guard let kind = try await files.kind(of: "\(repository)/\(path)") else {
                    throw Obstacle(
                        "tree-changed", "`\(Excerpt.of(path, limit: 200))` vanished while it was read, or is not UTF-8",
                        at: .path(repository), remedy: "run the check when nothing writes to the tree; rename the file")
                }
                let key = Array(path.utf8)
                if let entry = tree.entries[key] {
                    seen.insert(key)
                    if entry.kind == .submodule, kind == .directory {
                        result.submodules.append(entry)
                    } else if let finding = try await difference(entry, kind) {
                        result.findings.append(finding)
                    }
                } else if kind == .directory {
                    if tree.directories.contains(key) || !isAllowed(path) { pending.append(path) }
                } else if !isAllowed(path) {
                    result.findings.append(finding(.untracked, path, "is in no commit"))
                }
            }
        }
        for (key, entry) in tree.entries where !seen.contains(key) {
            result.findings.append(
                entry.kind == .submodule
                    ? finding(.submoduleAbsent, entry.path, "is not checked out")
                    : finding(.missing, entry.path, "is committed and not there"))
        }
        return result
    }

    private func difference(_ entry: GitTree.Entry, _ kind: FileKind) async throws(Obstacle) -> Finding<DriftGitCode>? {
        switch (entry.kind, kind) {
        case (.file(let wanted), .file(let executable)):
            guard wanted == executable else {
                return finding(.modified, entry.path, executable ? "is executable" : "is not executable")
            }
            guard let content = try await files.read("\(repository)/\(entry.path)", limit: Self.fileLimit) else {
                return finding(.missing, entry.path, "is committed and not there")
            }
            return entry.name.names(.blob, content) ? nil : finding(.modified, entry.path, "holds something else")
        case (.link, .link(let target)):
            return entry.name.names(.blob, Array(target.utf8))
                ? nil : finding(.modified, entry.path, "leads elsewhere")
        default:
            return finding(.modified, entry.path, "is another kind of thing")
        }
    }

    private func isAllowed(_ path: String) -> Bool { untracked.contains { $0.matches(prefix + path) } }

    private func finding(_ code: DriftGitCode, _ path: String, _ clause: String) -> Finding<DriftGitCode> {
        let shown = prefix + Excerpt.of(path, limit: 200)
        return Finding(code, "`\(shown)` \(clause)", at: .path("\(repository)/\(Excerpt.of(path, limit: 200))"))
    }
}
