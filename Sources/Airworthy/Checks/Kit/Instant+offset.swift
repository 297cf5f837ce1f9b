import Trust

extension Instant {
    /// RFC 3339 with any offset, either case of `T` and `Z`, and a leap second, which counts as the second before it:
    /// JSON Schema's `date-time`. For documents others wrote; evidence of our own is always in UTC.
    init?(rfc3339OfAnyOffset text: String) {
        if let instant = Instant(rfc3339: text) {
            self = instant
            return
        }
        var bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 64, bytes[10] | 0x20 == UInt8(ascii: "t"), let last = bytes.last else {
            return nil
        }
        bytes[10] = UInt8(ascii: "T")
        var offset = Duration.zero
        if last | 0x20 == UInt8(ascii: "z") {
            bytes.removeLast()
        } else {
            guard bytes.count >= 25, let found = Self.offset(bytes.suffix(6)) else { return nil }
            offset = found
            bytes.removeLast(6)
        }
        if bytes.count > 29 { bytes = Self.withoutPicoseconds(bytes) }
        if bytes[17..<19].elementsEqual("60".utf8) {
            // Leap seconds end a minute; which days have one is not ours to know (RFC 3339, 5.7).
            bytes.replaceSubrange(17..<19, with: Array("59".utf8))
        }
        guard let local = Instant(rfc3339: String(decoding: bytes, as: UTF8.self) + "Z") else { return nil }
        self = local - offset
    }

    /// `+02:00`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Duration? {
        let bytes = Array(bytes)
        guard bytes[3] == UInt8(ascii: ":"), bytes[1].isDigit, bytes[2].isDigit, bytes[4].isDigit, bytes[5].isDigit
        else { return nil }
        let hours = bytes[1].digit * 10 + bytes[2].digit
        let minutes = bytes[4].digit * 10 + bytes[5].digit
        guard hours < 24, minutes < 60 else { return nil }
        let offset = Duration.seconds(hours * 3_600 + minutes * 60)
        switch bytes[0] {
        case UInt8(ascii: "+"): return offset
        case UInt8(ascii: "-"): return .zero - offset
        default: return nil
        }
    }

    // Digits after the ninth say nothing an instant can hold, as long as they are digits.
    private static func withoutPicoseconds(_ bytes: [UInt8]) -> [UInt8] {
        bytes[29...].allSatisfy(\.isDigit) ? Array(bytes[..<29]) : bytes
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var digit: Int { Int(self) - 0x30 }
}
