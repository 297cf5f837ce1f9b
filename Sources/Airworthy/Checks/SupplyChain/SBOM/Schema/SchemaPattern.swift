import Trust

/// One `pattern` of a JSON Schema, found anywhere in a text unless it is anchored (JSON Schema, draft 7, 6.3.3). Matched
/// in linear time, because the texts are an attacker's.
struct SchemaPattern: Sendable {
    private enum Kind {
        /// `^(.*)$`, which CycloneDX 1.2 asks of nearly everything: text of one line, however long.
        case line
        /// CycloneDX's pattern of a hash, which nearly every component has: hex digits of one of these lengths.
        case hex([Int])
        case pattern(LinearPattern)
    }

    private let kind: Kind

    /// Nil for what is not in the language of ``LinearPattern``, and for anchors inside alternatives.
    init?(_ text: String) {
        if text == "^(.*)$" {
            kind = .line
            return
        }
        if text == Self.hash {
            kind = .hex([32, 40, 64, 96, 128])
            return
        }
        var body = Substring(text)
        let startsAtStart = body.hasPrefix("^")
        if startsAtStart { body = body.dropFirst() }
        let endsAtEnd = body.hasSuffix("$") && !body.hasSuffix("\\$")
        if endsAtEnd { body = body.dropLast() }
        // `^a|b$` are two patterns, each with one anchor.
        guard !(startsAtStart || endsAtEnd) || !Self.hasAlternatives(body) else { return nil }
        let anything = #"(.|\s)*"#
        let whole = (startsAtStart ? "" : anything) + "(\(body))" + (endsAtEnd ? "" : anything)
        guard let pattern = try? LinearPattern(whole) else { return nil }
        kind = .pattern(pattern)
    }

    private static let hash =
        "^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$"

    private static func hasAlternatives(_ body: Substring) -> Bool {
        var depth = 0
        var isEscaped = false
        for character in body {
            switch character {
            case _ where isEscaped: isEscaped = false
            case "\\": isEscaped = true
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "|" where depth == 0: return true
            default: break
            }
        }
        return false
    }

    func matches(_ text: String) -> Bool {
        switch kind {
        case .line: !text.unicodeScalars.contains { ["\n", "\r", "\u{2028}", "\u{2029}"].contains($0) }
        case .hex(let lengths): lengths.contains(text.utf8.count) && text.utf8.allSatisfy(Self.isHexDigit)
        case .pattern(let pattern): pattern.matches(text)
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
