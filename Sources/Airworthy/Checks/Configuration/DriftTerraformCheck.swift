public import Trust

/// Holds a Terraform or OpenTofu plan against what the release declares, both ways: no other change, and no declared
/// change missing. A plan that is partial, errored, for something else or of nothing at all never passes.
public struct DriftTerraformCheck: Check {
    public typealias Code = DriftTerraformCode

    public static let kind = CheckKind(
        id: "drift-terraform",
        summary: "does the plan change what the release declares, and nothing else?",
        capabilities: [.files],
        parameters: [
            .required("plan", .string, "output of `terraform show -json PLANFILE` (or `tofu`)"),
            Parameter("planFile", .string, default: "none", "the plan file itself, recorded by digest"),
            Parameter("scope", .string, default: "none", "which of the release's `intended` entries are this plan's"),
            Parameter("maxAge", .duration, default: "none", "oldest plan that counts"),
            Parameter("variables", .mapping, default: "{}", "values the plan must have been made with"),
            Parameter(
                "state", .string, default: "none", "output of `terraform show -json` that the plan must start from"),
            Parameter(
                "assumeComplete", .bool, default: "false",
                "answer for `complete` and `errored` where the plan does not say them"),
            Parameter(
                "ignore", .list, default: "[]",
                "known updates: `path`, `owner`, `reason`, `expires` and `maxMatches`, all required"),
            Parameter(
                "sensitive", .strings, default: "[]", "JSON pointers, `*` and `**` allowed, whose values are masked"),
        ],
        subjects: [.release, .item])

    private static let shownLimit = 50
    private static let documentLimit = 128 << 20

    private let plan: String
    private let planFile: String?
    private let scope: String?
    private let maxAge: Duration?
    private let variables: [YAMLNode.Member]
    private let state: String?
    private let assumeComplete: Bool
    private let rules: IgnoreRules
    private let sensitivity: Sensitivity

    public init(from arguments: inout FieldReader) throws(InputError) {
        plan = try arguments.string("plan")
        planFile = try arguments.optionalString("planFile")
        scope = try arguments.optionalString("scope")
        maxAge = try arguments.optionalDuration("maxAge")
        variables = try arguments.optionalMembers("variables") ?? []
        state = try arguments.optionalString("state")
        assumeComplete = try arguments.optionalBool("assumeComplete") ?? false
        rules = try IgnoreRules(from: &arguments)
        sensitivity = try Sensitivity(from: &arguments)
    }

    public func examine(
        _ subject: Subject, in context: CheckContext
    ) async throws(Obstacle) -> Answer<DriftTerraformCode> {
        let intended = try context.requireRelease().intended.terraform.filter { $0.scope == scope }
        let files = context.world.files
        guard let bytes = try await files.read(plan, limit: Self.documentLimit) else { return Self.absent(plan, []) }
        var evidence = NonEmpty(Self.evidence(plan, .of(bytes)))
        if let planFile {
            guard let measured = try await files.measure(planFile, .sha256) else {
                return Self.absent(planFile, evidence.array)
            }
            evidence.append(
                Evidence(uri: planFile, digest: measured.digest, mediaType: "application/vnd.terraform.plan"))
        }
        var stateBytes: [UInt8]?
        if let state {
            guard let content = try await files.read(state, limit: Self.documentLimit) else {
                return Self.absent(state, evidence.array)
            }
            stateBytes = content
            evidence.append(Self.evidence(state, .of(content)))
        }
        do throws(TerraformPlanFault) {
            let parsed = try TerraformPlan(try Self.document(bytes, name: plan), sensitivity: sensitivity)
            evidence.append(TerraformPlanFacts.evidence(of: parsed))
            var review = TerraformPlanReview(parsed)
            review.reviewStanding(assumeComplete: assumeComplete)
            review.reviewVariables(variables)
            if let maxAge { review.reviewAge(atMost: maxAge, at: context.instant) }
            if let state, let stateBytes { review.reviewState(try Self.document(stateBytes, name: state)) }
            return answer(review, TerraformAllowList(entries: intended), evidence, at: context.instant)
        } catch {
            return .inconclusive(NonEmpty(error.finding), evidence.array)
        }
    }

    private func answer(
        _ review: TerraformPlanReview, _ allowList: TerraformAllowList, _ evidence: NonEmpty<Evidence>,
        at instant: Instant
    ) -> Answer<DriftTerraformCode> {
        let declared = allowList.judge(review.plan.changes)
        let judgement = rules.judge(declared.remaining, at: instant, as: DriftTerraformCode.self)
        let shown = judgement.remaining.prefix(Self.shownLimit)
        let hidden = judgement.remaining.count - shown.count
        var findings = review.failures + declared.findings + judgement.findings
        for (index, change) in shown.enumerated() {
            let notes = hidden > 0 && index == shown.count - 1 ? ["and \(hidden) more changes"] : []
            findings.append(Finding(change.code, change.sentence, at: change.entry.location, notes: notes))
        }
        if let first = findings.first {
            return .failed(NonEmpty(first, Array(findings.dropFirst()) + review.doubts), evidence.array)
        }
        if let doubts = NonEmpty(review.doubts) { return .inconclusive(doubts, evidence.array) }
        let count = declared.declared
        let exception = judgement.ignored == 0 ? "" : ", changes ignored: \(judgement.ignored)"
        let summary =
            count == 0
            ? "the plan changes nothing"
            : "the plan makes the \(count) declared change\(count == 1 ? "" : "s") and no other"
        return .passed(summary + exception, evidence, warnings: review.warnings + judgement.warnings)
    }

    private static func document(_ bytes: [UInt8], name: String) throws(TerraformPlanFault) -> JSONValue {
        do throws(Diagnostic) {
            return try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: documentLimit)).root
        } catch {
            throw TerraformPlanFault(Finding(.invalid, error.message, at: error.location, notes: [error.code]))
        }
    }

    private static func absent(_ path: String, _ evidence: [Evidence]) -> Answer<DriftTerraformCode> {
        .failed(Finding(.absent, "there is no `\(path)`", at: .path(path)), evidence)
    }

    private static func evidence(_ path: String, _ digest: Digest) -> Evidence {
        Evidence(uri: path, digest: digest, mediaType: "application/json")
    }
}
