/// The forms a run's report comes in; `-o FORMAT[=FILE]`.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
    case text, json, junit, sarif, tap, github, markdown, html, openmetrics

    /// `text, json, … or openmetrics`.
    public static var listing: String {
        let names = allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }

    /// Whether its lines may stand among others': GitHub takes workflow commands out of whatever a step prints.
    public var sharesOutput: Bool { self == .github }
}
