import Trust

/// What a checklist made of one injected fault.
public struct FaultResult: Sendable, Hashable {
    public let fault: Fault
    /// The expected check reported the expected code, and the verdict was not cleared.
    public let caught: Bool
    /// Every `kind: code` that was reported.
    public let reported: [String]

    public init(_ fault: Fault, facts: RunFacts) {
        self.fault = fault
        let found = zip(facts.plan.units, facts.record.units).flatMap { unit, record in
            record.outcome.diagnostics.map { (kind: unit.check.kind.id, diagnostic: $0) }
        }
        // A rejection that names its cause in a note counts: `threshold-not-met` because of `key-revoked`.
        let named = found.contains { seen in
            seen.kind == fault.expected.kind
                && (seen.diagnostic.code == fault.expected.code
                    || seen.diagnostic.notes.contains { $0.contains(fault.expected.code) })
        }
        caught = named && !facts.verdict.isCleared
        reported = Array(Set(found.map { "\($0.kind): \($0.diagnostic.code)" })).sorted()
    }
}
