/// What a release lists of its own, and a step can be repeated over.
public enum ReleasePart: String, Sendable, Hashable, CaseIterable {
    case images, services, migrations, configs, platforms
}
