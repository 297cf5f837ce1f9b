/// What a step is repeated over.
public enum Matrix: Sendable, Hashable {
    case images, services, migrations, configs, platforms
    /// A literal list from the checklist.
    case items([String])
}
