public import Trust

/// What one unit of the plan came to. There is no "failed" without a finding and no "passed" without evidence.
///
/// Indirect: outcomes are handed on many times between the attempt and the report, and hold a dozen references each.
public indirect enum Outcome: Sendable, Hashable {
    case passed(summary: String, NonEmpty<Evidence>, warnings: [Diagnostic])
    case failed(NonEmpty<Diagnostic>, [Evidence])
    /// Looked, and could not decide: no data, nothing matched, an unknown expiry.
    case inconclusive(NonEmpty<Diagnostic>, [Evidence])
    /// Could not look: unreachable, timed out, cancelled, crashed.
    case errored(Diagnostic)
    case skipped(SkipReason)
}
