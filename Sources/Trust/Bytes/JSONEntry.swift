/// One token on the tape: 12 bytes, no references. A container is followed by its contents; an object's contents
/// alternate name and value.
struct JSONEntry: Sendable {
    enum Kind: UInt32 {
        case null, `true`, `false`, number, string, array, object
    }

    /// How many entries `next` can address in its 28 bits.
    static let nodeCapacity = 1 << 28
    private static let escapedBit: UInt32 = 8

    /// Where the token starts in the document; for a string, its opening quote.
    let start: UInt32
    /// One past its last byte; for a container, past the closing bracket.
    private(set) var end: UInt32
    /// Kind in three bits, "contains an escape" in one, index of the entry after this value in the rest.
    private var packed: UInt32

    init(_ kind: Kind, start: Int, end: Int, next: Int, isEscaped: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        packed = UInt32(truncatingIfNeeded: next) << 4 | (isEscaped ? Self.escapedBit : 0) | kind.rawValue
    }

    var kind: Kind {
        guard let kind = Kind(rawValue: packed & 7) else { preconditionFailure("the tape holds an unknown kind") }
        return kind
    }

    /// Whether a string's bytes differ from its text.
    var isEscaped: Bool { packed & Self.escapedBit != 0 }
    /// Index of the first entry that is not part of this value.
    var next: Int { Int(packed >> 4) }
    var range: Range<Int> { Int(start)..<Int(end) }
    /// A string without its quotes.
    var contents: Range<Int> { Int(start) + 1..<Int(end) - 1 }

    mutating func close(end: Int, next: Int) {
        self.end = UInt32(truncatingIfNeeded: end)
        packed = UInt32(truncatingIfNeeded: next) << 4 | packed & 15
    }
}
