public import Trust

/// The approvals of one plan, counted: pure, and counted again at admission from what the run's statement keeps.
///
/// Who and how many is the trust policy's business: every rule for `approval/v1` must be satisfied, by distinct signers
/// over all approvals together. A person is counted once, however many approvals and keys.
public struct ApprovalTally: Sendable, Hashable {
    /// One that counts.
    public struct Entry: Sendable, Hashable {
        public let source: String
        /// Of the signed approval.
        public let digest: Digest
        public let signers: [String]
        public let expires: Instant
        /// The signed envelope, as canonical JSON.
        public let envelope: [UInt8]
    }

    public let counted: [Entry]
    /// One diagnostic for each that counts for nothing, and why.
    public let rejected: [Diagnostic]
    /// One for each rule that is not satisfied: how many it has, and who could still give one.
    public let missing: [Diagnostic]

    public var isSatisfied: Bool { missing.isEmpty }

    /// Most approvals looked at; each may cost several verifications.
    public static let maximum = 100
    /// How a verdict names what is missing.
    static let unit = "approval"
    static let missingCode = "approval-missing"

    /// - Parameters:
    ///   - scope: what must have been approved.
    ///   - initiator: who began the run; nil where that is not known, which a rule with `notAuthor` does not accept.
    ///   - instant: the instant of the decision. What has expired by then counts for nothing, nor does who is revoked.
    public init(
        _ files: [ApprovalFile], of scope: ApprovalScope, under trust: TrustPolicy, initiator: String?,
        at instant: Instant
    ) {
        let rules = trust.rules(forPredicate: PredicateType.approval)
        let author = initiator.flatMap { trust.knows($0) ? $0 : nil }
        let authors = Set(author.map { [$0] } ?? [])
        let longest = trust.maximumLifetime(forPredicate: PredicateType.approval)
        var counted: [Entry] = []
        var rejected: [Diagnostic] = []
        var pool: [SignatureCandidate] = []
        for file in files.prefix(Self.maximum) {
            do throws(Diagnostic) {
                let envelope = try Envelope(file.bytes)
                let candidates = envelope.candidates(origin: file.source)
                let signers = try Self.signers(candidates, rules, trust, authors, instant)
                let approval = try Approval(try Self.statement(in: envelope))
                if let objection = approval.objection(in: scope, lasting: longest, at: instant) { throw objection }
                let bytes = envelope.json.canonicalBytes()
                counted.append(
                    Entry(
                        source: file.source, digest: .of(bytes), signers: signers, expires: approval.expires,
                        envelope: bytes))
                pool += candidates
            } catch {
                var diagnostic = error
                diagnostic.message = "the approval counts for nothing: \(error.message)"
                diagnostic.location = .path(file.source)
                rejected.append(diagnostic)
            }
        }
        if files.count > Self.maximum {
            rejected.append(
                Diagnostic(
                    "approval-too-many", "\(files.count - Self.maximum) approvals were not looked at",
                    remedy: "give \(Self.maximum) at most"))
        }
        self.counted = counted
        self.rejected = rejected
        guard !rules.isEmpty else {
            missing = [Self.noRule]
            return
        }
        missing = rules.compactMap { rule in
            let judgement = trust.judge(pool, by: rule, at: instant, authors: authors)
            return judgement.isSatisfied ? nil : Self.shortfall(judgement, trust, initiator, author, instant)
        }
    }

    /// Where a checklist requires what nobody could give.
    public static let noRule = Diagnostic(
        "approval-no-rule", "the checklist requires approval, and no rule of the trust policy says whose",
        remedy: "add a rule with `predicate: \"\(PredicateType.approval)\"`, or take `approval` out of the checklist")

    /// Signatures first (DSSE, protocol.md): what nobody trusted has signed is not read for what it says.
    private static func signers(
        _ candidates: [SignatureCandidate], _ rules: [TrustRule], _ trust: TrustPolicy, _ authors: Set<String>,
        _ instant: Instant
    ) throws(Diagnostic) -> [String] {
        let judgements = rules.map { trust.judge(candidates, by: $0, at: instant, authors: authors) }
        var seen: Set<String> = []
        let signers = judgements.flatMap(\.signers).filter { seen.insert($0).inserted }
        guard signers.isEmpty else { return signers }
        guard let first = judgements.lazy.flatMap(\.rejected).first else { throw noRule }
        throw Diagnostic(
            first.code.rawValue, first.message, remedy: "have somebody approve whom a rule for approvals names",
            notes: judgements.flatMap(\.rejected).dropFirst().prefix(8).map(\.description))
    }

    private static func statement(in envelope: Envelope) throws(Diagnostic) -> Statement {
        let statement = try Statement(payload: envelope.payload, name: "payload")
        guard envelope.payloadType.isExactly(Envelope.inTotoPayloadType),
            statement.predicateType.isExactly(PredicateType.approval)
        else {
            throw Diagnostic(
                "approval-malformed", "it is a statement of type `\(statement.predicateType.prefix(120))`",
                remedy: "name what `airworthy approve` wrote")
        }
        return statement
    }

    private static func shortfall(
        _ judgement: Judgement, _ trust: TrustPolicy, _ initiator: String?, _ author: String?, _ instant: Instant
    ) -> Diagnostic {
        let rule = judgement.rule
        let have = judgement.signers.isEmpty ? "" : " (\(judgement.signers.joined(separator: ", ")))"
        let role = rule.requirement.role.map { " by \($0)" } ?? ""
        var message = "\(judgement.signers.count) of \(max(rule.requirement.threshold, 1)) approvals\(role)\(have)"
        if rule.requirement.notAuthor {
            message += author.map { ", none of them by \($0), who began the run" } ?? ""
        }
        if rule.requirement.notAuthor, author == nil {
            return Diagnostic(
                "author-unknown",
                "\(message): rule `\(rule.id)` excludes whoever began the run, and it is not known who that is",
                at: rule.location, remedy: "name that person with `--initiator`, as the trust policy does",
                notes: initiator.map { ["the trust policy knows no `\($0)`"] } ?? [])
        }
        let who = trust.candidates(for: rule, besides: judgement.signers, author: author, at: instant)
        return Diagnostic(
            missingCode, message, at: rule.location,
            remedy: who.isEmpty
                ? "add people to the trust policy: nobody it knows could give another"
                : "have \(who.prefix(8).joined(separator: " or ")) approve")
    }
}
