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
        let orders = orders(in: line)
        guard !orders.isEmpty else { return line }
        var bytes = Array(line.utf8)
        for order in orders.reversed() { bytes.insert(UInt8(ascii: " "), at: order.bracket) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A note is a line of its own, and GitHub's runner obeys `::command::` at the start of one, however far it is indented.
    public static func note(_ text: String) -> String {
        let line = line(text)
        return line.drop { $0.isWhitespace }.hasPrefix("::") ? "· \(line)" : line
    }

    /// Where a text orders a build machine about: `##[command]` GitHub's runner, `##vso[…]` Azure Pipelines' agent,
    /// `##teamcity[…]` TeamCity, anywhere in a line. Offsets in UTF-8 of the second hash and of the bracket.
    static func orders(in text: String) -> [(hash: Int, bracket: Int)] {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return [] }
        var orders: [(hash: Int, bracket: Int)] = []
        var (hashes, last) = (0, 0)
        for (offset, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "#"): (hashes, last) = (last + 1 == offset ? hashes + 1 : 1, offset)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "[") where hashes > 1:
                orders.append((last, offset))
                hashes = 0
            default: hashes = 0
            }
        }
        return orders
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
