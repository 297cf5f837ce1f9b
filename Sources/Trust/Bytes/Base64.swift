/// Base 64, strict: one spelling of each byte string per alphabet and padding (RFC 4648 §3.5, §12).
public enum Base64 {
    public enum Alphabet: Sendable, Hashable {
        /// RFC 4648 §4, padding required.
        case standard
        /// RFC 4648 §5, padding whole or absent.
        case url
        /// One of the two for the whole text, padding whole or absent: what DSSE and protobuf JSON readers accept.
        case either
    }

    private static let standardDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let standardValues = values(of: [standardDigits])
    private static let urlValues = values(of: [urlDigits])
    private static let eitherValues = values(of: [standardDigits, urlDigits])
    private static let pad = UInt8(ascii: "=")
    /// Not a digit; any value with a bit above the lower six will do.
    private static let invalid: UInt8 = 0xFF

    public static func encode(_ bytes: [UInt8]) -> String {
        encode(bytes, standardDigits, isPadded: true)
    }

    /// URL-safe, without padding (RFC 4648 §5).
    public static func encodeURL(_ bytes: [UInt8]) -> String {
        encode(bytes, urlDigits, isPadded: false)
    }

    /// Nil for anything outside the alphabet, white space included, wrong padding, or unused bits that are not zero.
    public static func decode(_ text: String, _ alphabet: Alphabet = .standard) -> [UInt8]? {
        var digits = Array(text.utf8)[...]
        if digits.last == pad || alphabet == .standard {
            guard digits.count.isMultiple(of: 4) else { return nil }
            if digits.last == pad { digits.removeLast() }
            if digits.last == pad { digits.removeLast() }
        }
        // A single digit carries six bits: not one byte.
        guard digits.count % 4 != 1 else { return nil }
        switch alphabet {
        case .standard: return decode(digits, standardValues)
        case .url: return decode(digits, urlValues)
        case .either:
            let isURL = digits.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
            let isStandard = digits.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
            return isURL && isStandard ? nil : decode(digits, eitherValues)
        }
    }

    private static func decode(_ digits: ArraySlice<UInt8>, _ values: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var held: UInt32 = 0
        var heldBits: UInt32 = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value != invalid else { return nil }
            held = held << 6 | UInt32(value)
            heldBits += 6
            if heldBits >= 8 {
                heldBits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> heldBits))
                held &= (1 << heldBits) - 1
            }
        }
        return held == 0 ? bytes : nil
    }

    private static func encode(_ bytes: [UInt8], _ digits: [UInt8], isPadded: Bool) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var held: UInt32 = 0
        var heldBits: UInt32 = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            heldBits += 8
            while heldBits >= 6 {
                heldBits -= 6
                text.append(digits[Int(held >> heldBits & 63)])
            }
            held &= (1 << heldBits) - 1
        }
        if heldBits > 0 { text.append(digits[Int(held << (6 - heldBits) & 63)]) }
        while isPadded, !text.count.isMultiple(of: 4) { text.append(pad) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func values(of alphabets: [[UInt8]]) -> [UInt8] {
        var values = [UInt8](repeating: invalid, count: 256)
        for digits in alphabets {
            for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        }
        return values
    }
}
