/// What kind of private key to make.
public enum KeyKind: Sendable, Hashable {
    case p256, p384, p521, ed25519
    /// Modulus size in bits; at least 2048 is required to load it again.
    case rsa(bits: Int)
}
