/// Amounts of resources: `1000m` is `1`, `1Gi` is `1073741824` (apimachinery, `resource.Quantity`).
struct KubernetesQuantity: Sendable, Hashable {
    private let exact: DecimalNumber

    /// Nil for text that is no quantity.
    init?(_ text: String) {
        let number = text.prefix { "+-.0123456789".contains($0) }
        let suffix = text.dropFirst(number.count)
        guard number.contains(where: \.isNumber), text.utf8.count <= 64 else { return nil }
        let digits = number.filter { $0 != "." && $0 != "+" && $0 != "-" }
        let scale = number.firstIndex(of: ".").map { number.distance(from: $0, to: number.endIndex) - 1 } ?? 0
        guard number.count(where: { $0 == "." }) <= 1, number.dropFirst().allSatisfy({ $0 != "+" && $0 != "-" }) else {
            return nil
        }
        if let power = Self.decimal[String(suffix)] {
            exact = DecimalNumber("\(number.drop { $0 == "+" })e\(power)")
        } else if let factor = Self.binary[String(suffix)] {
            // Exact in 128 bits for any honest amount; anything larger is not compared as one.
            guard let whole = Int128(digits) else { return nil }
            let (product, isTooLarge) = whole.multipliedReportingOverflow(by: Int128(1) << Int128(factor))
            guard !isTooLarge else { return nil }
            exact = DecimalNumber("\(number.first == "-" ? "-" : "")\(product)e-\(scale)")
        } else if suffix.first == "e" || suffix.first == "E", let power = Int(suffix.dropFirst()), power.magnitude < 100
        {
            exact = DecimalNumber("\(number.drop { $0 == "+" })e\(power)")
        } else {
            return nil
        }
    }

    private static let decimal: [String: Int] = [
        "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    ]
    private static let binary: [String: Int] = ["Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60]

    /// Whether the place holds amounts: elsewhere `1k` is a text.
    static func isPlace(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let last = parts.last else { return false }
        if ["averageValue", "divisor", "sizeLimit", "storage"].contains(last) { return true }
        // The limits of a `LimitRange` stand one level deeper.
        if path.hasPrefix("/spec/limits/") { return true }
        return parts.count >= 2
            && ["capacity", "hard", "limits", "podFixed", "requests"].contains(parts[parts.count - 2])
    }
}
