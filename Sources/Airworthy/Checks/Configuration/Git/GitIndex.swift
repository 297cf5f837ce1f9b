import Trust

/// What is staged, held against the commit; and the bits by which somebody told Git not to look.
enum GitIndex {
    /// Bytes of one listing.
    private static let limit = 64 << 20

    /// - Parameter prefix: where the repository is, for messages.
    static func findings(
        _ program: GitProgram, tree: GitTree, prefix: String
    ) async throws(GitFault) -> [Finding<DriftGitCode>] {
        let listing = try await GitFault.looking { () throws(Obstacle) in try await program.index(limit: limit) }
        var findings: [Finding<DriftGitCode>] = []
        var seen: Set<[UInt8]> = []
        for line in listing.split(separator: 0) {
            guard let entry = Entry(line) else {
                throw .obstacle(
                    Obstacle(
                        "git-output",
                        "`git ls-files` answered for `\(program.repository)` in a way that is not its format",
                        at: .path(program.repository), remedy: "see which `git` is on the path"))
            }
            let path = prefix + Excerpt.of(String(decoding: entry.path, as: UTF8.self), limit: 200)
            let isNew = seen.insert(entry.path).inserted
            if let bit = entry.bit {
                findings.append(Finding(.hidden, "`\(path)` is marked `\(bit)`", at: .path(path)))
            }
            if entry.stage != 0 {
                // Up to three sides of one conflict.
                if isNew { findings.append(Finding(.unmerged, "`\(path)` is in conflict", at: .path(path))) }
            } else if let committed = tree.entries[entry.path] {
                if committed.name != entry.name || !entry.isMode(of: committed.kind) {
                    findings.append(Finding(.staged, "`\(path)` is staged as another than committed", at: .path(path)))
                }
            } else {
                findings.append(Finding(.staged, "`\(path)` is staged and not committed", at: .path(path)))
            }
        }
        for (key, entry) in tree.entries where !seen.contains(key) {
            let path = prefix + Excerpt.of(entry.path, limit: 200)
            findings.append(Finding(.staged, "`\(path)` is staged for removal", at: .path(path)))
        }
        return findings
    }

    /// `H 100644 <object> 0<tab>path`, see git-ls-files(1), OUTPUT.
    private struct Entry {
        let tag: UInt8
        let mode: String
        let name: GitObjectName
        let stage: Int
        let path: [UInt8]

        init?(_ line: ArraySlice<UInt8>) {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")), let tag = line.first else { return nil }
            let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
            guard words.count == 4, words[0].utf8.count == 1, let name = GitObjectName(words[2]),
                let stage = Int(words[3]), (0...3).contains(stage), tab + 1 < line.endIndex
            else { return nil }
            self.tag = tag
            self.mode = String(words[1])
            self.name = name
            self.stage = stage
            path = Array(line[(tab + 1)...])
        }

        /// The bit that hides changes: a lower-case tag is `assume-unchanged`, an `S` `skip-worktree`.
        var bit: String? {
            if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(tag) { return "assume-unchanged" }
            return tag == UInt8(ascii: "S") ? "skip-worktree" : nil
        }

        func isMode(of kind: GitTree.Kind) -> Bool {
            switch kind {
            case .file(let executable): mode == (executable ? "100755" : "100644")
            case .link: mode == "120000"
            case .submodule: mode == "160000"
            case .directory: false
            }
        }
    }
}
