/// Who must have signed one kind of thing.
public struct TrustRule: Sendable, Hashable {
    /// What the rule speaks about.
    public enum Scope: Sendable, Hashable {
        /// Image repositories, fully qualified: `registry.example/acme/checkout`.
        case images([Glob])
        /// Files, by path.
        case blobs([Glob])
        /// Statements of one predicate type, compared exactly.
        case predicate(String)
    }

    /// How many of whom.
    public struct Requirement: Sendable, Hashable {
        /// How many distinct keys; at least 1.
        public let threshold: Int
        /// Ids of keys or people. Empty exactly when `role` is given.
        public let signers: [String]
        /// Everybody with this role, instead of a list.
        public let role: String?
        /// Whoever made the thing signed does not count.
        public let notAuthor: Bool

        public init(threshold: Int = 1, signers: [String] = [], role: String? = nil, notAuthor: Bool = false) {
            self.threshold = threshold
            self.signers = signers
            self.role = role
            self.notAuthor = notAuthor
        }
    }

    public let id: String
    public let scope: Scope
    public let requirement: Requirement
    /// How long a claim under this rule may stay in force. The policy cannot see a claim's dates: whoever reads them
    /// holds them against ``TrustPolicy/maximumLifetime(forPredicate:)``.
    public let maxLifetime: Duration?
    public let location: Location?

    public init(
        id: String, scope: Scope, requirement: Requirement, maxLifetime: Duration? = nil, location: Location? = nil
    ) {
        self.id = id
        self.scope = scope
        self.requirement = requirement
        self.maxLifetime = maxLifetime
        self.location = location
    }
}
