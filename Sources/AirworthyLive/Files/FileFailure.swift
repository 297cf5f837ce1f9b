import Trust

/// Why a file could not be read or written, before anyone has said which code that is.
enum FileFailure: Error, Sendable, Hashable {
    case system(SystemError)
    /// What it is instead of a regular file, with its article.
    case notRegular(String)
    case tooLarge(limit: Int)
    /// It was written to while being read: no single state of it was seen.
    case changed
    case cancelled
}

extension FileFailure {
    /// - Parameter code: the name of a system failure in the area that asked.
    func obstacle(_ code: String, _ deed: String, _ path: String) -> Obstacle {
        switch self {
        case .system(let error):
            Obstacle(code, "cannot \(deed) `\(path)`: \(error.text)", at: .path(path), remedy: error.remedy)
        case .notRegular(let noun):
            Obstacle(
                code, "cannot \(deed) `\(path)`: it is \(noun), not a regular file", at: .path(path),
                remedy: "name a regular file")
        case .tooLarge(let limit):
            Obstacle(
                "file-too-large", "`\(path)` is larger than \(limit) bytes", at: .path(path),
                remedy: "check that it is the file you meant")
        case .changed:
            Obstacle(
                code, "`\(path)` changed while it was being read", at: .path(path),
                remedy: "run again when nothing writes to it")
        case .cancelled:
            Obstacle(code, "reading `\(path)` was interrupted", at: .path(path), remedy: "run again")
        }
    }
}
