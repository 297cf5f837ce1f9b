/// One packet (RFC 9580, section 4): its type and what it holds.
struct OpenPGPPacket: Sendable {
    enum Kind: UInt8 {
        case signature = 2
        case secretKey = 5
        case publicKey = 6
        case secretSubkey = 7
        case marker = 10
        case trust = 12
        case userID = 13
        case publicSubkey = 14
        case userAttribute = 17
        case padding = 21
    }

    /// Far above what a key takes; a photograph in it has some tens of kibibytes.
    static let maximumBytes = 256 << 10
    /// A key signed by everybody at a conference has some hundreds.
    static let maximumCount = 4_000

    let kind: Kind
    let body: ArraySlice<UInt8>

    /// Every packet of a file, in order. What is private or may be passed over (types from 40 on, section 4.3) is.
    static func all(in bytes: [UInt8]) throws(Diagnostic) -> [OpenPGPPacket] {
        var reader = OpenPGPReader(bytes[...])
        var packets: [OpenPGPPacket] = []
        var count = 0
        while !reader.isAtEnd {
            count += 1
            guard count <= maximumCount else {
                throw OpenPGPFault.tooLarge.diagnostic("more than \(maximumCount) packets")
            }
            let tag = try reader.byte()
            guard tag & 0x80 != 0 else { throw OpenPGPFault.unreadable.diagnostic("not an OpenPGP packet") }
            let type = tag & 0x40 != 0 ? tag & 0x3f : tag >> 2 & 0x0f
            let length = tag & 0x40 != 0 ? try newLength(&reader) : try oldLength(tag & 3, &reader)
            guard length <= maximumBytes else {
                throw OpenPGPFault.tooLarge.diagnostic("a packet of \(length) bytes")
            }
            let body = try reader.bytes(length)
            if let kind = Kind(rawValue: type) {
                packets.append(OpenPGPPacket(kind: kind, body: body))
            } else if type < 40 {
                throw OpenPGPFault.unreadable.diagnostic("a packet of type \(type) where keys were expected")
            }
        }
        return packets
    }

    /// Section 4.2.1. Partial lengths are for data, and keys are none.
    private static func newLength(_ reader: inout OpenPGPReader) throws(Diagnostic) -> Int {
        let first = Int(try reader.byte())
        switch first {
        case ..<192: return first
        case ..<224: return (first - 192) << 8 + Int(try reader.byte()) + 192
        case 255: return Int(try reader.number(4))
        default: throw OpenPGPFault.unreadable.diagnostic("a key in pieces of partial length")
        }
    }

    /// Section 4.2.2. The fourth form, to the end of the file, is for data too.
    private static func oldLength(_ form: UInt8, _ reader: inout OpenPGPReader) throws(Diagnostic) -> Int {
        guard form < 3 else { throw OpenPGPFault.unreadable.diagnostic("a key of indeterminate length") }
        return Int(try reader.number(1 << Int(form)))
    }
}
