public import Trust

/// A fact that a step finds and later steps use: a part of what it kept as evidence. A pass that does not hold it is no
/// pass.
public struct StepOutput: Sendable, Hashable {
    public let name: String
    /// The URI of the evidence it is read from: `stdout`.
    public let evidence: String
    /// Where in it, as JSON; nil for the whole text.
    let path: ValuePath?
    public let type: ValueType
    public let location: Location
}
