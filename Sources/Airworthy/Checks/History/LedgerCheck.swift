public import Trust

/// The named phase passed, live, for exactly this manifest in this environment.
public struct LedgerCheck: Check {
    public enum Code: String, FindingCode {
        case noRun = "no-run"
        case notPassed = "not-passed"
        case expiredRun = "expired-run"
        case staleRun = "stale-run"
        case staleEpoch = "stale-epoch"

        public var meaning: String {
            switch self {
            case .noRun: "no believed live run of the phase is on record for this manifest and environment"
            case .notPassed: "the latest run of the phase did not pass"
            case .expiredRun: "the latest run holds no longer"
            case .staleRun: "the latest run is older than `maxAge`"
            case .staleEpoch: "keys have been revoked since the run"
            }
        }

        public var remedy: String {
            switch self {
            case .noRun: "run the phase's checklist on this manifest"
            case .notPassed: "resolve what the run found, then run it again"
            case .expiredRun, .staleRun, .staleEpoch: "run the phase's checklist again"
            }
        }
    }

    public static let kind = CheckKind(
        id: "ledger", summary: "did the named phase pass for exactly this manifest?", capabilities: [.ledger],
        parameters: [
            .required("phase", .choice, "the phase that must have passed: `pre-release`, `release`, `promote`, …"),
            Parameter("maxAge", .duration, default: "none", "how old the run may be"),
            Parameter(
                "ever", .bool, default: "false",
                "a run that passed at any time counts, however old: for asking whether this release was once good here"),
        ],
        subjects: [.release])

    private let phase: Phase
    private let maxAge: Duration?
    private let ever: Bool

    public init(from arguments: inout FieldReader) throws(InputError) {
        guard let phase = try arguments.optionalChoice("phase", of: Phase.self) else {
            throw arguments.missing("phase")
        }
        self.phase = phase
        maxAge = try arguments.optionalDuration("maxAge")
        ever = try arguments.optionalBool("ever") ?? false
        if ever, maxAge != nil {
            throw InputError(
                "contradiction", "`ever` accepts a run of any age, and `maxAge` does not",
                at: arguments.place(of: "maxAge"), remedy: "keep one of them")
        }
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let release = try context.requireRelease()
        let entries = try await context.world.ledger.entries(manifest: release.manifestDigest)
        let history = RunHistory(entries, trust: context.trust, at: context.instant)
        let record = history.believed.last { record in
            let claim = record.run.value
            return claim.phase == phase && claim.manifest == release.manifestDigest
                && claim.environment == release.environment && claim.mode == .live && (claim.passed || !ever)
        }
        guard let record else {
            return .failed(
                Finding(
                    .noRun, "no \(phase.rawValue) run of \(release.manifestDigest.short) in \(release.environment)",
                    at: .path(release.source), notes: history.refused.map(\.description)))
        }
        let evidence = Evidence(
            uri: "ledger entry \(record.entry.index)", digest: .of(record.entry.envelope),
            mediaType: "application/vnd.dsse.envelope.v1+json", content: record.entry.envelope)
        if !ever, let findings = NonEmpty(objections(to: record.run.value, in: context)) {
            return .failed(findings, [evidence])
        }
        return .passed(
            "\(phase.rawValue) passed at \(record.run.value.finished)", NonEmpty(evidence))
    }

    private func objections(to run: RunClaim, in context: CheckContext) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        let name = "the \(phase.rawValue) run of \(run.finished)"
        if !run.passed {
            findings.append(Finding(.notPassed, "\(name) did not pass", notes: run.blockers))
        }
        if context.instant >= run.expires {
            findings.append(Finding(.expiredRun, "\(name) held until \(run.expires)"))
        }
        if let maxAge, context.instant.since(run.finished) > maxAge {
            findings.append(Finding(.staleRun, "\(name) is older than \(maxAge.text)"))
        }
        if run.trustEpoch < context.trust.epoch {
            findings.append(
                Finding(.staleEpoch, "\(name) trusted epoch \(run.trustEpoch), and it is \(context.trust.epoch) now"))
        }
        return findings
    }
}
