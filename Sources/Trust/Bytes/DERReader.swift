/// Reads DER (X.690, section 10) one value at a time, and nothing but DER: one-byte tags, lengths written the shortest
/// way, no value longer than what holds it. Whoever signs or hashes an encoding must not be given two of the same
/// thing.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// The one value that `bytes` are.
    static func only(_ tag: UInt8, in bytes: ArraySlice<UInt8>) throws(DERFault) -> DERValue {
        var reader = DERReader(bytes)
        let value = try reader.next(tag)
        try reader.end()
        return value
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The tag of the next value; nil at the end.
    var nextTag: UInt8? { rest.first }

    mutating func next() throws(DERFault) -> DERValue {
        let whole = rest
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { throw DERFault("the encoding ends early") }
        guard tag & 0x1f != 0x1f else { throw DERFault("a tag of more than one byte") }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7f)
            // 0x80 is BER's indefinite length; four bytes are beyond anything read here.
            guard (1...4).contains(count), rest.count >= count else { throw DERFault("a length that is not DER") }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            guard rest.first != 0, length >= 0x80 else { throw DERFault("a length not written the shortest way") }
            rest = rest.dropFirst(count)
        }
        guard length <= rest.count else { throw DERFault("a value longer than what holds it") }
        let content = rest.prefix(length)
        rest = rest.dropFirst(length)
        return DERValue(tag: tag, content: content, encoding: whole[..<content.endIndex])
    }

    mutating func next(_ tag: UInt8) throws(DERFault) -> DERValue {
        guard nextTag == tag else {
            let found = nextTag.map { "0x" + Hex.encode([$0]) } ?? "nothing"
            throw DERFault("\(found) where the tag 0x\(Hex.encode([tag])) was expected")
        }
        return try next()
    }

    /// The next value if it has that tag.
    mutating func optional(_ tag: UInt8) throws(DERFault) -> DERValue? {
        nextTag == tag ? try next() : nil
    }

    func end() throws(DERFault) {
        guard rest.isEmpty else { throw DERFault("\(rest.count) bytes after the end") }
    }

    /// All values to the end.
    mutating func all() throws(DERFault) -> [DERValue] {
        var values: [DERValue] = []
        while !isAtEnd { values.append(try next()) }
        return values
    }
}

/// Why bytes are not the DER that was expected.
struct DERFault: Error, Hashable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
