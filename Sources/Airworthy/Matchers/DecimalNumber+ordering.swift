extension DecimalNumber {
    /// Whether it can be compared at all: `.nan` and `.inf` cannot.
    var isFinite: Bool { nonNumber == nil }

    /// Nil when either is no finite number: NaN is neither less nor more than anything.
    func isLess(than other: DecimalNumber) -> Bool? {
        guard isFinite, other.isFinite else { return nil }
        guard isNegative == other.isNegative else { return isNegative }
        let order = magnitude(comparedTo: other)
        return isNegative ? order > 0 : order < 0
    }

    /// Negative, zero or positive. Never written out: 1e999999999 has a billion digits.
    private func magnitude(comparedTo other: DecimalNumber) -> Int {
        guard !digits.isEmpty, !other.digits.isEmpty else { return digits.count.signum() - other.digits.count.signum() }
        let places = exponent + digits.count
        let otherPlaces = other.exponent + other.digits.count
        guard places == otherPlaces else { return places < otherPlaces ? -1 : 1 }
        if digits.lexicographicallyPrecedes(other.digits) { return -1 }
        return digits == other.digits ? 0 : 1
    }

    /// `3`, `-0.25`, `1e30`: one spelling for each number.
    var text: String {
        if let nonNumber { return nonNumber }
        guard !digits.isEmpty else { return "0" }
        let sign = isNegative ? "-" : ""
        let written = String(decoding: digits, as: UTF8.self)
        if exponent >= 0, exponent <= Self.mostZeros { return sign + written + String(repeating: "0", count: exponent) }
        guard exponent < 0, exponent >= -Self.mostZeros else { return "\(sign)\(written)e\(exponent)" }
        let missing = max(0, 1 - exponent - digits.count)
        let padded = String(repeating: "0", count: missing) + written
        return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    }

    private static let mostZeros = 20
}
