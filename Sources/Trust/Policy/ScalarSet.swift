/// Which characters one place of a ``LinearPattern`` stands for.
struct ScalarSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    static let any = ScalarSet([0x0a...0x0a], isNegated: true)
    static let digit: [ClosedRange<UInt32>] = [0x30...0x39]
    static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a]
    static let space: [ClosedRange<UInt32>] = [0x09...0x0d, 0x20...0x20]

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        if isNegated, scalar == "\n" { return false }
        return ranges.contains { $0.contains(scalar.value) } != isNegated
    }
}
