/// Modular powers of large numbers, by Montgomery's multiplication; big-endian bytes in and out. Not in constant time,
/// and not to be used for a key that matters.
struct MontgomeryModulus: Sendable {
    let byteCount: Int
    /// 32 bits each, least significant first.
    private let modulus: [UInt32]
    private let inverse: UInt32

    /// - Parameter bytes: an odd number, a multiple of four bytes long.
    init(_ bytes: [UInt8]) {
        byteCount = bytes.count
        modulus = Self.limbs(bytes, count: bytes.count / 4)
        // Newton's iteration: each round doubles the bits that are right.
        var inverse: UInt32 = 1
        for _ in 0..<5 { inverse = inverse &* (2 &- modulus[0] &* inverse) }
        self.inverse = 0 &- inverse
    }

    func power(_ base: [UInt8], _ exponent: [UInt8]) -> [UInt8] {
        var one = [UInt32](repeating: 0, count: modulus.count)
        one[0] = 1
        let unit = doubled(one, times: 32 * modulus.count)
        let factor = doubled(unit, times: 32 * modulus.count)
        let base = product(Self.limbs(base, count: modulus.count), factor)
        var result = unit
        for byte in exponent {
            for bit in (0..<8).reversed() {
                result = product(result, result)
                if byte >> bit & 1 == 1 { result = product(result, base) }
            }
        }
        return product(result, one).reversed().flatMap { limb in
            (0..<4).reversed().map { UInt8(truncatingIfNeeded: limb >> (8 * UInt32($0))) }
        }
    }

    /// `left · right / 2^(32 n)`.
    private func product(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        let count = modulus.count
        var sum = [UInt32](repeating: 0, count: count + 2)
        for place in 0..<count {
            Self.accumulate(right, times: left[place], into: &sum)
            Self.accumulate(modulus, times: sum[0] &* inverse, into: &sum)
            sum.removeFirst()
            sum.append(0)
        }
        return reduced(sum)
    }

    private static func accumulate(_ number: [UInt32], times factor: UInt32, into sum: inout [UInt32]) {
        var carry: UInt64 = 0
        for place in sum.indices {
            let term = place < number.count ? UInt64(number[place]) * UInt64(factor) : 0
            carry += UInt64(sum[place]) + term
            sum[place] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
    }

    private func doubled(_ number: [UInt32], times: Int) -> [UInt32] {
        var number = number
        for _ in 0..<times {
            let carried = number.indices.map { $0 > 0 ? number[$0 - 1] >> 31 : 0 } + [number[number.count - 1] >> 31]
            number = reduced(zip(number + [0], carried).map { $0 << 1 | $1 })
        }
        return number
    }

    /// Less the modulus once, when that is not negative.
    private func reduced(_ number: [UInt32]) -> [UInt32] {
        var difference = number
        var borrow: Int64 = 0
        for place in number.indices {
            let digit = Int64(number[place]) - (place < modulus.count ? Int64(modulus[place]) : 0) - borrow
            borrow = digit < 0 ? 1 : 0
            difference[place] = UInt32(truncatingIfNeeded: digit)
        }
        return Array((borrow == 0 ? difference : number).prefix(modulus.count))
    }

    private static func limbs(_ bytes: [UInt8], count: Int) -> [UInt32] {
        var bytes = bytes[...]
        return (0..<count).map { _ in
            let limb = bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bytes = bytes.dropLast(4)
            return limb
        }
    }
}
