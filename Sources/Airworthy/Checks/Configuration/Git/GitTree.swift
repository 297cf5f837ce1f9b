import Trust

/// Every file of a commit.
struct GitTree: Sendable {
    enum Kind: Sendable, Hashable {
        case file(executable: Bool)
        case link
        /// Another repository, at the commit that the entry names.
        case submodule
        case directory
    }

    struct Entry: Sendable {
        /// Below the repository's root, with `/`.
        let path: String
        let kind: Kind
        let name: GitObjectName
    }

    /// Files, links and submodules, by the bytes of their paths.
    private(set) var entries: [[UInt8]: Entry] = [:]
    /// Directories on the way to them.
    private(set) var directories: Set<[UInt8]> = []

    private static let depthLimit = 64

    /// - Parameter limit: most entries in the whole tree.
    init(of commit: GitObjects.Object, from objects: GitObjects, limit: Int) async throws(GitFault) {
        let repository = objects.program.repository
        var pending = [(path: "", name: try Self.root(of: commit, in: repository))]
        for _ in 0..<Self.depthLimit where !pending.isEmpty {
            var deeper: [(path: String, name: GitObjectName)] = []
            // Batch by batch: what is past the limit is not read at all.
            for start in stride(from: 0, to: pending.count, by: GitProgram.batch) {
                let batch = Array(pending[start..<min(start + GitProgram.batch, pending.count)])
                let trees = try await objects.read(batch.map(\.name), as: .tree)
                for (tree, directory) in zip(trees, batch.map(\.path)) {
                    for entry in try Self.parse(tree, at: directory, in: repository) {
                        try add(entry, of: tree, in: repository)
                        if entry.kind == .directory { deeper.append((entry.path, entry.name)) }
                    }
                    guard entries.count + directories.count <= limit else {
                        throw .obstacle(
                            Obstacle(
                                "tree-too-large", "the commit of `\(repository)` holds more than \(limit) entries",
                                at: .path(repository), remedy: "raise `maxEntries`"))
                    }
                }
            }
            pending = deeper
        }
        guard pending.isEmpty else {
            throw .obstacle(
                Obstacle(
                    "tree-too-deep",
                    "the commit of `\(repository)` is nested deeper than \(Self.depthLimit) directories",
                    at: .path(repository)))
        }
    }

    // Of two entries of one name (git-fsck(1), `duplicateEntries`) the checked-out file is one, and either may be shown.
    private mutating func add(
        _ entry: Entry, of tree: GitObjects.Object, in repository: String
    ) throws(GitFault) {
        let key = Array(entry.path.utf8)
        guard entries[key] == nil, !directories.contains(key) else {
            throw Self.malformed(
                "\(tree.name) holds `\(Excerpt.of(entry.path, limit: 200))` twice", in: repository)
        }
        if entry.kind == .directory { directories.insert(key) } else { entries[key] = entry }
    }

    /// What a commit has at a path; nil when it has nothing there. Only the trees on the way are read.
    static func entry(
        at path: String, of commit: GitObjects.Object, from objects: GitObjects
    ) async throws(GitFault) -> Entry? {
        let repository = objects.program.repository
        var name = try root(of: commit, in: repository)
        var found: Entry?
        for part in path.split(separator: "/") {
            if let found, found.kind != .directory { return nil }
            let tree = try await objects.read([name], as: .tree)[0]
            let directory = found?.path ?? ""
            guard
                let entry = try parse(tree, at: directory, in: repository).first(where: {
                    $0.path.isExactly(directory.isEmpty ? String(part) : "\(directory)/\(part)")
                })
            else { return nil }
            found = entry
            name = entry.name
        }
        return found
    }

    /// A commit begins with the line `tree <name>`.
    static func root(of commit: GitObjects.Object, in repository: String) throws(GitFault) -> GitObjectName {
        let line = commit.content.prefix { $0 != UInt8(ascii: "\n") }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard commit.kind == .commit, words.count == 2, words[0] == "tree", let name = GitObjectName(words[1]),
            name.bytes.count == commit.name.bytes.count
        else { throw malformed("\(commit.name) is no commit with a tree", in: repository) }
        return name
    }

    /// Entries of one tree: mode, space, name, a zero byte and the object's raw name (gitformat: tree objects).
    private static func parse(
        _ tree: GitObjects.Object, at directory: String, in repository: String
    ) throws(GitFault) -> [Entry] {
        var entries: [Entry] = []
        var rest = tree.content[...]
        let size = tree.name.bytes.count
        while !rest.isEmpty {
            guard let space = rest.firstIndex(of: UInt8(ascii: " ")),
                let zero = rest[space...].firstIndex(of: 0), rest.endIndex - zero > size,
                let kind = kinds[String(decoding: rest[..<space], as: UTF8.self)],
                let object = GitObjectName(bytes: Array(rest[(zero + 1)...(zero + size)]))
            else { throw malformed("\(tree.name) is no tree", in: repository) }
            guard let name = String(validating: rest[(space + 1)..<zero], as: UTF8.self) else {
                throw .obstacle(
                    Obstacle(
                        "path-encoding", "a path of `\(repository)` is not UTF-8", at: .path(repository),
                        remedy: "rename the file"))
            }
            // What Git itself refuses to check out (git-fsck(1)): a name that leads elsewhere.
            guard !name.isEmpty, name != ".", name != "..", name.lowercased() != ".git", !name.utf8.contains(0x2F)
            else { throw malformed("\(tree.name) holds a file named `\(Excerpt.of(name))`", in: repository) }
            entries.append(Entry(path: directory.isEmpty ? name : "\(directory)/\(name)", kind: kind, name: object))
            rest = rest[(zero + size + 1)...]
        }
        return entries
    }

    private static let kinds: [String: Kind] = [
        "100644": .file(executable: false), "100664": .file(executable: false), "100755": .file(executable: true),
        "120000": .link, "160000": .submodule, "40000": .directory,
    ]

    private static func malformed(_ message: String, in repository: String) -> GitFault {
        .undecided(Finding(.invalid, message, at: .path(repository)))
    }
}
