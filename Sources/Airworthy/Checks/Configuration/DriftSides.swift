import Trust

/// What is compared with what, for one subject.
struct DriftSides: Sendable {
    let live: String
    /// The file or directory that says what is desired; nil when a digest alone says it.
    let desired: String?
    /// What the desired file, or without one the live file, must hash to.
    let digest: Digest?

    /// The arguments as the step gives them, before the subject has its say.
    struct Arguments: Sendable {
        let live: String?
        let desired: String?
        let digest: Digest?
    }

    /// - Throws: `drift-sides` when the subject and the arguments do not name exactly one thing on each side.
    init(for subject: Subject, _ arguments: Arguments) throws(Obstacle) {
        var (live, desired, digest) = (arguments.live, arguments.desired, arguments.digest)
        switch subject {
        case .config(let config):
            guard digest == nil else {
                throw Self.refused("a config's digest is the release's, so `sha256` is one too many")
            }
            digest = config.file.digest
            // The release ships the file itself: it is what is desired of whatever `live` names.
            if live == nil { live = config.file.path } else { desired = desired ?? config.file.path }
        case .item(let item):
            let named = Self.parse(item)
            guard digest == nil || named.digest == nil else {
                throw Self.refused("`\(item)` and `sha256` both name a digest")
            }
            // Otherwise one pair of files would be compared once for each item and reported under every name.
            let paths = [arguments.live, arguments.desired].compactMap { $0 }
            guard live == nil || paths.contains(where: { $0.contains(named.path) }) else {
                throw Self.refused("neither side depends on the item `\(item)`")
            }
            live = live ?? named.path
            digest = digest ?? named.digest
        case .release, .image, .service, .migration: break
        }
        guard let live else { throw Self.refused("nothing says which file or directory is live") }
        guard desired != nil || digest != nil else {
            throw Self.refused("nothing says what `\(live)` should be")
        }
        guard live != desired || digest != nil else {
            throw Self.refused("`\(live)` would be compared with itself")
        }
        self.live = live
        self.desired = desired
        self.digest = digest
    }

    // `path` or `path@sha256:…`.
    private static func parse(_ item: String) -> (path: String, digest: Digest?) {
        guard let at = item.utf8.lastIndex(of: UInt8(ascii: "@")),
            let digest = Digest(item[item.index(after: at)...])
        else { return (item, nil) }
        return (String(item[..<at]), digest)
    }

    private static func refused(_ message: String) -> Obstacle {
        Obstacle("drift-sides", message, remedy: "name `live`, and `desired` or `sha256`, once for each subject")
    }
}
