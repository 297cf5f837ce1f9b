public import Trust

/// What someone wants to do with a release.
public struct AdmissionRequest: Sendable, Hashable {
    public enum Purpose: String, Sendable, Hashable, CaseIterable {
        case promote, rollback

        /// The phase whose latest live run must have passed.
        public var phase: Phase {
            switch self {
            case .promote: .preRelease
            case .rollback: .rollback
            }
        }
    }

    public let purpose: Purpose
    public let environment: String
    /// The release manifest, or an image of it: what statements must have as a subject.
    public let subject: Digest
    public let instant: Instant
    /// The current trust policy's epoch: runs judged under an older one do not count.
    public let epoch: Int

    public init(purpose: Purpose, environment: String, subject: Digest, instant: Instant, epoch: Int) {
        self.purpose = purpose
        self.environment = environment
        self.subject = subject
        self.instant = instant
        self.epoch = epoch
    }
}
