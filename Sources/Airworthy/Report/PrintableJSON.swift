public import Trust

/// JSON that a terminal, a YAML reader and a person read as what it is: equal to the plain text as a value, with every
/// character that could act or hide written as an escape.
public enum PrintableJSON {
    public static func text(_ json: JSON) -> String { escaped(json.prettyText()) }

    /// One string with its quotes. A JSON string is a YAML 1.2 double-quoted scalar too (YAML 1.2.2 §1.3).
    static func quoted(_ text: String) -> String {
        escaped(String(decoding: JSON.string(text).canonicalBytes(), as: UTF8.self))
    }

    private static func disarmed(_ text: String) -> String {
        let orders = SafeText.orders(in: text)
        guard !orders.isEmpty else { return text }
        var bytes = Array(text.utf8)
        for order in orders.reversed() { bytes.replaceSubrange(order.hash...order.hash, with: "\\u0023".utf8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What is not ASCII occurs inside strings only, as two hashes do, so an escape can take its place anywhere.
    private static func escaped(_ given: String) -> String {
        let text = disarmed(given)
        guard text.unicodeScalars.contains(where: { $0.value >= 0x7f && !SafeText.isSafe($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            guard scalar.value >= 0x7f, !SafeText.isSafe(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let hex = String(unit, radix: 16)
                result += "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)"
            }
        }
        return result
    }
}
