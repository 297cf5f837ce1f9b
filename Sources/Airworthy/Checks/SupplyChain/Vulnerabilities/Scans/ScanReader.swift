import Trust

/// Reads the result of a scan in any of the formats that scanners write.
enum ScanReader {
    static let byteLimit = 64 << 20
    static let matchLimit = 200_000

    static func read(_ bytes: [UInt8], name: String) throws(ScanFault) -> VulnerabilityScan {
        let document: JSONDocument
        do throws(Diagnostic) {
            document = try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: byteLimit))
        } catch {
            throw ScanFault(error.description)
        }
        return try read(document.root)
    }

    /// By what each format cannot be without.
    static func read(_ root: JSONValue) throws(ScanFault) -> VulnerabilityScan {
        let fields = try ScanFields(root)
        let scan: VulnerabilityScan
        if root["scanner"] != nil {
            scan = try ScanPredicateReader.read(fields)
        } else if root["SchemaVersion"] != nil || root["ArtifactName"] != nil {
            scan = try TrivyReader.read(fields)
        } else if root["matches"] != nil, root["descriptor"] != nil {
            scan = try GrypeReader.read(fields)
        } else if root["runs"] != nil {
            scan = try SARIFReader.read(fields)
        } else if root["bomFormat"] != nil {
            scan = try CycloneDXScanReader.read(fields)
        } else if root["results"] != nil {
            scan = try OSVReader.read(fields)
        } else {
            throw ScanFault(
                "is not the output of grype, trivy or OSV-Scanner, nor SARIF, CycloneDX or a scan predicate")
        }
        guard scan.matches.count <= matchLimit else { throw ScanFault("has more than \(matchLimit) matches") }
        return scan
    }
}
