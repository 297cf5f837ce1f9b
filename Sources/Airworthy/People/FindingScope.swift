public import Trust

/// One finding of one step about one subject of one release: what a waiver is held against, wherever one counts.
public struct FindingScope: Sendable, Hashable {
    /// The step's id.
    public let step: String
    public let code: String
    /// The subject's name; nil for a step that is not repeated.
    public let subject: String?
    public let environment: String
    public let manifest: Digest

    public init(step: String, code: String, subject: String?, environment: String, manifest: Digest) {
        self.step = step
        self.code = code
        self.subject = subject
        self.environment = environment
        self.manifest = manifest
    }

    init(_ unit: PlannedUnit, code: String, in release: Release) {
        self.init(
            step: unit.step.id, code: code, subject: unit.step.forEach == nil ? nil : unit.subject.name,
            environment: release.environment, manifest: release.manifestDigest)
    }
}
