/// Reads numbers and bytes from the front, and never past the end.
struct OpenPGPReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }
    /// What has not been read.
    var remainder: ArraySlice<UInt8> { rest }

    mutating func byte() throws(Diagnostic) -> UInt8 {
        guard let byte = rest.popFirst() else { throw Self.truncated }
        return byte
    }

    mutating func bytes(_ count: Int) throws(Diagnostic) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw Self.truncated }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Big-endian, of up to four bytes.
    mutating func number(_ count: Int) throws(Diagnostic) -> UInt32 {
        try bytes(count).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A multiprecision integer (RFC 9580, section 3.2), leading zeros not kept.
    mutating func integer() throws(Diagnostic) -> ArraySlice<UInt8> {
        let bits = Int(try number(2))
        guard bits <= PublicKey.maximumRSABits else {
            throw OpenPGPFault.unreadable.diagnostic("a number of \(bits) bits")
        }
        return try bytes((bits + 7) / 8).drop { $0 == 0 }
    }

    private static var truncated: Diagnostic { OpenPGPFault.unreadable.diagnostic("the key ends early") }
}
