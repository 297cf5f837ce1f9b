extension Instant {
    /// Parses RFC 3339 in UTC: `2026-11-21T14:00:00Z`, with an optional fraction of up to nine digits.
    ///
    /// Nil for an offset other than `Z`, lower-case `t`/`z`, a missing digit, a date that does not exist, or a leap
    /// second: evidence compares instants as text elsewhere, so one spelling is kept.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes.last == UInt8(ascii: "Z")
        else { return nil }
        self.init(
            year: bytes[0..<4], month: bytes[5..<7], day: bytes[8..<10], hour: bytes[11..<13], minute: bytes[14..<16],
            second: bytes[17..<19], fraction: bytes[19..<(bytes.count - 1)])
    }

    /// The digits of a date that exists and of a time of its day.
    ///
    /// - Parameter fraction: empty, or a point and one to nine digits.
    init?(
        year: ArraySlice<UInt8>, month: ArraySlice<UInt8>, day: ArraySlice<UInt8>, hour: ArraySlice<UInt8>,
        minute: ArraySlice<UInt8>, second: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>
    ) {
        guard let year = Self.number(year), let month = Self.number(month), let day = Self.number(day),
            let hour = Self.number(hour), let minute = Self.number(minute), let second = Self.number(second),
            (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var nanoseconds = 0
        if let point = fraction.first {
            let digits = fraction.dropFirst()
            guard point == UInt8(ascii: "."), (1...9).contains(digits.count), let value = Self.number(digits) else {
                return nil
            }
            nanoseconds = value
            for _ in digits.count..<9 { nanoseconds *= 10 }
        }
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        self.init(
            seconds: Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second),
            nanoseconds: Int32(nanoseconds))
    }

    /// RFC 3339 with `Z`; a fraction only when there is one, without trailing zeros.
    public var rfc3339: String {
        let days = seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400)
        let rest = Int(seconds - days * 86_400)
        let (year, month, day) = Self.civil(daysSinceEpoch: Int(days))
        guard (0...9_999).contains(year) else { return "\(year)" + rfc3339(inYear: 0, month, day, rest).dropFirst(4) }
        return rfc3339(inYear: year, month, day, rest)
    }

    /// - Parameter year: of four digits.
    private func rfc3339(inYear year: Int, _ month: Int, _ day: Int, _ second: Int) -> String {
        // A report holds tens of thousands of instants: written at once, and no string is made for a part of one.
        String(unsafeUninitializedCapacity: 30) { text in
            var count = 0
            func append(_ value: Int, _ width: Int, _ end: UInt8) {
                var rest = value
                for place in (count..<count + width).reversed() {
                    text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                text[count + width] = end
                count += width + 1
            }
            append(year, 4, UInt8(ascii: "-"))
            append(month, 2, UInt8(ascii: "-"))
            append(day, 2, UInt8(ascii: "T"))
            append(second / 3_600, 2, UInt8(ascii: ":"))
            append(second / 60 % 60, 2, UInt8(ascii: ":"))
            append(second % 60, 2, UInt8(ascii: nanoseconds > 0 ? "." : "Z"))
            guard nanoseconds > 0 else { return count }
            var (fraction, width) = (Int(nanoseconds), 9)
            while fraction.isMultiple(of: 10) { (fraction, width) = (fraction / 10, width - 1) }
            append(fraction, width, UInt8(ascii: "Z"))
            return count
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // The proleptic Gregorian calendar, counted in 400-year eras that begin on 1 March, so that the leap day is the
    // last day of its year.
    static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1
        )
    }
}

extension Instant: CustomStringConvertible {
    public var description: String { rfc3339 }
}
