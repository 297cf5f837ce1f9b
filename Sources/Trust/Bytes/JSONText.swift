/// What a string token says, once the parser has accepted its spelling.
enum JSONText {
    /// The text's UTF-8. `contents` is what stands between the quotes, already checked.
    static func unescape(_ contents: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let base = contents.baseAddress else { return [] }
        var text: [UInt8] = []
        text.reserveCapacity(contents.count)
        var offset = 0
        while offset < contents.count {
            let byte = base[offset]
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                offset += 1
                continue
            }
            switch base[offset + 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                offset += appendScalar(at: base + offset, to: &text)
                continue
            case let literal: text.append(literal)
            }
            offset += 2
        }
        return text
    }

    /// The UTF-16 unit in four hex digits; nil when one is not a digit.
    static func unit(at digits: UnsafePointer<UInt8>) -> UInt16? {
        var unit: UInt16 = 0
        for index in 0..<4 {
            let digit = digits[index]
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }

    /// Appends the scalar of `\uXXXX` or of a surrogate pair; returns how many bytes of the token it took.
    private static func appendScalar(at escape: UnsafePointer<UInt8>, to text: inout [UInt8]) -> Int {
        guard let first = unit(at: escape + 2) else { preconditionFailure("an escape passed the parser unchecked") }
        if let scalar = Unicode.Scalar(first) {
            UTF8.encode(scalar).map { text.append(contentsOf: $0) }
            return 6
        }
        guard let second = unit(at: escape + 8),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        else { preconditionFailure("a surrogate passed the parser unpaired") }
        UTF8.encode(scalar).map { text.append(contentsOf: $0) }
        return 12
    }
}
