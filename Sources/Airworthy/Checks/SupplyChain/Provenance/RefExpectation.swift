import Trust

/// Which ref a build must have been made from.
enum RefExpectation: Sendable, Hashable {
    /// A whole ref: `refs/heads/main`.
    case exact(String)
    /// A tag that is a version this one admits.
    case version(VersionTag, String)

    private static let tags = "refs/tags/"

    static func branch(_ name: String) -> RefExpectation { .exact("refs/heads/\(name)") }
    static func tag(_ name: String) -> RefExpectation { .exact(tags + name) }

    func matches(_ ref: String) -> Bool {
        switch self {
        case .exact(let wanted): return ref.isExactly(wanted)
        case .version(let wanted, _):
            guard ref.utf8.starts(with: Self.tags.utf8) else { return false }
            return VersionTag(ref.dropFirst(Self.tags.count)).map(wanted.admits) ?? false
        }
    }
}

extension RefExpectation: CustomStringConvertible {
    var description: String {
        switch self {
        case .exact(let ref): "`\(ref)`"
        case .version(_, let text): "a tag of the version `\(text)`"
        }
    }
}
