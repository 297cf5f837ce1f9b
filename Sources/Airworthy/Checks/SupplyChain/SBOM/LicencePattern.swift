import Trust

/// One entry of a list of licences: `MIT`, `GPL-*`, `GPL-2.0-only WITH Classpath-exception-2.0`, or the name of a licence
/// that has no identifier. Compared without case.
struct LicencePattern: Sendable, Hashable {
    private enum Kind: Hashable {
        case identifier(Glob)
        case pair(Glob, exception: Glob)
        case name(String)
    }

    private let kind: Kind

    /// - Throws: what ``Glob`` throws of an entry without blanks.
    init(_ text: String) throws(Diagnostic) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if words.count == 3, words[1] == "with" {
            kind = .pair(try Glob(words[0]), exception: try Glob(words[2]))
        } else if words.count == 1 {
            kind = .identifier(try Glob(words[0]))
        } else {
            guard !words.isEmpty else { throw Diagnostic("glob-empty", "an empty licence") }
            kind = .name(words.joined(separator: " "))
        }
    }

    /// A licence that has an identifier, in any of its `spellings`, all in lower case.
    func covers(_ spellings: [String]) -> Bool {
        guard case .identifier(let glob) = kind else { return false }
        return spellings.contains(where: glob.matches)
    }

    /// A licence with an exception, where the entry names both.
    func covers(_ spellings: [String], with exception: String) -> Bool {
        guard case .pair(let glob, exception: let other) = kind else { return false }
        return other.matches(exception) && spellings.contains(where: glob.matches)
    }

    /// What a document calls a licence where it gives no expression.
    func covers(named name: String) -> Bool {
        switch kind {
        case .identifier(let glob): glob.matches(name.lowercased())
        case .name(let text): text == name.lowercased().split(separator: " ").joined(separator: " ")
        case .pair: false
        }
    }
}
