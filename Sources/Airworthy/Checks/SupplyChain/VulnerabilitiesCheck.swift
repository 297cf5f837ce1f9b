public import Trust

/// Has the image been scanned lately for known vulnerabilities, and is there none that stands in the way?
public struct VulnerabilitiesCheck: Check {
    enum Signed: String, CaseIterable {
        case required, optional
    }

    enum Leniency: String, CaseIterable {
        case refused, accepted
    }

    enum Suppressions: String, CaseIterable {
        case judged, accepted
    }

    public static let kind = CheckKind(
        id: "vulnerabilities", summary: "is a recent scan of the image free of vulnerabilities that matter?",
        capabilities: [.images, .files],
        parameters: [
            Parameter("signed", .choice, default: "required", "`required`, or `optional` to accept one nobody signed"),
            Parameter(
                "path", .string, default: "none", "a file with the scan, instead of what is attached to the image"),
            Parameter(
                "predicates", .strings, default: "cosign's and in-toto's",
                "the predicate types under which scans are attested"),
            Parameter("maxAge", .duration, default: "7d", "how old the scan may be"),
            Parameter(
                "maxDatabaseAge", .duration, default: "5d", "how old its database may have been when the scan was made"),
            Parameter(
                "undatedDatabase", .choice, default: "refused",
                "whether a scan that does not date its database is `refused` or `accepted`"),
            Parameter(
                "severity", .choice, default: "high",
                "the lowest severity that fails: `critical`, `high`, `medium`, `low` or `negligible`"),
            Parameter("score", .string, default: "none", "the lowest CVSS base score that fails, such as `7.0`"),
            Parameter(
                "unknownSeverity", .choice, default: "refused",
                "whether one whose severity nobody has said is `refused` or `accepted`"),
            Parameter("onlyFixable", .bool, default: "false", "whether only those fail for which there is a fix"),
            Parameter(
                "suppressions", .choice, default: "judged",
                "whether what the scanner was told to ignore is `judged` like the rest, or `accepted`"),
            Parameter("vex", .strings, default: "none", "files with statements about vulnerabilities"),
            Parameter(
                "vexPredicates", .strings, default: "OpenVEX's",
                "the predicate types under which such statements are attested"),
        ],
        subjects: [.image])

    private let signed: Signed
    private let path: String?
    private let predicates: [String]
    private let vexPaths: [String]
    private let vexPredicates: [String]
    private let demands: ScanDemands

    public init(from arguments: inout FieldReader) throws(InputError) {
        signed = try arguments.optionalChoice("signed") ?? .required
        path = try arguments.optionalString("path")
        predicates = try Self.list("predicates", &arguments) ?? VulnerabilityPredicate.scans
        vexPaths = try Self.list("vex", &arguments) ?? []
        vexPredicates = try Self.list("vexPredicates", &arguments) ?? VulnerabilityPredicate.statements
        demands = try Self.demands(&arguments)
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let image = try PinnedImage(subject)
        var scans = ScanCandidates(image)
        if let path {
            try await scans.find(at: path, in: context)
        } else {
            await scans.findAttached(predicates, in: context)
        }
        let usable = scans.latest(allowingUnsigned: signed == .optional)
        guard let first = usable.first else { return try nothing(scans, of: image) }
        var vex = VEXCandidates()
        for path in vexPaths { try await vex.find(at: path, in: context) }
        await vex.findAttached(to: image, vexPredicates, in: context)
        let statements = VEXStatements(vex.statements, about: image.digest, at: context.instant)
        return try judge(NonEmpty(first, Array(usable.dropFirst())), scans, vex, statements, at: context.instant)
    }

    private func judge(
        _ usable: NonEmpty<ScanCandidate>, _ scans: ScanCandidates, _ vex: VEXCandidates, _ statements: VEXStatements,
        at instant: Instant
    ) throws(Obstacle) -> Answer<Code> {
        var findings: [Finding<Code>] = []
        var evidence: [Evidence] = []
        var summaries: [String] = []
        var warnings = scans.rejected
        var excuses = 0
        for candidate in usable.array {
            let place = Location.image(candidate.origin)
            let report = ScanReport(candidate.scan, demands: demands, statements: statements)
            evidence += [report.evidence(of: candidate.origin)] + candidate.evidence.array
            findings += demands.findings(candidate.scan, report, at: place, instant: instant)
            excuses += report.covered.count
            summaries.append("\(report.summary), signed by \(candidate.signers ?? "nobody")")
            if candidate.signers == nil {
                warnings.append(Finding(.unsigned, "nobody has signed what lies at `\(candidate.origin)`", at: place))
            }
        }
        let misses = findings.contains { $0.code == .found || $0.code == .suppressed }
        // What could not be fetched may have been the statement that is missed; nothing else can be made good by one.
        if misses, let obstacle = vex.obstacle { throw obstacle }
        findings += vex.faults + scans.spoilt
        // An untrusted statement is of interest where something was not covered.
        if misses { findings += vex.rejected } else { warnings += vex.rejected }
        // Signed by whom the policy wants, and not to be read: it may be the excuse that is missed, or take one back.
        if misses || excuses > 0 { findings += vex.spoilt } else { warnings += vex.spoilt }
        let kept = evidence + vex.evidence
        if let findings = NonEmpty(findings) { return .failed(findings, kept) }
        // The latest counts, and what could not be fetched may be later than all of these, or take an excuse back.
        if let obstacle = scans.obstacle ?? (excuses > 0 ? vex.obstacle : nil) { throw obstacle }
        guard let proof = NonEmpty(kept) else { preconditionFailure("a scan was judged without evidence") }
        return .passed(summaries.joined(separator: "; "), proof, warnings: warnings)
    }

    private func nothing(_ scans: ScanCandidates, of image: PinnedImage) throws(Obstacle) -> Answer<Code> {
        // What could not be fetched may have been the one that is missed.
        if let obstacle = scans.obstacle { throw obstacle }
        var findings = scans.rejected + scans.spoilt
        if path == nil {
            findings += scans.found.map {
                Finding(.unsigned, "nobody has signed what lies at `\($0.origin)`", at: .image(image.name))
            }
        }
        guard let reasons = NonEmpty(findings) else {
            return .failed(
                Finding(.absent, "nothing attached to `\(image.name)` is a scan of it", at: .image(image.name)))
        }
        return .failed(reasons, scans.found.flatMap(\.evidence.array))
    }
}
