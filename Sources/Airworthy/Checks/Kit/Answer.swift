public import Trust

/// What a check says of one subject. A pass carries evidence: nothing seen is never a pass.
public enum Answer<Code: FindingCode>: Sendable {
    /// `summary` is a short fact for the report's line: "signed by release-2026".
    case passed(_ summary: String, NonEmpty<Evidence>, warnings: [Finding<Code>] = [])
    /// The release is not as required.
    case failed(NonEmpty<Finding<Code>>, [Evidence] = [])
    /// Looked, and what was seen does not decide.
    case inconclusive(NonEmpty<Finding<Code>>, [Evidence] = [])

    /// Failed with one finding.
    public static func failed(_ finding: Finding<Code>, _ evidence: [Evidence] = []) -> Answer {
        .failed(NonEmpty(finding), evidence)
    }
}
