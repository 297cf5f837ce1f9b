import Trust

/// A `format` of JSON Schema (draft 7, 7.3), asserted: the specifications of bills of materials rely on it.
enum SchemaFormat: String, Sendable {
    case dateTime = "date-time"
    case date
    case uri
    case uriReference = "uri-reference"
    case iri
    case iriReference = "iri-reference"
    case email
    case idnEmail = "idn-email"

    func accepts(_ text: String) -> Bool {
        switch self {
        case .dateTime: Instant(rfc3339OfAnyOffset: text) != nil
        case .date: Instant(rfc3339: "\(text)T00:00:00Z") != nil
        case .uri: Self.isReference(text, allowsUnicode: false) && Self.scheme(of: text) != nil
        case .uriReference: Self.isReference(text, allowsUnicode: false)
        case .iri: Self.isReference(text, allowsUnicode: true) && Self.scheme(of: text) != nil
        case .iriReference: Self.isReference(text, allowsUnicode: true)
        case .email: text.utf8.allSatisfy { $0 < 0x80 } && Self.isAddress(text)
        case .idnEmail: Self.isAddress(text)
        }
    }

    /// RFC 3986 and 3987 as far as characters go: none that must be escaped, escapes whole, a scheme that is one.
    private static func isReference(_ text: String, allowsUnicode: Bool) -> Bool {
        let bytes = Array(text.utf8)
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"):
                return false
            case UInt8(ascii: "%"):
                guard offset + 2 < bytes.count, isHexDigit(bytes[offset + 1]), isHexDigit(bytes[offset + 2]) else {
                    return false
                }
            case 0x80...: guard allowsUnicode else { return false }
            default: continue
            }
        }
        // A colon in the first segment ends a scheme or is an error (RFC 3986, 4.2).
        let first = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !first.contains(":") || scheme(of: text) != nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    private static func scheme(of text: String) -> Substring? {
        guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isASCII, first.isLetter else {
            return nil
        }
        let scheme = text[..<colon]
        let isOne = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return isOne ? scheme : nil
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let domain = text[text.index(after: at)...]
        return at > text.startIndex && !domain.isEmpty && !text.contains { $0.isWhitespace }
    }
}
