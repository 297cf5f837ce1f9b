/// An SPDX licence expression (SPDX 2.3, annex D; 3.0, annex B): `(MIT OR GPL-2.0-only WITH Classpath-exception-2.0)`.
///
/// `WITH` binds tighter than `AND`, which binds tighter than `OR`. Operators are accepted in upper or lower case, and
/// identifiers compare without case, as the specification says.
indirect enum LicenceExpression: Sendable, Hashable {
    case licence(Licence)
    case all([LicenceExpression])
    case any([LicenceExpression])

    struct Licence: Sendable, Hashable {
        /// `GPL-2.0`, `LicenseRef-acme`, `DocumentRef-other:LicenseRef-acme`, without its `+`.
        let identifier: String
        /// `+`: this version or a later one.
        let orLater: Bool
        let exception: String?

        var text: String { identifier + (orLater ? "+" : "") + (exception.map { " WITH \($0)" } ?? "") }
    }

    static let lengthLimit = 16_384
    static let depthLimit = 64

    /// Nil for what is no expression.
    init?(_ text: String) {
        guard text.utf8.count <= Self.lengthLimit, let tokens = Self.tokens(text) else { return nil }
        var reader = Reader(tokens: tokens)
        guard let expression = reader.alternatives(depth: 0), reader.isAtEnd else { return nil }
        self = expression
    }

    /// In reading order, repetitions included.
    var licences: [Licence] {
        switch self {
        case .licence(let licence): [licence]
        case .all(let parts), .any(let parts): parts.flatMap(\.licences)
        }
    }

    /// Whether the software may be used where exactly the licences that `isAccepted` are: of alternatives one is enough,
    /// for one may choose; of licences joined by `AND` every one must be.
    func isUsable(_ isAccepted: (Licence) -> Bool) -> Bool {
        switch self {
        case .licence(let licence): isAccepted(licence)
        case .all(let parts): parts.allSatisfy { $0.isUsable(isAccepted) }
        case .any(let parts): parts.contains { $0.isUsable(isAccepted) }
        }
    }

    private enum Token: Hashable {
        case open, close, and, or, with
        case word(String)
    }

    private static func tokens(_ text: String) -> [Token]? {
        var tokens: [Token] = []
        var word = ""
        func close() {
            switch word {
            case "": return
            case "AND", "and": tokens.append(.and)
            case "OR", "or": tokens.append(.or)
            case "WITH", "with": tokens.append(.with)
            default: tokens.append(.word(word))
            }
            word = ""
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(", ")":
                close()
                tokens.append(scalar == "(" ? .open : .close)
            case " ", "\t", "\n", "\r": close()
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "+", ":": word.unicodeScalars.append(scalar)
            default: return nil
            }
        }
        close()
        return tokens
    }

    private struct Reader {
        let tokens: [Token]
        private var offset = 0

        init(tokens: [Token]) { self.tokens = tokens }

        var isAtEnd: Bool { offset == tokens.count }

        private mutating func take(_ token: Token) -> Bool {
            guard offset < tokens.count, tokens[offset] == token else { return false }
            offset += 1
            return true
        }

        private mutating func word() -> String? {
            guard offset < tokens.count, case .word(let word) = tokens[offset] else { return nil }
            offset += 1
            return word
        }

        mutating func alternatives(depth: Int) -> LicenceExpression? {
            guard depth < LicenceExpression.depthLimit else { return nil }
            var parts: [LicenceExpression] = []
            repeat {
                guard let part = conjunction(depth: depth) else { return nil }
                parts.append(part)
            } while take(.or)
            return parts.count == 1 ? parts[0] : .any(parts)
        }

        private mutating func conjunction(depth: Int) -> LicenceExpression? {
            var parts: [LicenceExpression] = []
            repeat {
                guard let part = single(depth: depth) else { return nil }
                parts.append(part)
            } while take(.and)
            return parts.count == 1 ? parts[0] : .all(parts)
        }

        private mutating func single(depth: Int) -> LicenceExpression? {
            if take(.open) {
                guard let inside = alternatives(depth: depth + 1), take(.close) else { return nil }
                return inside
            }
            guard var identifier = word() else { return nil }
            let orLater = identifier.hasSuffix("+")
            if orLater { identifier.removeLast() }
            guard Self.isIdentifier(identifier) else { return nil }
            var exception: String?
            if take(.with) {
                guard let word = word(), !word.contains("+"), !word.contains(":") else { return nil }
                exception = word
            }
            return .licence(Licence(identifier: identifier, orLater: orLater, exception: exception))
        }

        /// A colon only after `DocumentRef-…`, and then a `LicenseRef-…`.
        private static func isIdentifier(_ text: String) -> Bool {
            guard !text.isEmpty, !text.contains("+") else { return false }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            switch parts.count {
            case 1: return true
            case 2:
                return parts[0].hasPrefix("DocumentRef-") && parts[0].count > 12
                    && parts[1].hasPrefix("LicenseRef-") && parts[1].count > 11
            default: return false
            }
        }
    }
}
