import Trust

/// An RFC 6901 pointer, taken apart.
struct JSONPointerPath: Sendable, Hashable {
    /// As it was written.
    let text: String
    private let tokens: [String]

    /// - Returns: nil unless it begins with `/`, and each `~` with `~0` or `~1`: the whole document is no value in it.
    init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.text = text
        self.tokens = tokens
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        var rest = part
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Nil when there is no such value (§4): of a list, only a place without leading zeros is one.
    func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for token in tokens {
            let next = value.kind == .array ? Self.place(token).flatMap { value[$0] } : value[token]
            guard let next else { return nil }
            value = next
        }
        return value
    }

    private static func place(_ token: String) -> Int? {
        let isPlain = !token.isEmpty && token.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isPlain, token == "0" || token.first != "0" else { return nil }
        return Int(token)
    }
}
