import Trust

/// `osv-scanner --format json`: records of the OSV schema by package.
enum OSVReader {
    static func read(_ root: ScanFields) throws(ScanFault) -> VulnerabilityScan {
        var found: [VulnerabilityMatch] = []
        var packages = 0
        for result in try root.objects("results") {
            for entry in try result.objects("packages") {
                packages += 1
                guard let package = try entry.object("package") else {
                    throw ScanFault("`package` is missing", at: entry.value)
                }
                for record in try entry.objects("vulnerabilities") { found.append(try read(record, in: package)) }
            }
        }
        return VulnerabilityScan(
            format: .osv, scanner: "osv-scanner", scannedAt: nil, databaseAt: nil, subjects: [],
            coverage: packages > 0 ? .something : .nothing("no package is listed"), filter: nil, matches: found)
    }

    private static func read(_ record: ScanFields, in package: ScanFields) throws(ScanFault) -> VulnerabilityMatch {
        let name = try package.requiredText("name")
        let version = try package.text("version") ?? ""
        let ecosystem = try package.text("ecosystem") ?? ""
        var score: Double?
        for rating in try record.objects("severity") {
            guard let vector = try rating.text("score"), let one = CVSSVector.score(vector) else { continue }
            score = max(score ?? 0, one)
        }
        let word = try record.object("database_specific")?.text("severity")
        return VulnerabilityMatch(
            id: try record.requiredText("id"), aliases: try record.texts("aliases"), package: "\(name) \(version)",
            packageURL: packageURL(ecosystem, name, version),
            severity: max(
                VulnerabilitySeverity(word: word), score.map { VulnerabilitySeverity(score: $0) } ?? .unknown),
            score: score,
            fix: try fix(record, ecosystem, name),
            // Withdrawn records are told, not dropped: why is for a person to see.
            suppression: try record.instant("withdrawn").map { "withdrawn at \($0)" })
    }

    private static let types: [String: String] = [
        "npm": "npm", "PyPI": "pypi", "Go": "golang", "crates.io": "cargo", "RubyGems": "gem", "NuGet": "nuget",
        "Maven": "maven", "Packagist": "composer", "Hex": "hex", "Pub": "pub",
    ]

    private static func packageURL(_ ecosystem: String, _ name: String, _ version: String) -> PackageURL? {
        guard let type = types[ecosystem] else { return nil }
        var parts = name.split(separator: ecosystem == "Maven" ? ":" : "/").map(String.init)
        guard let last = parts.popLast() else { return nil }
        return PackageURL(type: type, namespace: parts, name: last, version: version.isEmpty ? nil : version)
    }

    private static func fix(
        _ record: ScanFields, _ ecosystem: String, _ name: String
    ) throws(ScanFault) -> VulnerabilityMatch.Fix {
        var versions: [String] = []
        var isOpenEnded = false
        for affected in try record.objects("affected") {
            if let package = try affected.object("package"), try package.text("name") != name { continue }
            for range in try affected.objects("ranges") {
                let events = try range.objects("events")
                for event in events {
                    if let version = try event.text("fixed") { versions.append(version) }
                }
                // A last affected version has one after it that is not, or will have.
                let hasLast = events.contains { $0.value["last_affected"] != nil || $0.value["limit"] != nil }
                isOpenEnded = isOpenEnded || !events.isEmpty && !hasLast
            }
        }
        guard versions.isEmpty else { return .available(versions) }
        return isOpenEnded ? .none : .unknown
    }
}
