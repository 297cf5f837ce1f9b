extension JSONParser {
    /// RFC 8259 §6: no leading zero, no plus sign, a digit on both sides of the point.
    mutating func scanNumber() throws(JSONFault) {
        let start = offset
        if base[offset] == UInt8(ascii: "-") { offset += 1 }
        let integerStart = offset
        try scanDigits("a digit is expected")
        if base[integerStart] == UInt8(ascii: "0"), offset - integerStart > 1 {
            throw .syntax("a number has a leading zero", at: integerStart)
        }
        var canOverflow = offset - integerStart > 300
        if offset < count, base[offset] == UInt8(ascii: ".") {
            offset += 1
            try scanDigits("a digit is expected after the point")
        }
        if offset < count, base[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < count, base[offset] == UInt8(ascii: "+") || base[offset] == UInt8(ascii: "-") { offset += 1 }
            try scanDigits("a digit is expected in the exponent")
            canOverflow = true
        }
        // A number no reader can hold would be read as infinity by one and refused by another.
        if canOverflow, Self.double(UnsafeBufferPointer(start: base + start, count: offset - start)) == nil {
            throw JSONFault("json-number-range", "a number is too large for a double", at: start)
        }
    }

    private mutating func scanDigits(_ expectation: StaticString) throws(JSONFault) {
        let start = offset
        while offset < count, base[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
        if offset == start { throw .syntax("\(found()) where \(expectation)", at: offset) }
    }

    /// The nearest double to a token that follows the grammar; nil when that is infinite.
    static func double(_ token: some Collection<UInt8>) -> Double? {
        guard let value = Double(String(decoding: token, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }
}
