import Trust

extension VulnerabilitiesCheck {
    static func demands(_ arguments: inout FieldReader) throws(InputError) -> ScanDemands {
        let undated: Leniency? = try arguments.optionalChoice("undatedDatabase")
        let suppressions: Suppressions? = try arguments.optionalChoice("suppressions")
        return ScanDemands(
            age: AgeLimit(maxAge: try arguments.optionalDuration("maxAge") ?? .seconds(7 * 86_400)),
            databaseAge: AgeLimit(maxAge: try arguments.optionalDuration("maxDatabaseAge") ?? .seconds(5 * 86_400)),
            acceptsUndatedDatabase: undated == .accepted, threshold: try threshold(&arguments),
            acceptsSuppressions: suppressions == .accepted)
    }

    private static func threshold(_ arguments: inout FieldReader) throws(InputError) -> VulnerabilityThreshold {
        let severity: VulnerabilitySeverity = try arguments.optionalChoice("severity") ?? .high
        guard severity != .unknown else {
            throw InputError(
                "unknown-value", "`severity` of \(arguments.subject) is `unknown`, which is no threshold",
                at: arguments.place(of: "severity"), remedy: "write `negligible` to let nothing pass")
        }
        let unknown: Leniency? = try arguments.optionalChoice("unknownSeverity")
        return VulnerabilityThreshold(
            severity: severity, score: try score(&arguments), acceptsUnknown: unknown == .accepted,
            onlyFixable: try arguments.optionalBool("onlyFixable") ?? false)
    }

    private static func score(_ arguments: inout FieldReader) throws(InputError) -> Double? {
        guard let text = try arguments.optionalString("score") else { return nil }
        guard let score = Double(text), (0...10).contains(score) else {
            throw InputError(
                "unknown-value", "`score` of \(arguments.subject) is not a number from 0 to 10",
                at: arguments.place(of: "score"), remedy: "write a CVSS base score in quotes, such as \"7.0\"")
        }
        return score
    }

    /// Nil when left out; a list that names nothing is a mistake.
    static func list(_ key: String, _ arguments: inout FieldReader) throws(InputError) -> [String]? {
        guard let list = try arguments.optionalStrings(key) else { return nil }
        guard !list.isEmpty else {
            throw InputError(
                "empty-list", "`\(key)` of \(arguments.subject) is empty", at: arguments.place(of: key),
                remedy: "name at least one, or remove `\(key)`")
        }
        return list
    }
}
