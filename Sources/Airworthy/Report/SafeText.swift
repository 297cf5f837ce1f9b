/// Text from outside, made safe to print: a finding's message may quote a file name or an annotation, and a terminal
/// obeys control characters whoever wrote them, as a build machine's log reader obeys its own markers.
public enum SafeText {
    public static func line(_ text: String) -> String {
        // Nearly all text is plain, and a large run prints a lot of it.
        guard !text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "#") }) else { return text }
        var line = text
        if !text.unicodeScalars.allSatisfy(isSafe) {
            line = String(String.UnicodeScalarView(text.unicodeScalars.map { isSafe($0) ? $0 : "\u{fffd}" }))
        }
        // `##[command]` anywhere in a line is an order to GitHub's runner and to Azure Pipelines' agent.
        return line.utf8.contains(UInt8(ascii: "#")) ? line.replacing("##[", with: "## [") : line
    }

    /// At most `limit` characters of `text`, made safe, with an ellipsis where something was left out.
    public static func line(_ text: String, limit: Int) -> String {
        let line = line(text)
        return line.count > limit ? line.prefix(limit - 1) + "…" : line
    }

    /// Not C0 and C1 controls, line and paragraph separators, noncharacters, tags that draw nothing, and the bidirectional
    /// controls that can make a line read as something else (Unicode TR 36 §2.5, UTS 55).
    static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff, 0xfffe, 0xffff,
            0xe0000...0xe007f:
            false
        default: true
        }
    }
}
