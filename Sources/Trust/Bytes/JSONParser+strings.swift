extension JSONParser {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Scans the string whose opening quote is at the offset, checking escapes and UTF-8 on the way.
    mutating func scanString() throws(JSONFault) -> JSONEntry {
        let start = offset
        offset += 1
        var isEscaped = false
        var mayHaveMarks = false
        while true {
            skipPlainText()
            guard offset < count else { throw .syntax("this string is not closed", at: start) }
            let byte = base[offset]
            if byte == UInt8(ascii: "\"") {
                offset += 1
                if mayHaveMarks { try requireFewMarks(from: start + 1, to: offset - 1, isEscaped) }
                return JSONEntry(.string, start: start, end: offset, next: entries.count + 1, isEscaped: isEscaped)
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
                if try scanEscape() { mayHaveMarks = true }
            } else if byte < 0x20 {
                throw .syntax("\(found()) in a string must be escaped", at: offset)
            } else {
                mayHaveMarks = true
                try scanMultibyte()
            }
        }
    }

    /// The text between the quotes, already checked.
    private func requireFewMarks(from start: Int, to end: Int, _ isEscaped: Bool) throws(JSONFault) {
        guard end - start > CombiningMarks.maximum else { return }
        let contents = UnsafeBufferPointer(start: base + start, count: end - start)
        let areTooMany =
            isEscaped
            ? JSONText.unescape(contents).withUnsafeBufferPointer(CombiningMarks.areTooMany)
            : CombiningMarks.areTooMany(in: contents)
        guard areTooMany else { return }
        throw JSONFault(
            "json-encoding", "a letter with more than \(CombiningMarks.maximum) combining marks", at: start)
    }

    /// Advances to the next quote, backslash, control or non-ASCII byte, eight bytes at a time.
    ///
    /// A lane of `(x - 1) & ~x & 0x80` is set where a byte was zero. Borrows can set false lanes above a true one,
    /// never below it, so the lowest lane is exact; that is the only one used.
    private mutating func skipPlainText() {
        while offset + 8 <= count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
            let quote = word ^ (Self.ones &* UInt64(UInt8(ascii: "\"")))
            let backslash = word ^ (Self.ones &* UInt64(UInt8(ascii: "\\")))
            let special =
                ((quote &- Self.ones) & ~quote | (backslash &- Self.ones) & ~backslash
                    | (word &- Self.ones &* 0x20) & ~word | word) & Self.highs
            if special != 0 {
                offset += special.trailingZeroBitCount >> 3
                return
            }
            offset += 8
        }
        while offset < count {
            let byte = base[offset]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
            offset += 1
        }
    }

    // MARK: escapes

    /// - Returns: whether it stands for a code point by its number.
    private mutating func scanEscape() throws(JSONFault) -> Bool {
        let start = offset
        guard offset + 1 < count else { throw .syntax("the document ends inside an escape", at: start) }
        switch base[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
            return false
        case UInt8(ascii: "u"):
            let unit = try scanUnit()
            if unit & 0xFC00 == 0xDC00 { throw .encoding("a low surrogate without its high one", at: start) }
            guard unit & 0xFC00 == 0xD800 else { return true }
            guard offset + 1 < count, base[offset] == UInt8(ascii: "\\"), base[offset + 1] == UInt8(ascii: "u"),
                try scanUnit() & 0xFC00 == 0xDC00
            else { throw .encoding("a high surrogate without its low one", at: start) }
            return true
        default:
            throw .syntax("an escape JSON does not have", at: start)
        }
    }

    /// Four hex digits after `\u`, either case.
    private mutating func scanUnit() throws(JSONFault) -> UInt16 {
        guard offset + 6 <= count, let unit = JSONText.unit(at: base + offset + 2) else {
            throw .syntax("`\\u` needs four hex digits", at: offset)
        }
        offset += 6
        return unit
    }

    // MARK: UTF-8

    /// One well-formed sequence by Unicode table 3-7: shortest form only, no surrogates, nothing past U+10FFFF.
    private mutating func scanMultibyte() throws(JSONFault) {
        let lead = base[offset]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        guard length > 0, offset + length <= count, second.contains(base[offset + 1]),
            length < 3 || base[offset + 2] & 0xC0 == 0x80, length < 4 || base[offset + 3] & 0xC0 == 0x80
        else { throw .encoding("\(found()) does not start a UTF-8 sequence", at: offset) }
        offset += length
    }
}
