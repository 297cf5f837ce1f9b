public import Trust

/// Enough of X.690 to write certificates, right and wrong ones: each function returns one encoded value.
public enum DERWriter {
    public static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        DEREncoding.value(tag, content)
    }

    public static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, Array(parts.joined())) }
    public static func set(_ parts: [UInt8]...) -> [UInt8] { value(0x31, Array(parts.joined())) }
    public static func octets(_ content: [UInt8]) -> [UInt8] { value(0x04, content) }
    public static func bits(_ content: [UInt8], unused: UInt8 = 0) -> [UInt8] { value(0x03, [unused] + content) }
    public static func boolean(_ value: Bool) -> [UInt8] { [0x01, 0x01, value ? 0xff : 0x00] }
    public static func utf8(_ text: String) -> [UInt8] { value(0x0c, Array(text.utf8)) }
    public static let null: [UInt8] = [0x05, 0x00]

    /// A constructed context tag, as `[n] EXPLICIT` writes.
    public static func explicit(_ number: UInt8, _ content: [UInt8]) -> [UInt8] { value(0xa0 | number, content) }
    /// A primitive context tag, as `[n] IMPLICIT` writes over a string.
    public static func implicit(_ number: UInt8, _ content: [UInt8]) -> [UInt8] { value(0x80 | number, content) }

    /// An unsigned big-endian magnitude as INTEGER.
    public static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        var digits = Array(magnitude.drop { $0 == 0 })
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
        return value(0x02, digits)
    }

    /// GeneralizedTime to the second, as RFC 3161, 2.4.2 writes it.
    public static func generalizedTime(_ instant: Instant) -> [UInt8] {
        value(0x18, Array(Instant(seconds: instant.seconds).rfc3339.filter { !"-:T".contains($0) }.utf8))
    }

    /// SET OF, its members in the order DER demands (X.690, 11.6).
    public static func setOf(_ members: [[UInt8]]) -> [UInt8] {
        value(0x31, Array(members.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
    }

    /// An OBJECT IDENTIFIER in dotted form, whose first two arcs fit one byte.
    public static func identifier(_ dotted: String) -> [UInt8] {
        value(0x06, DEREncoding.identifier(dotted))
    }
}
