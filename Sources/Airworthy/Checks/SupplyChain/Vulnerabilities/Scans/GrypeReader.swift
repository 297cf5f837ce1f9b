import Trust

/// `grype -o json`.
enum GrypeReader {
    static func read(_ root: ScanFields) throws(ScanFault) -> VulnerabilityScan {
        guard let descriptor = try root.object("descriptor") else { throw ScanFault("`descriptor` is missing") }
        guard let matches = try root.list("matches") else { throw ScanFault("`matches` is missing") }
        var found: [VulnerabilityMatch] = []
        for match in matches { found.append(try read(match, suppression: nil)) }
        for match in try root.list("ignoredMatches") ?? [] {
            found.append(try read(match, suppression: try suppression(try ScanFields(match))))
        }
        let source = try root.object("source")
        let target = source?.optional("target").flatMap { $0.kind == .object ? $0 : nil }
        let name = try descriptor.text("name") ?? "grype"
        let version = try descriptor.text("version")
        return VulnerabilityScan(
            format: .grype, scanner: [name, version].compactMap { $0 }.joined(separator: " "),
            scannedAt: try descriptor.instant("timestamp"), databaseAt: try database(descriptor),
            subjects: try subjects(target), coverage: try coverage(root, source, isEmpty: found.isEmpty),
            filter: try filter(descriptor), matches: found)
    }

    /// `db.built` up to 0.87; `db.status.built` since.
    private static func database(_ descriptor: ScanFields) throws(ScanFault) -> Instant? {
        guard let database = try descriptor.object("db") else { return nil }
        if let status = try database.object("status") { return try status.instant("built") }
        return try database.instant("built")
    }

    private static func subjects(_ target: JSONValue?) throws(ScanFault) -> [Digest] {
        guard let target else { return [] }
        let fields = try ScanFields(target)
        let names = [try fields.text("manifestDigest"), try fields.text("userInput")].compactMap { $0 }
        return (names + (try fields.texts("repoDigests"))).compactMap(Digest.named)
    }

    /// The packages looked at are not listed. A match shows that there were some, and so does a distribution that was
    /// recognised, whose package database is how it is.
    private static func coverage(
        _ root: ScanFields, _ source: ScanFields?, isEmpty: Bool
    ) throws(ScanFault) -> VulnerabilityScan.Coverage {
        guard isEmpty else { return .something }
        guard let type = try source?.text("type"), type != "unknown" else {
            return .nothing("nothing is said of what was scanned")
        }
        guard let distro = try root.object("distro"), let name = try distro.text("name"), !name.isEmpty else {
            return .nothing("no match, and no distribution was recognised: nothing shows that a package was seen")
        }
        return .something
    }

    private static func filter(_ descriptor: ScanFields) throws(ScanFault) -> String? {
        guard let configuration = try descriptor.object("configuration") else { return nil }
        for name in ["only-fixed", "only-notfixed"] where configuration.value[name]?.bool == true { return name }
        // What lies there is not looked at, and nothing says what it was.
        return try configuration.list("exclude")?.isEmpty == false ? "exclude" : nil
    }

    private static func suppression(_ match: ScanFields) throws(ScanFault) -> String {
        for rule in try match.objects("appliedIgnoreRules") {
            if let reason = try rule.text("reason"), !reason.isEmpty { return reason }
            if let namespace = try rule.text("namespace"), !namespace.isEmpty { return namespace }
        }
        return "a rule of the scanner's configuration"
    }

    private static func read(_ value: JSONValue, suppression: String?) throws(ScanFault) -> VulnerabilityMatch {
        let match = try ScanFields(value)
        guard let vulnerability = try match.object("vulnerability"), let artifact = try match.object("artifact") else {
            throw ScanFault("a match needs `vulnerability` and `artifact`", at: value)
        }
        var score = try self.score(vulnerability)
        var aliases: [String] = []
        for related in try match.objects("relatedVulnerabilities") {
            if let id = try related.text("id") { aliases.append(id) }
            // An advisory may rate lower than the worst it is about.
            if let one = try self.score(related) { score = max(score ?? 0, one) }
        }
        let name = try artifact.requiredText("name")
        let version = try artifact.text("version") ?? ""
        return VulnerabilityMatch(
            id: try vulnerability.requiredText("id"), aliases: aliases, package: "\(name) \(version)",
            packageURL: try artifact.packageURL("purl"),
            severity: VulnerabilitySeverity(word: try vulnerability.text("severity")),
            score: score, fix: try fix(vulnerability), suppression: suppression)
    }

    private static func score(_ vulnerability: ScanFields) throws(ScanFault) -> Double? {
        var highest: Double?
        for rating in try vulnerability.objects("cvss") {
            if let score = try rating.object("metrics")?.score("baseScore") { highest = max(highest ?? 0, score) }
        }
        return highest
    }

    private static func fix(_ vulnerability: ScanFields) throws(ScanFault) -> VulnerabilityMatch.Fix {
        guard let fix = try vulnerability.object("fix") else { return .unknown }
        let versions = try fix.texts("versions")
        switch try fix.text("state") {
        case "fixed": return .available(versions)
        case "not-fixed", "wont-fix": return .none
        default: return versions.isEmpty ? .unknown : .available(versions)
        }
    }
}
