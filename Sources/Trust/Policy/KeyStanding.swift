/// Whether a trusted key may be believed at an instant, and if not, why not.
public enum KeyStanding: String, Sendable, Hashable {
    case good
    case notYetValid = "not-yet-valid"
    case expired
    case revoked
}
