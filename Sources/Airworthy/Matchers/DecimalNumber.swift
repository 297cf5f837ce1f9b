/// A number as its text says it, compared by exact value: `1`, `1.0` and `10e-1` are one number, and
/// 9007199254740993 is not 9007199254740992, which a `Double` would make of it.
struct DecimalNumber: Sendable, Hashable {
    let isNegative: Bool
    /// Significant digits without zeros at either end; empty for zero.
    let digits: [UInt8]
    /// Power of ten of the last digit.
    let exponent: Int
    /// What is no finite decimal (`.inf`, `.nan`, a prefixed integer past 64 bits), in lower case.
    let nonNumber: String?

    /// - Parameter text: a JSON number, or a plain YAML scalar that the core schema calls an integer or a float.
    init(_ text: String) {
        if let magnitude = Self.magnitude(prefixed: text) {
            self = DecimalNumber(String(magnitude))
            return
        }
        let isSigned = text.first == "-" || text.first == "+"
        let parts = text.dropFirst(isSigned ? 1 : 0).split(omittingEmptySubsequences: false) { "eE".contains($0) }
        let mantissa = parts.first?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        let whole = mantissa.first ?? ""
        let fraction = mantissa.count == 2 ? mantissa[1] : ""
        let zero = UInt8(ascii: "0")
        guard mantissa.count <= 2, parts.count <= 2, let power = parts.count == 2 ? Int(parts[1]) : 0,
            power.magnitude < Self.exponentLimit, !(whole + fraction).isEmpty,
            (whole + fraction).utf8.allSatisfy({ (zero...zero + 9).contains($0) })
        else {
            (isNegative, digits, exponent, nonNumber) = (false, [], 0, text.lowercased())
            return
        }
        let significant = (whole + fraction).utf8.drop { $0 == zero }
        let trailing = significant.reversed().prefix { $0 == zero }.count
        digits = Array(significant.dropLast(trailing))
        // Zero has no sign here: `-0` and `0` configure the same thing.
        isNegative = text.first == "-" && !digits.isEmpty
        exponent = digits.isEmpty ? 0 : power - fraction.utf8.count + trailing
        nonNumber = nil
    }

    // Far beyond any honest number, and far from overflowing when the fraction's length is taken off.
    private static let exponentLimit = 1_000_000_000

    // YAML 1.2 core schema: 0x and 0o, without a sign.
    private static func magnitude(prefixed text: String) -> UInt64? {
        if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return UInt64(text.dropFirst(2), radix: 8) }
        return nil
    }
}
