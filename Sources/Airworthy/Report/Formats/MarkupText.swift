/// Text inside XML and HTML, in elements and in quoted attributes alike.
enum MarkupText {
    /// XML 1.0 (§2.2) has no way to write most control characters, not even escaped: ``SafeText`` has replaced them.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in SafeText.line(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            // `]]>` may not stand in XML text (§2.4), so `>` is always escaped.
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    static func attributes(_ pairs: [(String, String)]) -> String {
        pairs.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }
}
