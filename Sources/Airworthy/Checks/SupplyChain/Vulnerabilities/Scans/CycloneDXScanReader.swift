import Trust

/// A CycloneDX document with `vulnerabilities` (1.4 and later), as grype and trivy write it. Its `analysis` is a
/// statement of VEX, and counts only where whoever may make such statements has signed it: here it suppresses nothing
/// that is not listed.
enum CycloneDXScanReader {
    static func read(_ root: ScanFields) throws(ScanFault) -> VulnerabilityScan {
        let bill: BillOfMaterials
        do throws(BillFault) {
            bill = try CycloneDXReader.read(root.value)
        } catch {
            throw ScanFault(([error.message] + error.places.prefix(3)).joined(separator: "; "))
        }
        guard let vulnerabilities = try root.list("vulnerabilities") else {
            throw ScanFault("`vulnerabilities` is missing: this is a bill of materials, and no scan")
        }
        let components = Dictionary(
            bill.components.compactMap { component in component.reference.map { ($0, component) } }
        ) { first, _ in first }
        var found: [VulnerabilityMatch] = []
        for vulnerability in vulnerabilities { found += try read(try ScanFields(vulnerability), components) }
        return VulnerabilityScan(
            format: .cycloneDX, scanner: bill.tools.first ?? "cyclonedx", scannedAt: bill.timestamp, databaseAt: nil,
            subjects: try subjects(root),
            coverage: bill.partCount > 0 ? .something : .nothing("no component is listed"), filter: nil, matches: found)
    }

    private static func subjects(_ root: ScanFields) throws(ScanFault) -> [Digest] {
        guard let component = try root.object("metadata")?.object("component") else { return [] }
        let purl = try component.packageURL("purl")
        return [try component.text("version"), purl?.version].compactMap { $0.flatMap { Digest($0) } }
    }

    private static func read(
        _ vulnerability: ScanFields, _ components: [String: BillComponent]
    ) throws(ScanFault) -> [VulnerabilityMatch] {
        var score: Double?
        var severity = VulnerabilitySeverity.unknown
        for rating in try vulnerability.objects("ratings") {
            let word = VulnerabilitySeverity(word: try rating.text("severity"))
            severity = max(severity, word)
            guard try rating.text("method")?.hasPrefix("CVSS") == true, let one = try rating.score("score") else {
                continue
            }
            score = max(score ?? 0, one)
            // One's own word for it counts before its score, and no other's word does.
            if word == .unknown { severity = max(severity, VulnerabilitySeverity(score: one)) }
        }
        let id = try vulnerability.requiredText("id")
        var aliases: [String] = []
        for reference in try vulnerability.objects("references") {
            if let alias = try reference.text("id") { aliases.append(alias) }
        }
        let analysis = try vulnerability.object("analysis")?.text("state")
        let suppression = analysis.flatMap {
            ["exploitable", "in_triage"].contains($0) ? nil : "analysis: \(Excerpt.of($0))"
        }
        var references: [String] = []
        for affected in try vulnerability.objects("affects") { references.append(try affected.requiredText("ref")) }
        // One that affects nothing named still is in the document.
        return (references.isEmpty ? [""] : references).map { reference in
            let component = components[reference]
            return VulnerabilityMatch(
                id: id, aliases: aliases,
                package: component.map { [$0.name, $0.version].compactMap { $0 }.joined(separator: " ") } ?? reference,
                packageURL: component?.packageURL ?? PackageURL(reference), severity: severity, score: score,
                fix: .unknown, suppression: suppression)
        }
    }
}
