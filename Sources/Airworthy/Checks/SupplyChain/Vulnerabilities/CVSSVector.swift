/// The base score of a CVSS vector (FIRST, CVSS 2.0 section 3.2.1; CVSS 3.0 and 3.1 section 7.1).
enum CVSSVector {
    /// Nil for a vector that is malformed or of another version: version 4's score comes from a table of its own.
    static func score(_ vector: String) -> Double? {
        var metrics: [String: String] = [:]
        var parts = vector.split(separator: "/")
        let version = parts.first.map(String.init)
        if version?.hasPrefix("CVSS:") == true { parts.removeFirst() }
        for part in parts {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false)
            guard pair.count == 2, metrics.updateValue(String(pair[1]), forKey: String(pair[0])) == nil else {
                return nil
            }
        }
        switch version {
        case "CVSS:3.1": return version3(metrics, round: roundedUp31)
        case "CVSS:3.0": return version3(metrics) { ($0 * 10).rounded(.up) / 10 }
        case let other? where other.hasPrefix("CVSS:"): return nil
        default: return version2(metrics)
        }
    }

    private static func value(_ metric: String, _ metrics: [String: String], _ values: [String: Double]) -> Double? {
        metrics[metric].flatMap { values[$0] }
    }

    private static func version3(_ metrics: [String: String], round: (Double) -> Double) -> Double? {
        let impacts = ["H": 0.56, "L": 0.22, "N": 0]
        guard let scope = metrics["S"], scope == "U" || scope == "C" else { return nil }
        let isChanged = scope == "C"
        guard let vector = value("AV", metrics, ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2]),
            let complexity = value("AC", metrics, ["L": 0.77, "H": 0.44]),
            let privileges = value(
                "PR", metrics, isChanged ? ["N": 0.85, "L": 0.68, "H": 0.5] : ["N": 0.85, "L": 0.62, "H": 0.27]),
            let interaction = value("UI", metrics, ["N": 0.85, "R": 0.62]),
            let confidentiality = value("C", metrics, impacts), let integrity = value("I", metrics, impacts),
            let availability = value("A", metrics, impacts)
        else { return nil }
        let base = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability)
        let impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * power(base - 0.02, 15) : 6.42 * base
        guard impact > 0 else { return 0 }
        let exploitability = 8.22 * vector * complexity * privileges * interaction
        return round(min(isChanged ? 1.08 * (impact + exploitability) : impact + exploitability, 10))
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// Rounds up to a tenth without floating point's last digit (CVSS 3.1, appendix A).
    private static func roundedUp31(_ score: Double) -> Double {
        let scaled = Int((score * 100_000).rounded())
        return scaled.isMultiple(of: 10_000) ? Double(scaled) / 100_000 : Double(scaled / 10_000 + 1) / 10
    }

    private static func version2(_ metrics: [String: String]) -> Double? {
        let impacts = ["N": 0, "P": 0.275, "C": 0.66]
        guard let vector = value("AV", metrics, ["L": 0.395, "A": 0.646, "N": 1]),
            let complexity = value("AC", metrics, ["H": 0.35, "M": 0.61, "L": 0.71]),
            let authentication = value("Au", metrics, ["M": 0.45, "S": 0.56, "N": 0.704]),
            let confidentiality = value("C", metrics, impacts), let integrity = value("I", metrics, impacts),
            let availability = value("A", metrics, impacts)
        else { return nil }
        let impact = 10.41 * (1 - (1 - confidentiality) * (1 - integrity) * (1 - availability))
        let exploitability = 20 * vector * complexity * authentication
        let factor = impact == 0 ? 0 : 1.176
        return ((0.6 * impact + 0.4 * exploitability - 1.5) * factor * 10).rounded() / 10
    }
}
