public import Trust

/// Exactly what people approve: this manifest, to be treated by this plan, in this phase of this environment.
public struct ApprovalScope: Sendable, Hashable {
    public let manifest: Digest
    public let plan: Digest
    public let phase: Phase
    public let environment: String

    public init(manifest: Digest, plan: Digest, phase: Phase, environment: String) {
        self.manifest = manifest
        self.plan = plan
        self.phase = phase
        self.environment = environment
    }

    public init(_ plan: Plan) {
        self.init(
            manifest: plan.release.manifestDigest, plan: plan.digest, phase: plan.checklist.phase,
            environment: plan.release.environment)
    }
}
