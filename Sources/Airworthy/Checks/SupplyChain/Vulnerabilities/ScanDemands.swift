import Trust

/// What is asked of a scan once there is one.
struct ScanDemands: Sendable {
    /// How old it may be.
    let age: AgeLimit
    /// How old its database may be when the scan is made: what was published since was not looked for.
    let databaseAge: AgeLimit
    let acceptsUndatedDatabase: Bool
    let threshold: VulnerabilityThreshold
    /// Whether what the scanner was told not to count is not counted here either.
    let acceptsSuppressions: Bool

    /// Findings told one by one; the rest are counted, and all are in the report.
    private static let findingLimit = 50

    typealias Code = VulnerabilitiesCheck.Code

    func findings(_ scan: VulnerabilityScan, _ report: ScanReport, at place: Location, instant: Instant) -> [Finding<
        Code
    >] {
        evidenceFindings(scan, at: place, instant: instant)
            + matchFindings(report.over, .found, "", at: place)
            + matchFindings(report.suppressed, .suppressed, "the scanner was told to ignore ", at: place)
    }

    /// Whether the scan is evidence of anything.
    private func evidenceFindings(_ scan: VulnerabilityScan, at place: Location, instant: Instant) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        if case .nothing(let why) = scan.coverage {
            findings.append(
                Finding(.nothingScanned, "the \(scan.format.rawValue) scan shows nothing: \(why)", at: place))
        }
        if let filter = scan.filter {
            findings.append(Finding(.filtered, "the scanner ran with `\(filter)`, which leaves out matches", at: place))
        }
        if let scannedAt = scan.scannedAt {
            switch age.objection(to: scannedAt, at: instant) {
            case .stale(let message): findings.append(Finding(.stale, "the scan was \(message)", at: place))
            case .madeLater(let message): findings.append(Finding(.madeLater, "the scan was \(message)", at: place))
            case nil: break
            }
        } else {
            findings.append(Finding(.undated, "the scan does not say when it was made", at: place))
        }
        if let databaseAt = scan.databaseAt {
            switch databaseAge.objection(to: databaseAt, at: scan.scannedAt ?? instant) {
            case .stale(let message):
                findings.append(Finding(.staleDatabase, "the scan's database was \(message)", at: place))
            case .madeLater(let message):
                findings.append(Finding(.madeLater, "the scan's database was \(message)", at: place))
            case nil: break
            }
        } else if !acceptsUndatedDatabase {
            findings.append(
                Finding(.undated, "the scan does not say how old its database is", at: place))
        }
        return findings
    }

    private func matchFindings(
        _ matches: [VulnerabilityMatch], _ code: Code, _ prefix: String, at place: Location
    ) -> [Finding<Code>] {
        var findings = matches.prefix(Self.findingLimit).map {
            Finding(code, prefix + $0.text, at: place, notes: $0.suppression.map { [Excerpt.of($0)] } ?? [])
        }
        if matches.count > Self.findingLimit {
            findings.append(
                Finding(code, "and \(matches.count - Self.findingLimit) more, listed in the report", at: place))
        }
        return findings
    }
}
