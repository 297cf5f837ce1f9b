/// What sort of credential an entry is, which decides how its file is read, if it has one.
enum CredentialKind: String, Sendable, Hashable, CaseIterable {
    /// A PEM bundle of X.509 certificates, leaf first.
    case certificate
    case pkcs12
    /// A JSON Web Token in compact form (RFC 7519).
    case jwt
    case password
    case apiKey = "api-key"
    case signingKey = "signing-key"
    /// An opaque token: only its issuer knows when it ends.
    case token

    /// Whether a file of this kind says when it expires. The others are never opened: all they hold is the secret.
    var isReadable: Bool {
        switch self {
        case .certificate, .pkcs12, .jwt: true
        case .password, .apiKey, .signingKey, .token: false
        }
    }

    /// By a file's extension; nil when it says nothing.
    static func named(by path: String) -> CredentialKind? {
        let name = path.lowercased()
        if [".pem", ".crt", ".cer"].contains(where: name.hasSuffix) { return .certificate }
        if [".p12", ".pfx"].contains(where: name.hasSuffix) { return .pkcs12 }
        return name.hasSuffix(".jwt") ? .jwt : nil
    }
}
