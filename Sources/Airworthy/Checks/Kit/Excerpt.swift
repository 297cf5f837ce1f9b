/// A short, harmless quotation of something from outside: control characters would otherwise reach a terminal or forge
/// a line of a report.
enum Excerpt {
    /// At most `limit` characters of `text`, each control character as `·`; an ellipsis when more was there.
    static func of(_ text: some StringProtocol, limit: Int = 60) -> String {
        let shown = String(text.prefix(limit).map { isHarmless($0) ? $0 : "·" })
        return text.dropFirst(limit).isEmpty ? shown : shown + "…"
    }

    private static func isHarmless(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            // Format characters turn text around (U+202E) or hide in it (U+200B).
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
    }
}
