import Trust

/// What stands at one path of a tree, as far as configuration is concerned: content, executable bit, link target.
/// Owner, other permission bits and times are not read.
enum TreeEntry: Sendable, Hashable {
    case file(Digest, executable: Bool)
    case directory
    case link(target: String)
    /// A socket, device or pipe.
    case other

    var shown: String {
        switch self {
        case .file(let digest, let executable): "\(executable ? "an executable" : "a file") \(digest.short)"
        case .directory: "a directory"
        case .link(let target): "a link to `\(Excerpt.of(target))`"
        case .other: "neither file, directory nor link"
        }
    }

    /// One word a line of a listing begins with.
    var line: String {
        switch self {
        case .file(let digest, let executable): "\(executable ? "executable" : "file") \(digest)"
        case .directory: "directory"
        case .link(let target): "link \(Digest.of(Array(target.utf8)))"
        case .other: "other"
        }
    }

    func isSameKind(as other: TreeEntry) -> Bool {
        switch (self, other) {
        case (.file, .file), (.directory, .directory), (.link, .link), (.other, .other): true
        default: false
        }
    }
}
