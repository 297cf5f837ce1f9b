import Trust

/// Predicates made for scans: cosign's (`https://cosign.sigstore.dev/attestation/vuln/v1`), which holds a scanner's own
/// output, and in-toto's (`https://in-toto.io/attestation/vulns/v0.1`, `v0.2`), which lists what was found.
enum ScanPredicateReader {
    static func read(_ root: ScanFields) throws(ScanFault) -> VulnerabilityScan {
        guard let scanner = try root.object("scanner") else { throw ScanFault("`scanner` is missing") }
        let name = try scanner.text("uri") ?? "scanner"
        let version = try scanner.text("version")
        let database = try scanner.object("db")
        let metadata = try root.object("metadata")
        let databaseAt = try database?.firstInstant("lastUpdate", "lastUpdated")
        let finished = try metadata?.instant("scanFinishedOn")
        guard let result = scanner.optional("result") else { throw ScanFault("`scanner.result` is missing") }
        guard result.kind == .array else { return try wrapped(result, finished, databaseAt) }
        var found: [VulnerabilityMatch] = []
        for element in result.elements { found.append(try read(try ScanFields(element))) }
        return VulnerabilityScan(
            format: .inToto, scanner: [name, version].compactMap { $0 }.joined(separator: " "), scannedAt: finished,
            databaseAt: databaseAt, subjects: [],
            // What was looked at is the statement's subject; that it was is what the signer says with a time.
            coverage: !found.isEmpty || finished != nil
                ? .something : .nothing("it is not said that the scan finished"),
            filter: nil, matches: found)
    }

    /// A scanner's own output. Of two times the older counts: to put an old scan into a new predicate is easy.
    private static func wrapped(
        _ result: JSONValue, _ finished: Instant?, _ databaseAt: Instant?
    ) throws(ScanFault) -> VulnerabilityScan {
        guard result["scanner"] == nil else { throw ScanFault("a predicate inside a predicate", at: result) }
        let scan = try ScanReader.read(result)
        return VulnerabilityScan(
            format: scan.format, scanner: scan.scanner, scannedAt: Instant.earliest(finished, scan.scannedAt),
            databaseAt: Instant.earliest(databaseAt, scan.databaseAt), subjects: scan.subjects, coverage: scan.coverage,
            filter: scan.filter, matches: scan.matches)
    }

    private static func read(_ fields: ScanFields) throws(ScanFault) -> VulnerabilityMatch {
        var score: Double?
        var severity = VulnerabilitySeverity.unknown
        for rating in try fields.objects("severity") {
            let method = try rating.text("method") ?? ""
            guard let text = try rating.text("score") else { continue }
            if let number = Double(text) ?? CVSSVector.score(text), (0...10).contains(number) {
                score = max(score ?? 0, number)
                severity = max(severity, VulnerabilitySeverity(score: number))
            } else if !method.uppercased().hasPrefix("CVSS") {
                severity = max(severity, VulnerabilitySeverity(word: text))
            }
        }
        var packageURL: PackageURL?
        var package = ""
        for annotation in try fields.objects("annotations") {
            for (name, value) in annotation.value.members where name == "purl" || name == "package" {
                package = value.string ?? package
                packageURL = packageURL ?? value.string.flatMap { PackageURL($0) }
            }
        }
        return VulnerabilityMatch(
            id: try fields.requiredText("id"), aliases: [], package: package.isEmpty ? "the image" : package,
            packageURL: packageURL, severity: severity, score: score, fix: .unknown, suppression: nil)
    }
}
