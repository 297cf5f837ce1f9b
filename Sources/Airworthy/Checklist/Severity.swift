/// What a step's failure means for the verdict. Declared per step; never inferred from the finding.
public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Anything but a pass blocks.
    case block
    /// Reported, does not block.
    case warn
    /// Recorded only.
    case info
}
