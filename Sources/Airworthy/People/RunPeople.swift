import Trust

/// What a run's statement keeps of people: the signed waivers and approvals themselves, and what each is needed for.
public struct RunPeople: Sendable, Hashable {
    /// Who began the run; nil where that was not known.
    public let initiator: String?
    public let requiresApproval: Bool
    /// What approvals must be of.
    public let scope: ApprovalScope
    public let approvals: [ApprovalFile]
    /// Signed envelopes.
    public let waivers: [[UInt8]]
    /// Findings that only a waiver keeps from blocking.
    public let waived: [FindingScope]

    /// - Throws: `malformed-run`.
    init(_ predicate: JSONValue) throws(Diagnostic) {
        let reader = PredicateReader(predicate)
        scope = ApprovalScope(
            manifest: try reader.object("release").digest("manifestDigest"),
            plan: try reader.object("plan").digest("digest"), phase: try reader.choice("phase"),
            environment: try reader.string("environment"))
        initiator = predicate["initiator"]?.string
        var approvals: [ApprovalFile] = []
        var isRequired = false
        if let approval = predicate["approval"] {
            guard let required = approval["required"]?.bool else {
                throw RunClaim.malformed("approval/required", at: approval.location)
            }
            isRequired = required
            for entry in approval["counted"]?.elements ?? [] {
                let envelope = try PredicateReader(entry).string("envelope")
                approvals.append(
                    ApprovalFile(source: "approval \(approvals.count + 1) of the run", bytes: Array(envelope.utf8)))
            }
        }
        self.approvals = approvals
        requiresApproval = isRequired
        var waivers: [[UInt8]] = []
        for waiver in predicate["waivers"]?.elements ?? [] {
            waivers.append(Array(try PredicateReader(waiver).string("envelope").utf8))
        }
        self.waivers = waivers
        waived = try Self.waived(predicate, in: scope)
    }

    private static func waived(_ predicate: JSONValue, in scope: ApprovalScope) throws(Diagnostic) -> [FindingScope] {
        var waived: [FindingScope] = []
        for step in predicate["steps"]?.elements ?? [] where step["status"]?.string == UnitStatus.waived.word {
            let reader = PredicateReader(step)
            let id = try reader.string("id")
            // A unit of a repeated step has its subject in its name.
            let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
            let subject = parts.count == 2 ? try reader.string("subject") : nil
            // Every finding, whatever the run says it is covered by; and a late pass, which is none of its findings.
            var codes: Set<String> = []
            for member in ["findings", "waivers"] {
                for entry in step[member]?.elements ?? [] { codes.insert(try PredicateReader(entry).string("code")) }
            }
            guard !codes.isEmpty else { throw RunClaim.malformed("steps/findings", at: step.location) }
            for code in codes.sorted() {
                waived.append(
                    FindingScope(
                        step: parts[0], code: code, subject: subject, environment: scope.environment,
                        manifest: scope.manifest))
            }
        }
        return waived
    }
}

extension RunPeople {
    /// What stands against the run at the gate: a waiver it rests on, or an approval it needs, that does not count any
    /// more. Judged by the policy of today and by the same functions the run was.
    func objections(under trust: TrustPolicy, at instant: Instant) -> [Diagnostic] {
        var reasons: [Diagnostic] = []
        var believed: [Verified<Waiver>] = []
        for bytes in waivers {
            do throws(InputError) {
                believed.append(
                    try WaiverLoader.load(
                        bytes, source: "a waiver of the run", trust: trust, at: instant, initiator: initiator))
            } catch {
                // One that nothing rests on takes nothing away.
                reasons += error.diagnostics.array
            }
        }
        let open = waived.filter { scope in !believed.contains { $0.value.covers(scope, at: instant) } }
        if open.isEmpty { reasons = [] }
        reasons += open.map { scope in
            let late = believed.first { $0.value.matches(scope) }
            let what = "\(scope.step)\(scope.subject.map { "/\($0)" } ?? ""): \(scope.code)"
            return Diagnostic(
                late == nil ? "waiver-lapsed" : "waiver-expired",
                late.map { "the waiver for \(what) ended at \($0.value.expires)" }
                    ?? "no waiver that counts today covers \(what)",
                remedy: "resolve the finding, or run the checklist again with another waiver")
        }
        guard requiresApproval else { return reasons }
        let tally = ApprovalTally(approvals, of: scope, under: trust, initiator: initiator, at: instant)
        return reasons + (tally.isSatisfied ? [] : tally.rejected + tally.missing)
    }
}
