/// What came with a signature to show that it existed at some time: log entries and timestamps.
public struct SigstoreEvidence: Sendable, Hashable {
    /// What a log entry must bring for itself.
    enum LogEvidence: Sendable, Hashable {
        /// The log's promise; a proof of inclusion is checked where there is one (bundle 0.1, cosign's annotations).
        case promise
        /// A proof of inclusion under a checkpoint; a promise is checked where there is one (bundle 0.2 and later).
        case proof
    }

    /// Most entries and timestamps looked at: sigstore-go's bounds.
    static let maximumEntries = 32
    static let maximumTimestamps = 32

    public let signature: [UInt8]
    let logEntries: [LogEntry]
    /// `TimeStampResp` messages.
    let timestamps: [[UInt8]]
    let logEvidence: LogEvidence
}
