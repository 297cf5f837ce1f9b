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
    /// Who asked for it, where that is not the owner: the one a rule with `notAuthor` excludes.
    public let requestedBy: String?
    /// The signed envelope it was read from, as canonical JSON; empty before anybody has signed.
    public let envelope: [UInt8]

    public init(
        step: String, code: String, subject: String?, environment: String, manifest: Digest?, expires: Instant,
        owner: String, ticket: String, reason: String, requestedBy: String? = nil, envelope: [UInt8] = []
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
        self.requestedBy = requestedBy
        self.envelope = envelope
    }

    /// The one matching rule, used wherever a waiver counts: by runs, forecasts, reports and admission.
    public func covers(_ finding: FindingScope, at instant: Instant) -> Bool {
        matches(finding) && instant < expires
    }

    /// ``covers(_:at:)`` whatever the time: an expired waiver that would have mattered is told as such.
    func matches(_ finding: FindingScope) -> Bool {
        step == finding.step && code == finding.code && subject == finding.subject
            && environment == finding.environment && (manifest == nil || manifest == finding.manifest)
    }

    /// How reports and statements name it.
    public var digest: Digest { .of(envelope) }

    /// `images-signed/checkout unsigned`: what it is for, in every message.
    var title: String { "\(step)\(subject.map { "/\($0)" } ?? "") \(code)" }
}
