import Trust

/// `trivy image --format json` (schema version 2).
enum TrivyReader {
    static func read(_ root: ScanFields) throws(ScanFault) -> VulnerabilityScan {
        guard root.value["SchemaVersion"]?.integer == 2 else { throw ScanFault("`SchemaVersion` is not 2") }
        var found: [VulnerabilityMatch] = []
        var looked = false
        for result in try root.objects("Results") {
            // Secrets and misconfiguration are other questions.
            if ["os-pkgs", "lang-pkgs"].contains(try result.text("Class") ?? "") { looked = true }
            for vulnerability in try result.objects("Vulnerabilities") {
                found.append(try read(vulnerability, suppression: nil))
            }
            for modified in try result.objects("ExperimentalModifiedFindings")
            where try modified.text("Type") == "vulnerability" {
                guard let finding = try modified.object("Finding") else {
                    throw ScanFault("`Finding` is missing", at: modified.value)
                }
                let reason = try modified.firstText("Statement", "Source") ?? ""
                let status = try modified.text("Status") ?? "ignored"
                found.append(try read(finding, suppression: reason.isEmpty ? status : "\(status): \(reason)"))
            }
        }
        let version = try root.object("Trivy")?.text("Version")
        let metadata = try root.object("Metadata")
        let names = try metadata?.texts("RepoDigests") ?? []
        return VulnerabilityScan(
            format: .trivy, scanner: ["trivy", version].compactMap { $0 }.joined(separator: " "),
            // The database's date is printed by `trivy version` and not kept in the report.
            scannedAt: try root.instant("CreatedAt"), databaseAt: nil,
            subjects: (names + [try root.text("ArtifactName") ?? ""]).compactMap(Digest.named),
            coverage: looked || !found.isEmpty
                ? .something : .nothing("`Results` names no packages of a distribution or language"),
            filter: nil, matches: found)
    }

    private static func read(_ fields: ScanFields, suppression: String?) throws(ScanFault) -> VulnerabilityMatch {
        var score: Double?
        if let ratings = try fields.object("CVSS") {
            for (_, rating) in ratings.value.members {
                let rating = try ScanFields(rating)
                for name in ["V40Score", "V3Score", "V2Score"] {
                    guard let one = try rating.score(name) else { continue }
                    score = max(score ?? 0, one)
                    // An older version's score only where there is no newer one.
                    break
                }
            }
        }
        let name = try fields.requiredText("PkgName")
        let version = try fields.text("InstalledVersion") ?? ""
        return VulnerabilityMatch(
            id: try fields.requiredText("VulnerabilityID"), aliases: try fields.texts("VendorIDs"),
            package: "\(name) \(version)", packageURL: try fields.object("PkgIdentifier")?.packageURL("PURL"),
            severity: VulnerabilitySeverity(word: try fields.text("Severity")), score: score, fix: try fix(fields),
            suppression: suppression)
    }

    private static func fix(_ fields: ScanFields) throws(ScanFault) -> VulnerabilityMatch.Fix {
        if let version = try fields.text("FixedVersion"), !version.isEmpty {
            return .available(version.split(separator: ",").map { String($0.drop { $0 == " " }) })
        }
        switch try fields.text("Status") {
        case "affected", "will_not_fix", "fix_deferred", "end_of_life": return .none
        case nil: return .none
        default: return .unknown
        }
    }
}
