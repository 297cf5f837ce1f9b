import Trust

/// What a checklist made of one injected fault.
public struct FaultResult: Sendable, Hashable {
    public let fault: Fault
    /// A step of the expected kind reported the expected code, about what the fault was put into, and blocks for it by
    /// itself: that another step blocks as well, perhaps for another reason, would not stop the next attack.
    public let caught: Bool
    /// Every `kind: code` that was reported.
    public let reported: [String]

    public init(_ fault: Fault, facts: RunFacts) {
        self.fault = fault
        let seen = zip(facts.plan.units, zip(facts.record.units, facts.judgements)).map { unit, rest in
            (unit: unit, diagnostics: rest.0.outcome.diagnostics, judgement: rest.1)
        }
        let target = facts.plan.release.services.first?.image
        caught = seen.contains { unit, diagnostics, judgement in
            guard unit.check.kind.id == fault.expected.kind, !judgement.blockers.isEmpty else { return false }
            // Another image's finding is none of this fault.
            if case .image(let image, _) = unit.subject, image.repository != target?.repository { return false }
            // A rejection that names its cause in a note counts: `threshold-not-met` because of `key-revoked`.
            return diagnostics.contains { diagnostic in
                diagnostic.code == fault.expected.code || diagnostic.notes.contains { $0.contains(fault.expected.code) }
            }
        }
        reported = Set(
            seen.flatMap { unit, diagnostics, _ in diagnostics.map { "\(unit.check.kind.id): \($0.code)" } }
        ).sorted()
    }
}
