public import Trust

/// One person's signed consent. Counts only in an ``ApprovalTally``.
public struct Approval: Sendable, Hashable {
    public let scope: ApprovalScope
    /// First instant at which it no longer holds.
    public let expires: Instant
    /// What the person has to say about it.
    public let comment: String?

    public init(scope: ApprovalScope, expires: Instant, comment: String? = nil) {
        self.scope = scope
        self.expires = expires
        self.comment = comment
    }

    /// - Throws: `approval-malformed`, naming the member.
    init(_ statement: Statement) throws(Diagnostic) {
        guard let predicate = statement.predicate else { throw Self.malformed("predicate", at: nil) }
        func text(_ key: String) throws(Diagnostic) -> String {
            guard let value = predicate[key]?.string, !value.isEmpty else {
                throw Self.malformed(key, at: predicate.location)
            }
            return value
        }
        // A statement that says anything else is no consent, whatever it is about.
        guard try text("decision") == Self.decision else { throw Self.malformed("decision", at: predicate.location) }
        guard let manifest = Digest(try text("manifest")), statement.names(manifest) else {
            throw Self.malformed("manifest", at: predicate.location)
        }
        guard let plan = Digest(try text("plan")) else { throw Self.malformed("plan", at: predicate.location) }
        guard let phase = Phase(rawValue: try text("phase")) else {
            throw Self.malformed("phase", at: predicate.location)
        }
        guard let expires = Instant(rfc3339: try text("expires")) else {
            throw Self.malformed("expires", at: predicate.location)
        }
        if let comment = predicate["comment"], !comment.isNull, comment.string == nil {
            throw Self.malformed("comment", at: predicate.location)
        }
        self.init(
            scope: ApprovalScope(
                manifest: manifest, plan: plan, phase: phase, environment: try text("environment")),
            expires: expires, comment: predicate["comment"]?.string)
    }

    static let decision = "approved"

    private static func malformed(_ member: String, at location: Location?) -> Diagnostic {
        Diagnostic(
            "approval-malformed", "the approval's `\(member)` is missing or is not what it must be", at: location,
            remedy: "have it signed with `airworthy approve`")
    }

    /// The statement to sign.
    ///
    /// - Parameter release: how the manifest is called.
    func statement(release: String) -> JSON {
        Statement.json(
            subjects: [StatementSubject(name: release, digests: [scope.manifest])],
            predicateType: PredicateType.approval,
            predicate: .members([
                "decision": .string(Self.decision), "manifest": .string(scope.manifest.description),
                "plan": .string(scope.plan.description), "phase": .string(scope.phase.rawValue),
                "environment": .string(scope.environment), "expires": .string(expires.rfc3339),
                "comment": comment.map(JSON.string),
            ]))
    }

    /// Why it counts for nothing where `wanted` is asked for; nil when nothing stands against it.
    func objection(in wanted: ApprovalScope, lasting longest: Duration?, at instant: Instant) -> Diagnostic? {
        let anew = "approve what is to be done now with `airworthy approve`"
        func other(_ code: String, _ what: String, _ found: String, _ expected: String) -> Diagnostic {
            Diagnostic(code, "it is for \(what) \(found), and this is \(expected)", remedy: anew)
        }
        if scope.manifest != wanted.manifest {
            return other("approval-manifest", "manifest", scope.manifest.short, wanted.manifest.short)
        }
        if scope.environment != wanted.environment {
            return other("approval-environment", "environment", scope.environment, wanted.environment)
        }
        if scope.phase != wanted.phase {
            return other("approval-phase", "phase", scope.phase.rawValue, wanted.phase.rawValue)
        }
        if scope.plan != wanted.plan {
            return other("approval-plan", "plan", scope.plan.short, wanted.plan.short)
        }
        if instant >= expires {
            return Diagnostic("approval-expired", "it held until \(expires), and it is \(instant)", remedy: anew)
        }
        if let longest, expires > instant + longest {
            return Diagnostic(
                "approval-too-long", "it lasts until \(expires), longer than \(longest.text)",
                remedy: "sign one that ends by \(instant + longest)")
        }
        return nil
    }
}
