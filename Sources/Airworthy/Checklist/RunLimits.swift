/// Bounds of a run as a whole (`limits:`).
public struct RunLimits: Sendable, Hashable {
    /// From the beginning until what is not finished is cancelled; nil for the steps' own timeouts alone.
    public let timeout: Duration?
    /// Attempts beyond the first, over all steps together; nil for a tenth of the plan's units, at least ten.
    public let retries: Int?

    public init(timeout: Duration?, retries: Int?) {
        self.timeout = timeout
        self.retries = retries
    }

    public static let none = RunLimits(timeout: nil, retries: nil)
}
