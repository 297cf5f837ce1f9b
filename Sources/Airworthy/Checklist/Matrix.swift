/// What a step is repeated over.
public enum Matrix: Sendable, Hashable {
    case part(ReleasePart)
    /// A literal list from the checklist.
    case items([String])
}
