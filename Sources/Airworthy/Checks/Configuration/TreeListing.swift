import Trust

/// A directory tree as it was seen, files by digest.
struct TreeListing: Sendable {
    struct Item: Sendable {
        /// Below the root, with `/`.
        let path: String
        let entry: TreeEntry
    }

    /// In depth-first order, so that what lies in a directory follows it without a break.
    let items: [Item]
    /// SHA-256 over one line an item: what the tree was, without keeping it.
    let digest: Digest

    /// Whether there is anything but directories.
    var hasContent: Bool { items.contains { $0.entry != .directory } }

    private static let depthLimit = 64

    /// Reads a tree; nil when there is no directory at `root`.
    /// - Parameter limit: most items in the whole tree.
    /// - Throws: `tree-too-large`, `tree-too-deep`, or whatever keeps a file from being read.
    static func read(_ root: String, _ files: any FileAccess, limit: Int) async throws(Obstacle) -> TreeListing? {
        guard try await files.kind(of: root) == .directory else { return nil }
        var items: [Item] = []
        var pending = try await children(of: "", in: root, files, limit: limit)
        while let path = pending.popLast() {
            let entry = try await entry(at: "\(root)/\(path)", files)
            items.append(Item(path: path, entry: entry))
            if entry == .directory { pending += try await children(of: path, in: root, files, limit: limit) }
            guard items.count + pending.count <= limit else {
                throw Obstacle(
                    "tree-too-large", "`\(root)` holds more than \(limit) entries", at: .path(root),
                    remedy: "compare a smaller tree, or raise `maxEntries`")
            }
        }
        // A zero byte ends each line: a name may hold a line break.
        let lines = items.map { "\($0.entry.line) \($0.path)\0" }.joined()
        return TreeListing(items: items, digest: .of(Array(lines.utf8)))
    }

    // Last name first: what is read next is taken from the end.
    private static func children(
        of directory: String, in root: String, _ files: any FileAccess, limit: Int
    ) async throws(Obstacle) -> [String] {
        let prefix = directory.isEmpty ? "" : "\(directory)/"
        guard prefix.utf8.count(where: { $0 == UInt8(ascii: "/") }) < depthLimit else {
            throw Obstacle(
                "tree-too-deep", "`\(root)` is nested deeper than \(depthLimit) directories", at: .path(root),
                remedy: "compare a smaller tree")
        }
        guard let names = try await files.names(in: "\(root)/\(directory)", limit: limit) else {
            throw vanished("\(root)/\(directory)")
        }
        return names.reversed().map { prefix + $0 }
    }

    private static func entry(at path: String, _ files: any FileAccess) async throws(Obstacle) -> TreeEntry {
        switch try await files.kind(of: path) {
        case .file(let executable):
            if let measured = try await files.measure(path, .sha256) {
                return .file(measured.digest, executable: executable)
            }
        case .directory: return .directory
        case .link(let target): return .link(target: target)
        case .other: return .other
        case nil: break
        }
        throw vanished(path)
    }

    private static func vanished(_ path: String) -> Obstacle {
        Obstacle(
            "tree-changed", "`\(path)` vanished while it was read", at: .path(path),
            remedy: "run the check when nothing writes to the tree")
    }
}
