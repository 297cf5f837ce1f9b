/// Why bytes are no OpenPGP key that can be read here.
enum OpenPGPFault: String {
    case unreadable = "openpgp-unreadable"
    /// Of a version or algorithm nothing is verified with here.
    case unsupported = "openpgp-unsupported"
    /// A private key, which is nobody's business here.
    case secret = "openpgp-secret"
    case tooLarge = "openpgp-too-large"

    func diagnostic(_ message: String) -> Diagnostic {
        let remedy =
            switch self {
            case .unreadable: "Export the public key again with `gpg --export`."
            case .unsupported: "Use a version 4 key of RSA, ECDSA or Ed25519, signed with SHA-256 or better."
            case .secret: "Export the public key alone, with `gpg --export`."
            case .tooLarge: "Export only the keys that matter, with `--export-options export-minimal`."
            }
        return Diagnostic(rawValue, message, remedy: remedy)
    }
}
