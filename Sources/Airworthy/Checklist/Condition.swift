import Trust

/// When a step applies: everything in it must hold. Data, not an expression: what is asked about, and what it must be.
public struct Condition: Sendable, Hashable {
    /// What can be asked about.
    enum Input: Sendable, Hashable {
        case environment, phase
        case variable(String)
        case output(OutputReference)

        /// As records call it.
        var text: String {
            switch self {
            case .environment: "environment"
            case .phase: "phase"
            case .variable(let name): "vars.\(name)"
            case .output(let reference): "outputs.\(reference.text)"
            }
        }

        /// Whether it is known before anything has run.
        var isKnown: Bool {
            if case .output = self { false } else { true }
        }
    }

    struct Clause: Sendable, Hashable {
        let input: Input
        let matcher: Matcher
        let location: Location
        /// Whose variables it asks about: its step's, or of a file that includes the step.
        let scope: Int
    }

    let clauses: [Clause]

    /// Of a step that is included: the inclusion's condition holds for each of its steps.
    func and(_ inner: Condition?) -> Condition { Condition(clauses: clauses + (inner?.clauses ?? [])) }

    /// The outputs it asks about.
    var outputs: [OutputReference] {
        clauses.compactMap { if case .output(let reference) = $0.input { reference } else { nil } }
    }
}
