import Trust

/// How one log entry comes to be: what it is about, when and where it is logged, and what the log says of it.
struct EntryPlan: Equatable {
    /// The log of the trusted root, one of the same operator beside it, or one nobody trusts.
    enum Log { case trusted, sibling, unknown }

    /// What the body speaks of instead of what was signed.
    enum Subject { case signed, otherArtifact, otherSignature, otherCertificate }

    enum Spelling { case current, early }

    var log: Log = .trusted
    var subject: Subject = .signed
    var integratedTime: Instant
    var hasPromise: Bool
    var hasProof: Bool = true
    var globalIndex: Int64?
    /// The promise is signed over the index in the shard.
    var promisesShardIndex = false
    /// The only entry of its shard.
    var isAlone = false
    /// Kind and version beside the body, where they differ from it.
    var kind: String?
    var version: String?
    /// Of the member that holds a Rekor v2 body.
    var spelling: Spelling = .current
    var checkpoint = CheckpointPlan()
}
