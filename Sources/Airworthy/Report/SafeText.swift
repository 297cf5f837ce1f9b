/// Text from outside, made safe to print: a finding's message may quote a file name or an annotation, and a terminal
/// obeys control characters whoever wrote them.
public enum SafeText {
    public static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isSafe($0) ? $0 : "\u{fffd}" }))
    }

    /// C0 and C1 controls, and the bidirectional overrides that can make a line read as something else.
    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: false
        default: true
        }
    }
}
