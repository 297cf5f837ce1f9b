/// What a path leads to, links not followed.
public enum FileKind: Sendable, Hashable {
    case file(executable: Bool)
    case directory
    case link(target: String)
    /// A socket, device or pipe: nothing evidence can be read from.
    case other
}
