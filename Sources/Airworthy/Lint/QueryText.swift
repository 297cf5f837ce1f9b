/// The words of a PromQL query: enough to see what is no PromQL at all, and what it selects.
///
/// Argo fills in `{{args.name}}` before Prometheus sees it, so such a place holder counts as a name.
struct QueryText {
    enum Token: Hashable {
        /// Names, numbers, durations, place holders.
        case word(String)
        case text(String)
        case mark(Character)
    }

    /// What is no PromQL, and the text that begins there.
    struct Defect: Error {
        let message: String
        let fragment: String
    }

    let tokens: [Token]

    init(_ query: String) throws(Defect) {
        var reader = Reader(rest: query[...])
        tokens = try reader.tokens()
    }

    /// Longest window in brackets, in seconds: the `1m` of `[1m]` or `[1m:10s]`.
    var window: Double? {
        var longest: Double?
        for (index, token) in tokens.enumerated() where token == .mark("[") && index + 1 < tokens.count {
            guard case .word(let word) = tokens[index + 1], let seconds = Self.seconds(word) else { continue }
            longest = max(longest ?? 0, seconds)
        }
        return longest
    }

    /// `1h30m` and the like (Prometheus, "Float literals and time durations"); nil past ``longest``.
    static func seconds(_ text: some StringProtocol) -> Double? {
        let units: [(String, Double)] = [
            ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 604_800), ("y", 31_536_000),
        ]
        var rest = text.prefix { $0 != ":" }
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix(while: \.isNumber)
            rest = rest.dropFirst(digits.count)
            guard let count = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.0) }) else {
                return nil
            }
            total += count * unit.1
            rest = rest.dropFirst(unit.0.count)
        }
        return total < longest ? total : nil
    }

    /// Past three thousand years nobody measures anything.
    static let longest = 1e11

    private struct Reader {
        var rest: Substring

        mutating func tokens() throws(Defect) -> [Token] {
            var tokens: [Token] = []
            var open: [(mark: Character, fragment: Substring)] = []
            while let character = rest.first {
                if character.isWhitespace {
                    rest.removeFirst()
                } else if character == "#" {
                    rest = rest.drop { $0 != "\n" }
                } else if rest.hasPrefix("{{") {
                    guard let end = rest.firstRange(of: "}}") else { throw defect("a place holder has no end") }
                    tokens.append(.word(String(rest[..<end.upperBound])))
                    rest = rest[end.upperBound...]
                } else if "\"'`".contains(character) {
                    tokens.append(.text(try text(character)))
                } else if character.isLetter || character.isNumber || "_.:".contains(character) {
                    let word = rest.prefix { $0.isLetter || $0.isNumber || "_.:".contains($0) }
                    tokens.append(.word(String(word)))
                    rest = rest.dropFirst(word.count)
                } else if let close = Self.brackets[character] {
                    open.append((close, rest))
                    tokens.append(.mark(character))
                    rest.removeFirst()
                } else if Self.brackets.values.contains(character) {
                    guard open.popLast()?.mark == character else { throw defect("`\(character)` closes nothing") }
                    tokens.append(.mark(character))
                    rest.removeFirst()
                } else if "+-*/%^=!<>~,@".contains(character) {
                    tokens.append(.mark(character))
                    rest.removeFirst()
                } else {
                    throw defect("`\(character)` is no part of PromQL")
                }
            }
            if let last = open.last {
                throw Defect(message: "`\(last.fragment.prefix(1))` is never closed", fragment: fragment(last.fragment))
            }
            guard !tokens.isEmpty else { throw Defect(message: "the query is empty", fragment: "") }
            return tokens
        }

        private static let brackets: [Character: Character] = ["(": ")", "[": "]", "{": "}"]

        private mutating func text(_ quote: Character) throws(Defect) -> String {
            let start = self
            rest.removeFirst()
            var text = ""
            while let character = rest.popFirst() {
                if character == quote { return text }
                // Between back quotes a backslash is itself.
                if character == "\\", quote != "`", let escaped = rest.popFirst() {
                    text.append(escaped)
                } else {
                    text.append(character)
                }
            }
            throw start.defect("a text has no end")
        }

        private func defect(_ message: String) -> Defect { Defect(message: message, fragment: fragment(rest)) }

        private func fragment(_ text: Substring) -> String { String(text.prefix(24).prefix { $0 != "\n" }) }
    }
}
