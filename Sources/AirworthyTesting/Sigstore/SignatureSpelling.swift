import Trust

/// Other ways to write a P-256 signature down, one of them allowed.
enum SignatureSpelling: Equatable {
    case usual
    /// `n - s` for `s`, whichever is larger: as valid as the other.
    case highS
    case trailingByte
    /// A zero in front of an integer that needs none.
    case paddedInteger
    /// Not a signature at all: `r` must be at least one.
    case zeroR

    /// The order of P-256 (NIST SP 800-186, 3.2.1.3).
    private static let order: [UInt8] =
        [0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00] + [UInt8](repeating: 0xff, count: 8) + [
            0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
        ]

    func respell(_ der: [UInt8]) throws(Diagnostic) -> [UInt8] {
        guard self != .usual else { return der }
        guard self != .trailingByte else { return der + [0] }
        guard let (r, s) = Self.integers(of: der) else {
            throw Diagnostic("specimen-impossible", "only a P-256 signature can be spelt in another way")
        }
        switch self {
        case .usual, .trailingByte: return der
        case .zeroR: return DERWriter.sequence(DERWriter.integer([0]), DERWriter.integer(s))
        case .paddedInteger:
            return DERWriter.sequence(DERWriter.integer(r), DERWriter.value(0x02, [0, 0] + s))
        case .highS:
            let other = Self.subtract(s, from: Self.order)
            let high = s.lexicographicallyPrecedes(other) ? other : s
            return DERWriter.sequence(DERWriter.integer(r), DERWriter.integer(high))
        }
    }

    /// `r` and `s`, 32 bytes each, of the DER that OpenSSL writes.
    private static func integers(of der: [UInt8]) -> ([UInt8], [UInt8])? {
        guard der.count > 8, der[0] == 0x30, Int(der[1]) == der.count - 2 else { return nil }
        let second = 4 + Int(der[3])
        guard der[2] == 0x02, der.count > second + 2, der[second] == 0x02 else { return nil }
        func padded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
            let digits = bytes.drop { $0 == 0 }
            return [UInt8](repeating: 0, count: max(0, 32 - digits.count)) + digits
        }
        return (padded(der[4..<second]), padded(der[(second + 2)...]))
    }

    private static func subtract(_ right: [UInt8], from left: [UInt8]) -> [UInt8] {
        var result = left
        var borrow = 0
        for place in left.indices.reversed() {
            let difference = Int(left[place]) - Int(right[place]) - borrow
            borrow = difference < 0 ? 1 : 0
            result[place] = UInt8(truncatingIfNeeded: difference)
        }
        return result
    }
}
