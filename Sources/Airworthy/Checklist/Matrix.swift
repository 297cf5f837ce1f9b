/// What a step is repeated over.
public enum Matrix: Sendable, Hashable {
    case images, services, migrations, configs
    /// A literal list from the checklist.
    case items([String])
}
