public import Trust

/// A waiver before anybody has signed it, held against the plan it is for: what would never count is refused here, by
/// name, before there is a file that only looks as if it did.
public struct WaiverDraft: Sendable {
    public let waiver: Waiver
    private let plan: Plan
    private let catalog: @Sendable (String) -> (any Check.Type)?

    /// - Parameter catalog: the one the plan was made from.
    public init(
        _ waiver: Waiver, for plan: Plan,
        from catalog: @escaping @Sendable (String) -> (any Check.Type)? = { CheckCatalog.check($0) }
    ) {
        self.waiver = waiver
        self.plan = plan
        self.catalog = catalog
    }

    /// Everything that keeps the waiver from ever covering a finding of the plan.
    ///
    /// Codes: `waiver-unknown-step`, `waiver-unknown-finding`, `waiver-unknown-subject`, `waiver-needless`,
    /// `waiver-environment`, `waiver-expired`, `waiver-incomplete`, `waiver-no-rule`, `waiver-too-long`.
    public func defects(under trust: TrustPolicy, at instant: Instant) -> [Diagnostic] {
        var defects = matching() + complete()
        if waiver.environment != plan.release.environment {
            defects.append(
                Diagnostic(
                    "waiver-environment",
                    "the release is of `\(plan.release.environment)`, not `\(waiver.environment)`",
                    remedy: "name the release of that environment"))
        }
        if waiver.expires <= instant {
            defects.append(
                Diagnostic(
                    "waiver-expired", "the waiver would end at \(waiver.expires), and it is \(instant)",
                    remedy: "name an instant that is still to come"))
        }
        if trust.rules(forPredicate: PredicateType.waiver).isEmpty {
            defects.append(
                Diagnostic(
                    "waiver-no-rule", "no rule of the trust policy says who may sign a waiver, so nobody's would count",
                    remedy: "add a rule with `predicate: \"\(PredicateType.waiver)\"`"))
        }
        if let longest = trust.maximumLifetime(forPredicate: PredicateType.waiver), waiver.expires > instant + longest {
            defects.append(
                Diagnostic(
                    "waiver-too-long", "the waiver would last until \(waiver.expires), longer than \(longest.text)",
                    remedy: "end it by \(instant + longest)"))
        }
        return defects
    }

    /// Signs the waiver and reads it back as a run would.
    ///
    /// - Throws: ``defects(under:at:)``; `waiver-untrusted` when the policy does not believe these signers.
    public func sign(
        with keys: [PrivateKey], under trust: TrustPolicy, at instant: Instant
    ) throws(InputError) -> Verified<Waiver> {
        if let defects = NonEmpty(defects(under: trust, at: instant)) { throw InputError(defects) }
        let envelope: Envelope
        do throws(Diagnostic) {
            envelope = try Envelope.sign(
                payloadType: Envelope.inTotoPayloadType,
                payload: waiver.statement(over: plan.release).canonicalBytes(), keys: keys)
        } catch {
            throw InputError(error)
        }
        return try WaiverLoader.load(
            envelope.json.canonicalBytes(), source: "the waiver to be written", trust: trust, at: instant)
    }

    private func matching() -> [Diagnostic] {
        let units = plan.units.filter { $0.role.isMain && $0.step.id == waiver.step }
        guard let unit = units.first else {
            return [
                Diagnostic(
                    "waiver-unknown-step", "checklist `\(plan.checklist.name)` has no step `\(waiver.step)`",
                    at: .path(plan.checklist.source), remedy: "name one of its steps",
                    notes: plan.checklist.steps.prefix(40).map { "step `\($0.id)`" })
            ]
        }
        var defects: [Diagnostic] = []
        let findings = catalog(unit.check.kind.id).map { Self.codes(of: $0) } ?? []
        let codes = findings + (unit.step.retry.refusesLatePass ? [UnitJudgement.latePassCode] : [])
        if !codes.contains(waiver.code) {
            defects.append(
                Diagnostic(
                    "waiver-unknown-finding", "step `\(unit.step.id)` never finds `\(waiver.code)`",
                    at: unit.step.location,
                    remedy: "name a finding of `\(unit.check.kind.id)`; what could not be looked at is none",
                    notes: codes.map { "finds `\($0)`" }))
        }
        let subjects = units.map { FindingScope($0, code: waiver.code, in: plan.release).subject }
        if !subjects.contains(waiver.subject) {
            let names = subjects.compactMap(\.self)
            defects.append(
                Diagnostic(
                    "waiver-unknown-subject",
                    waiver.subject.map { "step `\(unit.step.id)` has no subject `\($0)`" }
                        ?? "step `\(unit.step.id)` is repeated, and a waiver is for one subject",
                    at: unit.step.location,
                    remedy: names.isEmpty
                        ? "leave the subject out: the step is not repeated" : "name one of its subjects",
                    notes: names.prefix(40).map { "subject `\($0)`" }))
        }
        if unit.step.severity != .block {
            defects.append(
                Diagnostic(
                    "waiver-needless", "step `\(unit.step.id)` does not block, so there is nothing to waive",
                    at: unit.step.location, remedy: "sign no waiver for it"))
        }
        return defects
    }

    private static func codes<Kind: Check>(of type: Kind.Type) -> [String] { Kind.Code.allCases.map(\.rawValue) }

    private func complete() -> [Diagnostic] {
        let members = [("owner", waiver.owner), ("ticket", waiver.ticket), ("reason", waiver.reason)]
        return members.filter { $0.1.allSatisfy(\.isWhitespace) }.map { name, _ in
            Diagnostic("waiver-incomplete", "the waiver has no \(name)", remedy: "say `--\(name)`")
        }
    }
}
