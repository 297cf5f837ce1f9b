extension Duration {
    /// Parses `90s`, `5m`, `2h`, `7d` or a sum such as `1h30m`; nil for no unit, no number, a sign or a fraction.
    public init?(text: some StringProtocol) {
        var total: Int64 = 0
        var digits = ""
        var sawUnit = false
        for character in text {
            if ("0"..."9").contains(character) {
                digits.append(character)
                guard digits.count <= 9 else { return nil }
                continue
            }
            guard let value = Int64(digits), let unit = Self.seconds(in: character) else { return nil }
            // Nine digits of the largest unit fit many times; a sum of megabytes does not.
            let (sum, isTooLarge) = total.addingReportingOverflow(value * unit)
            guard !isTooLarge else { return nil }
            total = sum
            digits = ""
            sawUnit = true
        }
        guard sawUnit, digits.isEmpty else { return nil }
        self = .seconds(total)
    }

    private static func seconds(in unit: Character) -> Int64? {
        switch unit {
        case "s": 1
        case "m": 60
        case "h": 3_600
        case "d": 86_400
        default: nil
        }
    }

    /// The same grammar, largest units first, whole seconds; `0s` for less than one.
    public var text: String {
        var rest = components.seconds
        guard rest > 0 else { return "0s" }
        var parts = ""
        for (unit, seconds) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] as [(String, Int64)] {
            if rest >= seconds {
                parts += "\(rest / seconds)\(unit)"
                rest %= seconds
            }
        }
        return parts
    }
}
