/// `YYYYMMDDHHMMSS[.f…]Z`, the one form DER and RFC 3161, 2.4.2 allow.
enum GeneralizedTime {
    /// Nil for anything else, and for a fraction that ends in zero.
    static func instant(_ content: ArraySlice<UInt8>) -> Instant? {
        let text = Array(content)
        guard text.count >= 15, text.allSatisfy({ $0 < 0x80 }), text.last == UInt8(ascii: "Z") else { return nil }
        let fraction = text[14..<(text.count - 1)]
        guard fraction.isEmpty || (fraction.count >= 2 && fraction.last != UInt8(ascii: "0")) else { return nil }
        let part = { (range: Range<Int>) in String(decoding: text[range], as: UTF8.self) }
        return Instant(
            rfc3339: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))"
                + String(decoding: fraction, as: UTF8.self) + "Z")
    }
}
