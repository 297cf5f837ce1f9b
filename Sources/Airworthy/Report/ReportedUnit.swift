public import Trust

/// One unit of a run as reports tell it.
public struct ReportedUnit: Sendable, Hashable {
    /// The unit's id in the plan, `images-signed/checkout`.
    public let id: String
    public let step: String
    /// The subject's name; nil for a release as a whole.
    public let subject: String?
    public let title: String
    /// The check kind's id; empty for what no check found.
    public let kind: String
    public let severity: Severity
    public let status: UnitStatus
    /// ``Outcome/name``.
    public let outcome: String
    /// What was seen, of a unit that passed, or why it did not run.
    public let summary: String?
    /// What there is to say against it. Never empty when ``status`` blocks.
    public let findings: [Diagnostic]
    public let evidence: [Evidence]
    /// The outcome of each attempt, in order.
    public let attempts: [String]
    /// Nil where time plays no part: in a simulated run and in one read back.
    public let elapsed: Duration?
    public let owner: String?
    public let guidance: String?
    /// The waivers it rests on.
    public let waivers: [AppliedWaiver]
    /// Whether one of them ends soon, as the run said.
    public let waiverEndsSoon: Bool
    /// The step's line in the checklist; nil when read back.
    public let location: Location?
}

extension ReportedUnit {
    /// - Parameter endingSoon: digests of waivers.
    init(
        _ unit: PlannedUnit, _ record: UnitRecord, _ judgement: UnitJudgement, isTimed: Bool, endingSoon: Set<Digest>
    ) {
        let summary = RunPredicate.summary(record.outcome)
        self.init(
            id: unit.id, step: unit.step.id, subject: unit.subject.name, title: unit.step.title,
            kind: unit.check.kind.id, severity: unit.step.severity, status: judgement.status,
            outcome: record.outcome.name, summary: summary,
            findings: Self.findings(
                record.outcome.diagnostics, outcome: record.outcome.name, status: judgement.status,
                blockers: judgement.blockers.map(\.code), summary: summary, attempts: record.attempts.count),
            evidence: record.outcome.evidence, attempts: record.attempts.map(\.outcome.name),
            elapsed: isTimed && !record.attempts.isEmpty ? record.elapsed : nil, owner: unit.step.owner,
            guidance: unit.step.guidance,
            waivers: judgement.waivers, waiverEndsSoon: judgement.waivers.contains { endingSoon.contains($0.digest) },
            location: unit.step.location)
    }

    /// A blocker that is about no unit.
    ///
    /// - Parameter told: what the run said of it, where it did.
    init(unmet blocker: Blocker, status: UnitStatus, told: Diagnostic? = nil) {
        let label = blocker.code.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init)
        let finding =
            if let told {
                told
            } else if let label, blocker.unit == "requires" {
                Diagnostic(
                    blocker.code, "no step that passed in full provides `\(label)`, which the release requires",
                    remedy: "add a step that provides it, or resolve what keeps the providing step from passing")
            } else if blocker.code == "nothing-passed" {
                Diagnostic(
                    blocker.code, "no step passed, so there is nothing to clear the release by",
                    remedy: "resolve what the steps found, and check that the checklist applies to this release")
            } else if blocker.code == Verdict.undoneCode {
                Diagnostic(
                    blocker.code, "`\(blocker.unit)` undid what the run had done, so that nothing of it stands",
                    remedy: "begin a new run")
            } else if blocker.code == Verdict.clockCode {
                Diagnostic(
                    blocker.code,
                    "the clock was set back while the run was under way: it was judged at no known instant",
                    remedy: "set the clock right, and run the checklist again")
            } else {
                Diagnostic(blocker.code, "`\(blocker.unit)` stands between the release and its clearance")
            }
        self.init(
            id: label.map { "\(blocker.unit)/\($0)" } ?? blocker.unit, step: blocker.unit, subject: label,
            title: finding.message, kind: "", severity: .block,
            status: status, outcome: status == .failed ? "failed" : "inconclusive", summary: nil,
            findings: [finding], evidence: [], attempts: [], elapsed: nil, owner: nil, guidance: nil, waivers: [],
            waiverEndsSoon: false, location: nil)
    }

    /// What there is to say of a waiver or an approval that does not block.
    init(remark: Diagnostic, about subject: String, of step: String) {
        self.init(
            id: "\(step)/\(subject)", step: step, subject: subject, title: remark.message, kind: "", severity: .warn,
            status: .warned, outcome: "failed", summary: nil, findings: [remark], evidence: [], attempts: [],
            elapsed: nil, owner: nil, guidance: nil, waivers: [], waiverEndsSoon: false, location: nil)
    }

    /// What there is to say against a unit whose outcome says nothing: that it was not looked at, or that it passed and does
    /// not count. The verdict has the codes; where a statement does not keep them, they follow from the outcome.
    static func findings(
        _ given: [Diagnostic], outcome: String, status: UnitStatus, blockers: [String], summary: String?, attempts: Int
    ) -> [Diagnostic] {
        guard given.isEmpty, status.isOpen else { return given }
        let isSkipped = outcome == "skipped"
        let message =
            isSkipped
            ? summary ?? "it was not run"
            : "it \(outcome) after \(attempts) attempt\(attempts == 1 ? "" : "s"), and that does not count here"
        guard blockers.isEmpty else { return blockers.map { Diagnostic($0, message) } }
        let code =
            if isSkipped {
                switch summary {
                case SkipReason.cancelled.description: "cancelled"
                case SkipReason.awaitingApproval.description: UnitJudgement.awaitingCode
                default: UnitJudgement.needCode
                }
            } else {
                attempts > 1 ? "late-pass" : "not-counted"
            }
        return [Diagnostic(code, message)]
    }

    /// The short fact beside the unit's name.
    public var fact: String {
        switch status {
        case .waived: waivers.isEmpty ? "waived" : waivers.map(\.fact).joined(separator: "; ")
        case .passed, .notApplicable: summary ?? status.phrase
        case .failed, .undetermined, .warned: outcome == "skipped" ? "not run" : status.phrase
        }
    }

    /// ``fact`` with its ``marks``.
    public var markedFact: String { ([fact] + marks.map { "(\($0.word))" }).joined(separator: " ") }

    /// Everything remarkable about how it came to its status.
    public var marks: [UnitMark] { UnitMark.all.filter { $0.holds(self) } }
}
