import Trust

extension Instant {
    /// RFC 3339 with `Z` or a numeric offset. Our own files have one spelling of an instant; other people's programs write
    /// what their libraries do.
    init?(zoned text: some StringProtocol) {
        if let instant = Instant(rfc3339: text) {
            self = instant
            return
        }
        guard let offset = Self.offset(text.suffix(6)), let local = Instant(rfc3339: text.dropLast(6) + "Z") else {
            return nil
        }
        self = local - offset
    }

    /// `+02:00`, or `+0200`: east of Greenwich.
    static func offset(_ text: some StringProtocol) -> Duration? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: ":") }.dropFirst().map { Int($0) - 0x30 }
        guard text.utf8.count == 5 || (text.utf8.count == 6 && text.dropFirst(3).first == ":"), digits.count == 4,
            digits.allSatisfy((0...9).contains), let sign = text.first, sign == "+" || sign == "-"
        else { return nil }
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hours <= 14, minutes < 60 else { return nil }
        let offset = Duration.seconds(hours * 3_600 + minutes * 60)
        return sign == "+" ? offset : .zero - offset
    }
}
