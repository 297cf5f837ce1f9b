/// One encoded value: tag, content, and the whole encoding as it stood.
struct DERValue {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    let encoding: ArraySlice<UInt8>

    /// Reads what a constructed value holds.
    var reader: DERReader { DERReader(content) }

    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let bits: UInt8 = 0x03
    static let octets: UInt8 = 0x04
    static let identifier: UInt8 = 0x06
    static let utf8: UInt8 = 0x0c
    static let utcTime: UInt8 = 0x17
    static let generalizedTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31

    /// A constructed context tag, such as `[n] EXPLICIT` writes.
    static func explicit(_ number: UInt8) -> UInt8 { 0xa0 | number }

    /// A small non-negative INTEGER in its shortest form; nil for any other.
    var smallInteger: Int? {
        guard tag == Self.integer, (1...4).contains(content.count), let first = content.first, first < 0x80,
            content.count == 1 || first != 0 || (content.dropFirst().first ?? 0) >= 0x80
        else { return nil }
        return content.reduce(0) { $0 << 8 | Int($1) }
    }

    /// Nil unless it is a UTF8String of valid UTF-8.
    var text: String? {
        tag == Self.utf8 ? String(validating: content, as: UTF8.self) : nil
    }
}
