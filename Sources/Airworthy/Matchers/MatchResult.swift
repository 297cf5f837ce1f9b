/// What a ``Matcher`` says of a value. Three answers, not two: a value that is missing, of another type or no number is
/// not a value that differs, or `not` would make a match of it.
enum MatchResult: Sendable, Hashable {
    case matched
    /// Looked, and it is otherwise, in words: "is 4, not less than 3".
    case differs(String)
    /// Could not tell, in words: "is missing".
    case untold(String)

    var isMatch: Bool { self == .matched }

    /// What is wrong, in words; nil for a match.
    var complaint: String? {
        switch self {
        case .matched: nil
        case .differs(let words), .untold(let words): words
        }
    }

    /// Both hold (Kleene's strong conjunction).
    static func all(_ results: some Sequence<MatchResult>) -> MatchResult {
        var untold: MatchResult?
        for result in results {
            switch result {
            case .matched: continue
            case .differs: return result
            case .untold: untold = untold ?? result
            }
        }
        return untold ?? .matched
    }

    /// One holds (Kleene's strong disjunction).
    static func any(_ results: some Sequence<MatchResult>) -> MatchResult {
        var untold: MatchResult?
        var differing: [String] = []
        for result in results {
            switch result {
            case .matched: return .matched
            case .differs(let words): differing.append(words)
            case .untold: untold = untold ?? result
            }
        }
        let shown = differing.prefix(mostShown).joined(separator: "; ")
        return untold
            ?? .differs(differing.count > mostShown ? "\(shown); and \(differing.count - mostShown) more" : shown)
    }

    private static let mostShown = 3

    /// What could not be told stays so.
    func negated(_ words: @autoclosure () -> String) -> MatchResult {
        switch self {
        case .matched: .differs(words())
        case .differs: .matched
        case .untold: self
        }
    }

    func prefixed(_ place: String) -> MatchResult {
        switch self {
        case .matched: .matched
        case .differs(let words): .differs("\(place) \(words)")
        case .untold(let words): .untold("\(place) \(words)")
        }
    }
}
