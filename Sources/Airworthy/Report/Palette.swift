/// How emphasis is written: ANSI on a terminal that wants it, nothing elsewhere.
public enum Palette: Sendable, Hashable {
    case plain, ansi

    enum Ink: String {
        case red = "31"
        case yellow = "33"
        case green = "32"
        case dim = "2"
        case bold = "1"
    }

    func paint(_ text: String, _ ink: Ink) -> String {
        switch self {
        case .plain: text
        case .ansi: "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m"
        }
    }
}
