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
    private static let standardValues = values(of: standardDigits)
    private static let urlValues = values(of: urlDigits)
    private static let pad = UInt8(ascii: "=")
    /// Not a digit: six bits make one, so any of the two above them tells.
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
        var text = text
        return text.withUTF8 { decode($0, alphabet) }
    }

    /// The same of a text's bytes.
    static func decode(_ text: [UInt8], _ alphabet: Alphabet = .standard) -> [UInt8]? {
        text.withUnsafeBufferPointer { decode($0, alphabet) }
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ alphabet: Alphabet) -> [UInt8]? {
        var digits = text[...]
        if digits.last == pad || alphabet == .standard {
            guard digits.count.isMultiple(of: 4) else { return nil }
            if digits.last == pad { digits.removeLast() }
            if digits.last == pad { digits.removeLast() }
        }
        // A single digit carries six bits: not one byte.
        guard digits.count % 4 != 1 else { return nil }
        let content = UnsafeBufferPointer(rebasing: digits)
        return switch alphabet {
        case .standard: decode(content, standardValues)
        case .url: decode(content, urlValues)
        case .either: decode(content, standardValues) ?? decode(content, urlValues)
        }
    }

    /// Four digits make three bytes, and two or three left over make one or two.
    private static func decode(_ digits: UnsafeBufferPointer<UInt8>, _ values: [UInt8]) -> [UInt8]? {
        let (groups, left) = digits.count.quotientAndRemainder(dividingBy: 4)
        var isSound = true
        let bytes = [UInt8](unsafeUninitializedCapacity: digits.count * 3 / 4) { bytes, count in
            // Pointers, unchecked in a release build, for speed: every index into `digits` is below 4 × `groups`, every
            // one into `bytes` below 3 × `groups`, and a byte is always one of the 256 places of `values`.
            values.withUnsafeBufferPointer { values in
                for group in 0..<groups {
                    let first = values[Int(digits[group * 4])]
                    let second = values[Int(digits[group * 4 + 1])]
                    let third = values[Int(digits[group * 4 + 2])]
                    let fourth = values[Int(digits[group * 4 + 3])]
                    guard first | second | third | fourth < 64 else {
                        isSound = false
                        return
                    }
                    bytes[group * 3] = first << 2 | second >> 4
                    bytes[group * 3 + 1] = second << 4 | third >> 2
                    bytes[group * 3 + 2] = third << 6 | fourth
                }
                count = groups * 3
            }
            guard isSound, left > 0 else { return }
            var held: UInt32 = 0
            for digit in digits.suffix(left) {
                let value = values[Int(digit)]
                isSound = isSound && value < 64
                held = held << 6 | UInt32(value)
            }
            // Two digits are a byte and four bits too many, three are two bytes and two bits too many.
            let spare: UInt32 = left == 2 ? 4 : 2
            isSound = isSound && held & (1 << spare - 1) == 0
            held >>= spare
            if left == 3 {
                bytes[count] = UInt8(truncatingIfNeeded: held >> 8)
                count += 1
            }
            bytes[count] = UInt8(truncatingIfNeeded: held)
            count += 1
        }
        return isSound ? bytes : nil
    }

    /// Adds the standard form of `bytes`, without a string in between.
    static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        let size = (bytes.count + 2) / 3 * 4
        text.reserveCapacity(text.count + size)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: pieceSize / 3 * 4) { piece in
            var start = 0
            while start < bytes.count {
                let end = min(start + pieceSize, bytes.count)
                let count = bytes[start..<end].withUnsafeBufferPointer {
                    encode($0, standardDigits, isPadded: true, to: piece)
                }
                text.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<count]))
                start = end
            }
        }
    }

    /// A multiple of three, so that no piece but the last is padded.
    private static let pieceSize = 12 << 10

    private static func encode(_ bytes: [UInt8], _ digits: [UInt8], isPadded: Bool) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
            bytes.withUnsafeBufferPointer { encode($0, digits, isPadded: isPadded, to: text) }
        }
    }

    /// Three bytes make four digits, and one or two left over make two or three, with padding or without.
    ///
    /// - Parameter text: room for four digits for each three bytes, begun or whole.
    /// - Returns: how many digits were written.
    private static func encode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ digits: [UInt8], isPadded: Bool,
        to text: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        let (groups, left) = bytes.count.quotientAndRemainder(dividingBy: 3)
        // Pointers, unchecked in a release build, for speed: every index into `bytes` is below 3 × `groups`, every one into
        // `text` below 4 × `groups`, and six bits are always one of the 64 digits.
        digits.withUnsafeBufferPointer { digits in
            for group in 0..<groups {
                let first = bytes[group * 3]
                let second = bytes[group * 3 + 1]
                let third = bytes[group * 3 + 2]
                text[group * 4] = digits[Int(first >> 2)]
                text[group * 4 + 1] = digits[Int((first << 4 | second >> 4) & 63)]
                text[group * 4 + 2] = digits[Int((second << 2 | third >> 6) & 63)]
                text[group * 4 + 3] = digits[Int(third & 63)]
            }
        }
        var count = groups * 4
        guard left > 0 else { return count }
        let first = bytes[groups * 3]
        let second = left == 2 ? bytes[groups * 3 + 1] : 0
        var last = [digits[Int(first >> 2)], digits[Int((first << 4 | second >> 4) & 63)]]
        if left == 2 { last.append(digits[Int(second << 2 & 63)]) }
        while isPadded, last.count < 4 { last.append(pad) }
        for digit in last {
            text[count] = digit
            count += 1
        }
        return count
    }

    private static func values(of digits: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: invalid, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }
}
