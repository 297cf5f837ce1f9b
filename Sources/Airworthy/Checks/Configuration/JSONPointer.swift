/// RFC 6901 pointers as texts.
enum JSONPointer {
    /// One reference token as it is written (§3). By scalar: a combining mark after a slash would hide it inside one
    /// `Character`.
    static func escape(_ token: String) -> String {
        guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
        var text = String.UnicodeScalarView()
        for scalar in token.unicodeScalars {
            switch scalar {
            case "~": text.append(contentsOf: "~0".unicodeScalars)
            case "/": text.append(contentsOf: "~1".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    /// Whether `path` is `pointer` or lies below it, byte by byte.
    static func covers(_ pointer: String, _ path: String) -> Bool {
        guard path.utf8.starts(with: pointer.utf8) else { return false }
        return path.utf8.count == pointer.utf8.count
            || path.utf8.dropFirst(pointer.utf8.count).first == UInt8(ascii: "/")
    }
}
