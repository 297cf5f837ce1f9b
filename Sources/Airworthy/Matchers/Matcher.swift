import Trust

/// What a value must be, as data: the one language of expectations, in checklists and wherever a check asks about the
/// contents of something. No expression hides in a string.
///
/// A matcher is a function of a value and nothing else, see `Docs/formats/matchers.md`.
indirect enum Matcher: Sendable, Hashable {
    case equals(MatchedValue)
    case oneOf([MatchedValue])
    case order(NumberOrder, DecimalNumber)
    /// Both ends count.
    case between(DecimalNumber, DecimalNumber)
    /// A part of a text, or an element of a list.
    case contains(MatchedValue)
    /// The whole text.
    case matches(LinearPattern)
    case semver(VersionRange)
    case length(Matcher)
    case every(Matcher)
    case any(Matcher)
    case not(Matcher)
    case allOf([Matcher])
    case anyOf([Matcher])
    case paths([PathMatcher])

    /// What holds at one place of a document.
    struct PathMatcher: Sendable, Hashable {
        let path: ValuePath
        let matcher: Matcher
    }

    /// - Parameter value: nil where there is none: that matches nothing, not even `not`.
    func match(_ value: MatchedValue?) -> MatchResult {
        guard let value else { return .untold("is missing") }
        switch self {
        case .equals(let wanted): return Self.equality(value, wanted)
        case .oneOf(let choices): return .any(choices.map { Self.equality(value, $0) })
        case .order(let order, let bound): return Self.ordered(value, order, bound)
        case .between(let low, let high):
            return .all([Self.ordered(value, .atLeast, low), Self.ordered(value, .atMost, high)])
        case .contains(let part): return Self.containment(value, part)
        case .matches(let pattern): return Self.text(value) { Self.pattern($0, pattern) }
        case .semver(let range): return Self.text(value) { Self.version($0, range) }
        case .length(let matcher): return Self.length(value, matcher)
        case .every(let matcher): return Self.elements(value) { .all($0.map { matcher.match($0) }) }
        case .any(let matcher): return Self.elements(value) { .any($0.map { matcher.match($0) }) }
        case .not(let matcher):
            return matcher.match(value).negated("is \(value.shown), and must not be: \(matcher)")
        case .allOf(let matchers): return .all(matchers.map { $0.match(value) })
        case .anyOf(let matchers): return .any(matchers.map { $0.match(value) })
        case .paths(let places): return .all(places.map { Self.place(value, $0) })
        }
    }

    // MARK: -

    private static func wrongType(_ value: MatchedValue, wanted: String) -> MatchResult {
        .untold("is \(value.shown), \(value.typeName) where \(wanted) is asked about")
    }

    private static func equality(_ value: MatchedValue, _ wanted: MatchedValue) -> MatchResult {
        guard value.typeName == wanted.typeName else { return wrongType(value, wanted: wanted.typeName) }
        guard value.isComparable else { return .untold("is or holds what is no finite number") }
        return value.isExactly(wanted) ? .matched : .differs("is \(value.shown), not \(wanted.shown)")
    }

    private static func ordered(_ value: MatchedValue, _ order: NumberOrder, _ bound: DecimalNumber) -> MatchResult {
        guard case .number(let number) = value else { return wrongType(value, wanted: "a number") }
        guard let holds = order.holds(number, bound) else { return .untold("is \(number.text), which is no number") }
        return holds ? .matched : .differs("is \(value.shown), not \(order.words) \(bound.text)")
    }

    // Nothing is in what is empty, and that nothing bad is in it shows nothing either.
    private static func containment(_ value: MatchedValue, _ part: MatchedValue) -> MatchResult {
        switch value {
        case .string:
            guard case .string(let wanted) = part else { return wrongType(value, wanted: "a list") }
            return text(value) { text in
                ByteSearch.occurs(Array(wanted.utf8), in: Array(text.utf8))
                    ? .matched : .differs("is \(value.shown), which does not contain \(part.shown)")
            }
        case .list:
            return elements(value) { elements in
                guard elements.allSatisfy(\.isComparable) else { return .untold("holds what is no finite number") }
                return elements.contains { $0.isExactly(part) }
                    ? .matched : .differs("is \(value.shown), none of them \(part.shown)")
            }
        default: return wrongType(value, wanted: "a text or a list")
        }
    }

    private static func text(_ value: MatchedValue, _ body: (String) -> MatchResult) -> MatchResult {
        guard case .string(let text) = value else { return wrongType(value, wanted: "a text") }
        return text.isEmpty ? .untold("is empty") : body(text)
    }

    private static func elements(_ value: MatchedValue, _ body: ([MatchedValue]) -> MatchResult) -> MatchResult {
        guard case .list(let elements) = value else { return wrongType(value, wanted: "a list") }
        return elements.isEmpty ? .untold("is an empty list") : body(elements)
    }

    private static func pattern(_ text: String, _ pattern: LinearPattern) -> MatchResult {
        guard text.utf8.count <= LinearPattern.maximumText else {
            return .untold("is longer than the \(LinearPattern.maximumText) bytes a pattern looks at")
        }
        return pattern.matches(text)
            ? .matched : .differs("is `\(Excerpt.of(text))`, which is not `\(Excerpt.of(pattern.source))`")
    }

    private static func version(_ text: String, _ range: VersionRange) -> MatchResult {
        guard let version = SemanticVersion(text) else {
            return .untold("is `\(Excerpt.of(text))`, which is no semantic version")
        }
        return range.contains(version) ? .matched : .differs("is \(Excerpt.of(text)), not in `\(range)`")
    }

    private static func length(_ value: MatchedValue, _ matcher: Matcher) -> MatchResult {
        let count: Int
        switch value {
        case .string(let text): count = text.unicodeScalars.count
        case .list(let elements): count = elements.count
        case .mapping(let members): count = members.count
        case .null, .bool, .number: return wrongType(value, wanted: "a text, a list or a mapping")
        }
        return matcher.match(.number(DecimalNumber(String(count)))).prefixed("has a length that")
    }

    private static func place(_ value: MatchedValue, _ place: PathMatcher) -> MatchResult {
        let result: MatchResult =
            switch place.path.select(from: value) {
            case .found(let value): place.matcher.match(value)
            case .missing(let words): .untold(words)
            }
        return result.prefixed("`\(Excerpt.of(place.path.text))`")
    }
}

extension Matcher: CustomStringConvertible {
    /// In words, for messages and records.
    var description: String {
        func list(_ matchers: [Matcher], _ separator: String) -> String {
            matchers.map(\.description).joined(separator: separator)
        }
        switch self {
        case .equals(let value): return "equal to \(value.shown)"
        case .oneOf(let values): return "one of \(values.map(\.shown).joined(separator: ", "))"
        case .order(let order, let bound): return "\(order.words) \(bound.text)"
        case .between(let low, let high): return "between \(low.text) and \(high.text)"
        case .contains(let part): return "containing \(part.shown)"
        case .matches(let pattern): return "of the pattern `\(Excerpt.of(pattern.source))`"
        case .semver(let range): return "a version in `\(range)`"
        case .length(let matcher): return "of a length \(matcher)"
        case .every(let matcher): return "every element \(matcher)"
        case .any(let matcher): return "an element \(matcher)"
        case .not(let matcher): return "not (\(matcher))"
        case .allOf(let matchers): return list(matchers, " and ")
        case .anyOf(let matchers): return "either \(list(matchers, " or "))"
        case .paths(let places):
            return places.map { "`\(Excerpt.of($0.path.text))` \($0.matcher)" }.joined(separator: " and ")
        }
    }
}
