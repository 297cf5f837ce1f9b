/// What a release still needs a credential for, and so until when.
enum CredentialRole: String, Sendable, Hashable, CaseIterable {
    /// The rollout itself.
    case release
    /// Observation after the rollout.
    case bake
    /// Going back, until the end of the rollback horizon.
    case rollback
}
