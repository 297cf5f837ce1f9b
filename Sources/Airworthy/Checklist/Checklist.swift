public import Trust

/// What must be true of a release, as a file says it. Kinds are still names here: ``Plan`` binds them to checks.
public struct Checklist: Sendable, Hashable {
    public let name: String
    public let phase: Phase
    public let title: String
    public let steps: NonEmpty<Step>
    public let limits: RunLimits
    /// Whether people must approve before anything is changed and before it clears; whose, the trust policy says.
    public let requiresApproval: Bool
    /// SHA-256 of the file's exact bytes.
    public let digest: Digest
    public let source: String
    /// The step groups it is made of, in the order they are included, each once.
    public let included: [IncludedGroup]
    /// Where the variables of its steps come from: its own first, each group's after that of whatever includes it.
    let scopes: [VariableScope]

    init(
        name: String, phase: Phase, title: String, steps: NonEmpty<Step>, limits: RunLimits,
        requiresApproval: Bool, digest: Digest, source: String, included: [IncludedGroup], scopes: [VariableScope]
    ) {
        self.name = name
        self.phase = phase
        self.title = title
        self.steps = steps
        self.limits = limits
        self.requiresApproval = requiresApproval
        self.digest = digest
        self.source = source
        self.included = included
        self.scopes = scopes
    }
}
