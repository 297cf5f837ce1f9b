public import Trust

/// What became of one step when its inputs were spoilt.
public struct StepTrial: Sendable, Hashable {
    public enum Standing: Sendable, Hashable {
        /// At least one mutation made it fail.
        case canFail
        /// It passed whatever was done to its inputs, or has none that anything could be done to.
        case neverFails
        /// Nobody can tell, for this reason.
        case untested(String)
        /// It does not apply to this release.
        case notApplicable

        public var word: String {
            switch self {
            case .canFail: "can-fail"
            case .neverFails: "never-fails"
            case .untested: "untested"
            case .notApplicable: "not-applicable"
            }
        }
    }

    /// What a mutation came to.
    public struct Attempt: Sendable, Hashable {
        public let mutation: Mutation
        /// The outcome's name.
        public let outcome: String
        public let codes: [String]

        /// Whether the step found something. An obstacle is no finding: whoever cannot look has not failed.
        public var isCaught: Bool { outcome == "failed" || outcome == "inconclusive" }
    }

    public let step: String
    public let kind: String
    public let standing: Standing
    public let attempts: [Attempt]
}

extension StepTrial {
    public var json: JSON {
        var reason: String?
        if case .untested(let words) = standing { reason = words }
        return .members([
            "id": .string(step), "kind": .string(kind), "standing": .string(standing.word),
            "reason": reason.map(JSON.string),
            "mutations": .array(
                attempts.map {
                    [
                        "id": .string($0.mutation.id), "outcome": .string($0.outcome),
                        "codes": .array($0.codes.map(JSON.string)), "caught": .bool($0.isCaught),
                    ]
                }),
        ])
    }
}
