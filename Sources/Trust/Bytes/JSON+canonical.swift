extension JSON {
    /// RFC 8785 (JCS): no white space, members sorted by UTF-16 code units, numbers as ECMAScript writes them.
    ///
    /// Numbers are doubles there: an integer past 2^53 is written as the nearest double. A number that is not finite
    /// has no JSON spelling and is written as `null`, which no reader of ours takes for a measurement.
    public func canonicalBytes() -> [UInt8] {
        if case .canonical(let written) = self { return written.bytes }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(likelySize)
        writeCanonical(to: &bytes)
        return bytes
    }

    /// About how many bytes the value is written in: exact but for numbers and escapes.
    private var likelySize: Int {
        switch self {
        case .null, .bool, .integer, .number: 6
        case .canonical(let written): written.bytes.count
        case .string(let text): text.utf8.count + 2
        case .array(let elements): elements.reduce(2) { $0 + $1.likelySize + 1 }
        case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + $1.value.likelySize + 4 }
        }
    }

    func writeCanonical(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: ECMAScriptNumber.text(value).utf8)
        case .number(let value):
            bytes.append(contentsOf: (value.isFinite ? ECMAScriptNumber.text(value) : "null").utf8)
        case .string(let text): Self.writeString(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                element.writeCanonical(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in Self.sorted(members).enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.writeString(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.writeCanonical(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .canonical(let written): bytes.append(contentsOf: written.bytes)
        }
    }

    /// RFC 8785 §3.2.3.
    static func sorted(_ members: [String: JSON]) -> [(key: String, value: JSON)] {
        members.sorted { precedes($0.key, $1.key) }
    }

    /// Whether `left` comes before `right` in UTF-16 order, without making UTF-16 of either.
    ///
    /// UTF-8 orders as Unicode does, and so does UTF-16 but for surrogates (D800–DFFF): what is past U+FFFF comes before
    /// U+E000–U+FFFF, as U+1F600 (D83D DE00) before U+FB33. In UTF-8 the former begin with F0–F4, the latter with EE or EF,
    /// and no other byte is as high; so the first bytes that differ tell.
    static func precedes(_ left: String, _ right: String) -> Bool {
        var (left, right) = (left, right)
        return left.withUTF8 { left in right.withUTF8 { precedes(left, $0) } }
    }

    static func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { precedes(left, $0) } }
    }

    private static func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        let common = min(left.count, right.count)
        var index = 0
        while index < common, left[index] == right[index] { index += 1 }
        guard index < common else { return left.count < right.count }
        let (low, high) = (left[index], right[index])
        return low >= 0xEE && high >= 0xEE && (low >= 0xF0) != (high >= 0xF0) ? low > high : low < high
    }

    /// RFC 8785 §3.2.2.2: two-character escapes where they exist, `\u00xx` in lower case for other controls, all
    /// else as it is.
    static func writeString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.withContiguousStorageIfAvailable({ write($0, to: &bytes) }) == nil {
            var text = text
            text.withUTF8 { write($0, to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Nearly every string needs no escape, and an envelope's payload is as long as the rest together.
    private static func write(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        if needsEscape(utf8) {
            writeEscaped(utf8, to: &bytes)
        } else {
            bytes.append(contentsOf: utf8)
        }
    }

    static func needsEscape(_ utf8: ArraySlice<UInt8>) -> Bool {
        utf8.withUnsafeBufferPointer { needsEscape($0) }
    }

    /// Looks at everything and without a branch, so that the compiler makes it many bytes at a time.
    private static func needsEscape(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in utf8 {
            let isQuote = UInt8(byte == UInt8(ascii: "\"") ? 1 : 0)
            let isBackslash = UInt8(byte == UInt8(ascii: "\\") ? 1 : 0)
            found |= (byte < 0x20 ? 1 : 0) | isQuote | isBackslash
        }
        return found != 0
    }

    private static func writeEscaped(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00\(Hex.encode(CollectionOfOne(byte)))".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
