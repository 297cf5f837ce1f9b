/// `Number::toString` of ECMA-262 §6.1.6.1.20, which RFC 8785 §3.2.2.3 makes the one spelling of a number.
enum ECMAScriptNumber {
    /// The nearest double's spelling. Up to 2^53 a double holds every integer, and writes it with all its digits.
    static func text(_ value: Int64) -> String {
        value.magnitude <= 1 << 53 ? String(value) : text(Double(value))
    }

    /// Finite values only; minus zero is `0`.
    static func text(_ value: Double) -> String {
        if value == 0 { return "0" }
        let (digits, point) = shortestDigits(value.magnitude)
        let sign = value < 0 ? "-" : ""
        let count = digits.count
        switch point {
        case count...21 where point >= count:
            return sign + digits + String(repeating: "0", count: point - count)
        case 1...21:
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0:
            return sign + "0." + String(repeating: "0", count: -point) + digits
        default:
            let exponent = point - 1
            let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
        }
    }

    /// The fewest digits that read back as the same double, closest first, and where the point stands: value =
    /// 0.digits × 10^point. Swift's `description` finds the same digits ECMAScript asks for; only the layout differs.
    private static func shortestDigits(_ value: Double) -> (digits: String, point: Int) {
        let parts = value.description.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        let whole = mantissa[0]
        let fraction = mantissa.count == 2 ? mantissa[1] : ""
        let all = whole + fraction
        let leadingZeros = all.prefix { $0 == "0" }.count
        var digits = all.dropFirst(leadingZeros)
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), whole.count + exponent - leadingZeros)
    }
}
