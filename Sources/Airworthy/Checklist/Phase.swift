/// When in a release's life a checklist runs. Admission asks for phases by name.
public enum Phase: String, Sendable, Hashable, CaseIterable {
    case preRelease = "pre-release"
    case release
    case promote
    case rollback
    case postRelease = "post-release"
    case drill
}

extension Phase {
    /// Whether a checklist of this phase must show everything the release requires. Only the phase admission asks for
    /// does: a rollback checklist has no business proving a performance baseline.
    public var mustProvide: Bool { self == .preRelease }
}
