public import Trust

/// A person's signed decision to let one finding pass for a while. Believed only as `Verified<Waiver>`.
public struct Waiver: Sendable, Hashable {
    /// The step's id.
    public let step: String
    /// The finding's code. There is no wildcard.
    public let code: String
    /// The subject's name; nil only for a step that is not repeated.
    public let subject: String?
    public let environment: String
    /// The manifest the waiver is for; nil for every release of the environment until it expires.
    public let manifest: Digest?
    /// First instant at which it no longer holds.
    public let expires: Instant
    public let owner: String
    public let ticket: String
    public let reason: String

    public init(
        step: String, code: String, subject: String?, environment: String, manifest: Digest?, expires: Instant,
        owner: String, ticket: String, reason: String
    ) {
        self.step = step
        self.code = code
        self.subject = subject
        self.environment = environment
        self.manifest = manifest
        self.expires = expires
        self.owner = owner
        self.ticket = ticket
        self.reason = reason
    }

    /// The one matching rule, used wherever a waiver counts.
    public func covers(unit: PlannedUnit, code: String, in release: Release, at instant: Instant) -> Bool {
        step == unit.step.id && self.code == code && subject == (unit.step.forEach == nil ? nil : unit.subject.name)
            && environment == release.environment && (manifest == nil || manifest == release.manifestDigest)
            && instant < expires
    }
}
