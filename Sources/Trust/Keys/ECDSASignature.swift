/// The two integers of an ECDSA signature, between their two encodings. Only canonical forms are read: a second
/// spelling of the same signature would be a second signature to whoever counts bytes.
struct ECDSASignature: Equatable {
    /// Big-endian, padded to the size of a coordinate.
    let r: [UInt8]
    let s: [UInt8]

    /// Nil unless there are exactly twice as many bytes as a coordinate has.
    init?(raw bytes: [UInt8], on curve: Curve) {
        guard bytes.count == 2 * curve.byteCount else { return nil }
        r = Array(bytes[..<curve.byteCount])
        s = Array(bytes[curve.byteCount...])
    }

    /// Nil for anything but strict DER (X.690, 8.3.2 and 10.1): shortest lengths, shortest positive integers that
    /// fit the curve, nothing after the end.
    init?(der bytes: [UInt8], on curve: Curve) {
        var reader = bytes[...]
        guard Self.readHeader(0x30, from: &reader) == reader.count,
            let r = Self.readInteger(from: &reader, size: curve.byteCount),
            let s = Self.readInteger(from: &reader, size: curve.byteCount),
            reader.isEmpty
        else { return nil }
        self.r = r
        self.s = s
    }

    var raw: [UInt8] { r + s }

    var der: [UInt8] {
        let body = Self.integer(r) + Self.integer(s)
        // P-521 makes up to 138 bytes of body, hence the long form; no curve needs more than one length byte.
        let length = body.count < 0x80 ? [UInt8(body.count)] : [0x81, UInt8(body.count)]
        return [0x30] + length + body
    }

    private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        var digits = Array(magnitude.drop { $0 == 0 })
        // A set high bit would read as negative; zero still needs one digit.
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
        return [0x02, UInt8(digits.count)] + digits
    }

    /// The content length after this tag; nil for another tag or a length not written the shortest way.
    private static func readHeader(_ tag: UInt8, from bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.popFirst() == tag, let first = bytes.popFirst() else { return nil }
        if first < 0x80 { return Int(first) }
        guard first == 0x81, let length = bytes.popFirst(), length >= 0x80 else { return nil }
        return Int(length)
    }

    private static func readInteger(from bytes: inout ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        guard let length = readHeader(0x02, from: &bytes), length > 0, length <= bytes.count else { return nil }
        var digits = bytes.prefix(length)
        bytes = bytes.dropFirst(length)
        guard let first = digits.first, first < 0x80 else { return nil }
        if first == 0, digits.count > 1 {
            digits = digits.dropFirst()
            guard let second = digits.first, second >= 0x80 else { return nil }
        }
        guard digits.count <= size else { return nil }
        return [UInt8](repeating: 0, count: size - digits.count) + digits
    }
}
