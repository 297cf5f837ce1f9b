/// Base 16, lower case only in both directions: registries and in-toto compare digests as text, so `AB` and `ab`
/// must never be two spellings of one thing.
public enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            // Unchecked in a release build: a collection yields `count` elements, for twice as many digits.
            var count = 0
            for byte in bytes {
                text[count] = digits[Int(byte >> 4)]
                text[count + 1] = digits[Int(byte & 15)]
                count += 2
            }
            return count
        }
    }

    /// Nil for an odd count, an upper-case digit or anything else that is not `[0-9a-f]`.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        decode(text.bytes[...])
    }

    static func decode(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes = [UInt8](repeating: 0, count: digits.count / 2)
        // What is not a digit leaves a bit above the lower four.
        var all: UInt8 = 0
        var index = digits.startIndex
        for place in bytes.indices {
            let (high, low) = (values[Int(digits[index])], values[Int(digits[index + 1])])
            all |= high | low
            bytes[place] = high << 4 | low
            index += 2
        }
        return all < 16 ? bytes : nil
    }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()
}

extension StringProtocol {
    /// The text's UTF-8. `Array(text.utf8)` says the same, but goes through a substring element by element.
    var bytes: [UInt8] {
        utf8.withContiguousStorageIfAvailable { Array($0) } ?? Array(utf8)
    }
}
