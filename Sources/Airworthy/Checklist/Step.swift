public import Trust

/// One line of a checklist.
public struct Step: Sendable, Hashable {
    public let id: String
    public let title: String
    /// The check kind's id.
    public let uses: String
    /// The `with:` mapping as written, positions kept; nil when absent.
    public let arguments: YAMLNode?
    /// Ids of steps that must have cleared first.
    public internal(set) var needs: [String]
    public let forEach: Matrix?
    /// Fewer subjects than this is an error, never a pass. 0 must be said.
    public let minSubjects: Int
    /// When it applies; nil for always.
    public internal(set) var condition: Condition?
    public let severity: Severity
    public let timeout: Duration
    public let retry: RetryPolicy
    /// Nil for a step that only looks.
    public var effect: Effect? {
        if case .acts(let effect) = manner { effect } else { nil }
    }
    private let manner: Manner
    /// Part of the steady state: looked at again after anything was undone.
    public let isSteady: Bool
    /// Labels a pass provides to the release's `requires`.
    public let provides: [String]
    public let owner: String?
    public let guidance: String?
    /// Facts that later steps can use.
    public let outputs: [StepOutput]
    /// Position, in the checklist's ``Checklist/scopes``, of the one its variables come from.
    let scope: Int
    public let location: Location

    /// Apart from the step, of whose size it would be a third: most steps only look.
    private enum Manner: Sendable, Hashable {
        case looks
        indirect case acts(Effect)
    }

    public init(
        id: String, title: String, uses: String, arguments: YAMLNode?, needs: [String], forEach: Matrix?,
        minSubjects: Int, condition: Condition?, severity: Severity, timeout: Duration, retry: RetryPolicy,
        effect: Effect? = nil, isSteady: Bool = false, provides: [String], owner: String?, guidance: String?,
        outputs: [StepOutput] = [], scope: Int = 0, location: Location
    ) {
        self.id = id
        self.title = title
        self.uses = uses
        self.arguments = arguments
        self.needs = needs
        self.forEach = forEach
        self.minSubjects = minSubjects
        self.condition = condition
        self.severity = severity
        self.timeout = timeout
        self.retry = retry
        manner = effect.map(Manner.acts) ?? .looks
        self.isSteady = isSteady
        self.provides = provides
        self.owner = owner
        self.guidance = guidance
        self.outputs = outputs
        self.scope = scope
        self.location = location
    }
}
