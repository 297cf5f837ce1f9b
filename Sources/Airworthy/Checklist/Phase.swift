/// When in a release's life a checklist runs. Admission asks for phases by name.
public enum Phase: String, Sendable, Hashable, CaseIterable {
    case preRelease = "pre-release"
    case release
    case promote
    case rollback
    case postRelease = "post-release"
    case drill
}
