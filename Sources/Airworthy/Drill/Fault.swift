import Trust

/// One known fault, and the finding that must catch it. Injected into the world a run sees, never into the originals.
public enum Fault: String, Sendable, Hashable, CaseIterable {
    case tamperedLayer = "tampered-layer"
    case unsignedImage = "unsigned-image"
    case revokedKey = "revoked-key"
    case missingSBOM = "missing-sbom"
    case expiringSecret = "expiring-secret"
    case driftedConfig = "drifted-config"

    public var summary: String {
        switch self {
        case .tamperedLayer: "one byte of a layer is flipped"
        case .unsignedImage: "an image's signatures are gone"
        case .revokedKey: "the key that signed the images is revoked"
        case .missingSBOM: "an image's SBOM is gone"
        case .expiringSecret: "a credential expires an hour into the window"
        case .driftedConfig: "a live configuration file was changed by hand"
        }
    }

    /// The check kind and code that must report it.
    public var expected: (kind: String, code: String) {
        switch self {
        case .tamperedLayer: ("image-digest", "digest-mismatch")
        case .unsignedImage: ("image-signature", "no-signature")
        case .revokedKey: ("image-signature", "key-revoked")
        case .missingSBOM: ("sbom", "absent")
        case .expiringSecret: ("secret-window", "expires-in-window")
        case .driftedConfig: ("drift-files", "drifted")
        }
    }
}
