import Trust

/// The matches of one scan, sorted by what becomes of them. Nothing is dropped in silence.
struct ScanReport: Sendable {
    struct Covered: Sendable, Hashable {
        let match: VulnerabilityMatch
        let statement: VEXStatement
    }

    /// Stand in the way.
    let over: [VulnerabilityMatch]
    /// Would, and the scanner was told to ignore them, which nobody we trust has said.
    let suppressed: [VulnerabilityMatch]
    /// Would, and a trusted statement covers them.
    let covered: [Covered]
    /// Would, and what the scanner was told is accepted.
    let accepted: [VulnerabilityMatch]
    /// Below the threshold.
    let belowCount: Int
    private let scan: VulnerabilityScan

    init(_ scan: VulnerabilityScan, demands: ScanDemands, statements: VEXStatements) {
        self.scan = scan
        var over: [VulnerabilityMatch] = []
        var suppressed: [VulnerabilityMatch] = []
        var covered: [Covered] = []
        var accepted: [VulnerabilityMatch] = []
        var belowCount = 0
        for match in scan.matches {
            guard demands.threshold.isReached(by: match) else {
                belowCount += 1
                continue
            }
            if let statement = statements.statement(about: match), statement.status.covers {
                covered.append(Covered(match: match, statement: statement))
            } else if match.suppression == nil {
                over.append(match)
            } else if demands.acceptsSuppressions {
                accepted.append(match)
            } else {
                suppressed.append(match)
            }
        }
        self.over = over
        self.suppressed = suppressed
        self.covered = covered
        self.accepted = accepted
        self.belowCount = belowCount
    }

    /// `grype 0.92.0: 12 matches, 10 below the threshold, 2 covered by VEX`.
    var summary: String {
        var parts = ["\(scan.matches.count) matches", "\(belowCount) below the threshold"]
        if !covered.isEmpty { parts.append("\(covered.count) covered by VEX") }
        if !accepted.isEmpty { parts.append("\(accepted.count) ignored by the scanner") }
        return "\(Excerpt.of(scan.scanner)): " + parts.joined(separator: ", ")
    }

    var json: JSON {
        .members([
            "accepted": .array(accepted.map(Self.json)), "below": .integer(Int64(belowCount)),
            "covered": .array(
                covered.map {
                    .members([
                        "match": .string($0.match.text), "reason": $0.statement.reason.map { .string($0) },
                        "statement": .string($0.statement.place), "status": .string($0.statement.status.rawValue),
                    ])
                }),
            "database": scan.databaseAt.map { .string($0.rfc3339) }, "format": .string(scan.format.rawValue),
            "found": .array(over.map(Self.json)), "matches": .integer(Int64(scan.matches.count)),
            "scanned": scan.scannedAt.map { .string($0.rfc3339) }, "scanner": .string(scan.scanner),
            "suppressed": .array(suppressed.map(Self.json)),
        ])
    }

    private static func json(_ match: VulnerabilityMatch) -> JSON {
        .members(["match": .string(match.text), "reason": match.suppression.map { .string($0) }])
    }

    /// Kept with the run beside the scan.
    func evidence(of origin: String) -> Evidence {
        let content = json.canonicalBytes()
        return Evidence(
            uri: "\(origin) matches", digest: Digest.of(content), mediaType: "application/json", content: content)
    }
}
