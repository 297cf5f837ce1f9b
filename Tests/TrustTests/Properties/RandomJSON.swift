import Trust

/// Random documents, with a liking for what goes wrong: edges of numbers, escapes, surrogates, empty names.
struct RandomJSON<Generator: RandomNumberGenerator> {
    var generator: Generator

    mutating func value(depth: Int = 4) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .integer(integer())
        case 3: .number(number())
        case 4, 5: .string(string())
        case 6: .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in value(depth: depth - 1) })
        default: .object(members(depth: depth - 1))
        }
    }

    /// Names that differ as text, so not only in normalisation.
    private mutating func members(depth: Int) -> [String: JSON] {
        var members: [String: JSON] = [:]
        for _ in 0..<Int.random(in: 0..<(Int.random(in: 0..<20, using: &generator) == 0 ? 60 : 6), using: &generator) {
            members[string()] = value(depth: depth)
        }
        return members
    }

    private mutating func integer() -> Int64 {
        Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0..<64, using: &generator)
    }

    private mutating func number() -> Double {
        let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
        return value.isFinite ? value : 0.5
    }

    mutating func string() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0..<12, using: &generator) { text.unicodeScalars.append(scalar()) }
        return text
    }

    private mutating func scalar() -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x20...0x7E, 0x20...0x7E, 0x22...0x22, 0x5C...0x5C, 0x7F...0x7FF, 0x300...0x30F,
            0x800...0xD7FF, 0xE000...0xFFFF, 0x1_0000...0x10_FFFF,
        ]
        let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
        return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "?"
    }

    /// The document with a few bytes changed, cut, repeated or put in.
    mutating func mutation(of bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.removeLast(bytes.count - place)
            case 3: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
            default:
                let tokens = [
                    "{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", ",", ":", "-", "1e999", "null", "\u{0}",
                    "\u{212A}", "\u{301}",
                ]
                let token = tokens[Int.random(in: 0..<tokens.count, using: &generator)]
                bytes.insert(contentsOf: token.utf8, at: place)
            }
        }
        return bytes
    }
}
