/// `YYYYMMDDHHMMSS[.f…]Z`, the one form DER and RFC 3161, 2.4.2 allow.
enum GeneralizedTime {
    /// Nil for anything else, and for a fraction that ends in zero.
    static func instant(_ content: ArraySlice<UInt8>) -> Instant? {
        guard content.count >= 15, content.last == UInt8(ascii: "Z") else { return nil }
        let start = content.startIndex
        let part = { (range: Range<Int>) in content[start + range.lowerBound..<start + range.upperBound] }
        let fraction = part(14..<content.count - 1)
        guard fraction.isEmpty || (fraction.count >= 2 && fraction.last != UInt8(ascii: "0")) else { return nil }
        return Instant(
            year: part(0..<4), month: part(4..<6), day: part(6..<8), hour: part(8..<10), minute: part(10..<12),
            second: part(12..<14), fraction: fraction)
    }
}
