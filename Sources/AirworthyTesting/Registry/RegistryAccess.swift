/// Who may read and write in a ``VirtualRegistry``.
public enum RegistryAccess: Sendable, Hashable {
    /// Everybody.
    case open
    /// Who sends this user and password (RFC 7617).
    case basic(user: String, password: String)
    /// Who brings a token of the registry's own token service (distribution `docs/spec/auth/token.md`), which gives one
    /// to this user, and one for pulling to everybody when `anonymousPull`.
    case token(user: String, password: String, anonymousPull: Bool)

    var user: (name: String, password: String)? {
        switch self {
        case .open: nil
        case .basic(let user, let password), .token(let user, let password, _): (user, password)
        }
    }
}
